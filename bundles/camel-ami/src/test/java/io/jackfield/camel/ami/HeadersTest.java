package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.simulator.ReceivedAction;
import io.jackfield.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No header filter is needed: what the PBX sends never names a header, and only arguments are sent. */
class HeadersTest {

    private final Simulator pbx = Simulator.builder().user("camel", "secret").start();
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<Message> received = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws Exception {
        String login = "host=127.0.0.1&port=" + pbx.amiPort() + "&username=camel&secret=secret";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent,CamelFoo&gaps=false&" + login)
                        .process(exchange -> received.add(exchange.getMessage().copy()));
                from("direct:action").to("ami:pbx1/UserEvent?arg.UserEvent=mine&" + login);
            }
        });
        context.start();
        await().until(() -> send(Map.of()).getException() == null && !received.isEmpty());
        received.clear();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void headersOfAnEventStayInItsBody() {
        pbx.event(
                "CamelFoo",
                "user",
                Map.of(
                        "CamelFoo", "1",
                        "camelfoo", "2",
                        "CAMELHTTPURI", "http://evil",
                        "CamelFileName", "../../etc/passwd",
                        "CamelAmiConnection", "other",
                        "CamelAmiArg.Channel", "SIP/evil"));
        await().until(() -> !received.isEmpty());

        assertThat(received.peek().getHeaders())
                .containsOnlyKeys("CamelAmiEventName", "CamelAmiConnection", "CamelAmiEpoch", "CamelAmiSequence")
                .containsEntry("CamelAmiEventName", "CamelFoo")
                .containsEntry("CamelAmiConnection", "pbx1");
        Map<?, ?> body = received.peek().getBody(Map.class);
        assertThat(body.get("CamelFileName")).isEqualTo("../../etc/passwd");
    }

    @Test
    void aForgedFrameNamesNoHeaderEither() {
        pbx.raw(
                "Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: x\r\nCamelFoo: 1\r\nCamelAmiEpoch: forged\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        await().until(() -> !received.isEmpty());

        assertThat(received.peek().getHeaders()).doesNotContainKey("CamelFoo");
        assertThat(received.peek().getHeader("CamelAmiEpoch")).asString().isNotEqualTo("forged");
    }

    @Test
    void onlyArgumentsAreSent() {
        Exchange exchange = send(Map.of(
                "CamelAmiArg.One", "1",
                "CamelAmiArgTwo", "2",
                "camelamiarg.three", "3",
                "CamelHttpUri", "http://x",
                "Authorization", "Bearer x",
                "Four", "4"));

        assertThat(exchange.getException()).isNull();
        ReceivedAction action = last();
        assertThat(action.headers().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(List.of("ActionID", "UserEvent", "One"));
    }

    @Test
    void theAnswerNamesNoHeaderAndThoseOfTheExchangeStay() {
        Exchange exchange = send(Map.of("Mine", "stays"));

        assertThat(exchange.getMessage().getHeaders())
                .containsOnlyKeys("Mine", "CamelAmiConnection", "CamelAmiResponse", "CamelAmiMessage");
    }

    private Exchange send(Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to("direct:action")
                .withHeaders(headers)
                .send();
    }

    private ReceivedAction last() {
        List<ReceivedAction> sent = pbx.actions().stream()
                .filter(action -> action.name().equals("UserEvent"))
                .toList();
        return sent.get(sent.size() - 1);
    }
}
