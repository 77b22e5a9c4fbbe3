package io.jackfield.camel.ajam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route over HTTP is a route over TCP with another scheme. */
class AjamRoutesTest {

    private final CamelContext context = new DefaultCamelContext();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer pbx;
    private String login;

    @BeforeEach
    void start() throws IOException {
        pbx = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        pbx.createContext("/rawman", this::serve);
        pbx.setExecutor(threads);
        pbx.start();
        login = "host=127.0.0.1&port=" + pbx.getAddress().getPort() + "&username=camel&secret=RAW(s3cr+t)";
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> action = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            for (String pair : form.split("&")) {
                String[] parts = pair.split("=", 2);
                action.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            actions.add(action);
            byte[] answer = answer(action).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.getResponseHeaders().set("Set-Cookie", "mansession_id=\"214f77f6\"; Version=1; Max-Age=60");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(Map<String, String> action) throws InterruptedException {
        String id = "ActionID: " + action.get("ActionID") + "\r\n";
        String success = "Response: Success\r\n" + id;
        return switch (action.get("Action")) {
            case "Challenge" -> success + "Challenge: 814207955\r\n\r\n";
            case "WaitEvent" -> {
                String event = events.poll(Long.parseLong(action.get("Timeout")), TimeUnit.SECONDS);
                yield success + "Message: Waiting for Event completed.\r\n\r\n" + (event == null ? "" : event)
                        + "Event: WaitEventComplete\r\n" + id + "\r\n";
            }
            default -> success + "Message: done\r\n\r\n";
        };
    }

    @Test
    void eventsArriveAfterTheGapThatBeginsTheStream() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ajam:pbx1?events=UserEvent&" + login).process(exchange -> received.add(exchange.getMessage()));
            }
        });
        await().until(() -> received.size() == 1);
        events.add("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: Hello\r\n\r\n");
        await().until(() -> received.size() == 2);

        assertThat(received)
                .extracting(message -> message.getHeader(ManagerConstants.EVENT_NAME))
                .containsExactly("EventGap", "UserEvent");
        assertThat(received.get(1).getBody(ManagerEvent.class).get("UserEvent")).isEqualTo("Hello");
    }

    @Test
    void actionsAreSentAndAnswered() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:add")
                        .to("ajam:pbx1/QueueAdd?arg.Queue=support&arg.Interface=PJSIP/${header.agent}&" + login);
            }
        });
        await().until(() ->
                actions.stream().anyMatch(action -> action.get("Action").equals("Login")));
        Object answer = await().ignoreExceptions()
                .until(
                        () -> context.createProducerTemplate()
                                .requestBodyAndHeader("direct:add", null, "agent", "+49&x"),
                        body -> true);

        assertThat(answer).isInstanceOf(ManagerResponse.class);
        assertThat(actions).anySatisfy(action -> assertThat(action)
                .containsEntry("Action", "QueueAdd")
                .containsEntry("Interface", "PJSIP/+49&x"));
        assertThat(actions.toString()).doesNotContain("s3cr+t");
    }

    @Test
    void aSettingOfTheTransportIsCheckedByIt() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ajam:pbx1?connection.format=html&" + login).to("log:x");
                    }
                }))
                .rootCause()
                .hasMessageContaining("format = html")
                .hasMessageContaining("rawman or mxml");
    }
}
