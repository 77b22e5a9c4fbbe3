package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.simulator.ReceivedAction;
import io.jackfield.simulator.Simulator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmiRoutesTest {

    private static final String SECRET = "s3cr+t%&x";

    private final Simulator pbx = Simulator.builder().user("camel", SECRET).start();
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private final String login = "host=127.0.0.1&port=" + pbx.amiPort() + "&username=camel&secret=RAW(" + SECRET + ")";

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void eventsArriveWithTheirOriginAfterTheGapThatBeginsTheStream() throws Exception {
        consume("ami:pbx1?events=UserEvent&" + login);
        pbx.event("UserEvent", headers("UserEvent", "Hello", "Uniqueid", "17.1", "Linkedid", "17.0"));
        await().until(() -> received.size() == 2);
        Message gap = received.poll();
        assertThat(gap.getBody()).isInstanceOf(EventGap.class);
        assertThat(gap.getHeader(ManagerConstants.EVENT_NAME)).isEqualTo("EventGap");
        assertThat(gap.getHeader(ManagerConstants.GAP_KIND)).isEqualTo(EventGap.Kind.START);
        Message event = received.poll();
        assertThat(event.getBody()).isInstanceOf(ManagerEvent.class);
        assertThat(event.getHeader(ManagerConstants.EVENT_NAME)).isEqualTo("UserEvent");
        assertThat(event.getHeader(ManagerConstants.CONNECTION)).isEqualTo("pbx1");
        assertThat(event.getHeader(ManagerConstants.UNIQUEID)).isEqualTo("17.1");
        assertThat(event.getHeader(ManagerConstants.LINKEDID)).isEqualTo("17.0");
        assertThat(event.getHeader(ManagerConstants.EPOCH)).isEqualTo(gap.getHeader(ManagerConstants.EPOCH));
        assertThat(event.getHeader(ManagerConstants.SEQUENCE, Long.class)).isPositive();
    }

    @Test
    void whatThePbxSendsNeverBecomesACamelHeader() throws Exception {
        consume("ami:pbx1?events=UserEvent&gaps=false&" + login);
        pbx.event("UserEvent", headers("UserEvent", "x", "CamelHttpUri", "evil", "CamelAmiConnection", "evil"));
        await().until(() -> !received.isEmpty());
        assertThat(received.peek().getHeaders())
                .doesNotContainKey("CamelHttpUri")
                .containsEntry(ManagerConstants.CONNECTION, "pbx1");
    }

    @Test
    void conditionsAllHoldAndNamesMatchByPattern() throws Exception {
        consume("ami:pbx1?events=Peer*,User?vent&where=Account=sales*|vip&where=Queue!=test&gaps=false&" + login);
        pbx.event("UserEvent", headers("UserEvent", "1", "Account", "sales-1", "Queue", "test"));
        pbx.event("UserEvent", headers("UserEvent", "2", "Account", "support"));
        pbx.event("PeerStatus", headers("Peer", "3", "Account", "vip", "Queue", "a"));
        pbx.event("Reload", headers("Module", "x", "Account", "vip"));
        pbx.event("UserEvent", headers("UserEvent", "4", "Account", "sales-2"));
        await().until(() -> received.size() == 2);
        assertThat(received)
                .extracting(message -> message.getBody(ManagerEvent.class).name())
                .containsExactly("PeerStatus", "UserEvent");
    }

    @Test
    void bodiesConvertToMapJsonAndWireText() throws Exception {
        consume("ami:pbx1?events=UserEvent&gaps=false&" + login);
        pbx.event("UserEvent", headers("UserEvent", "Grüße \"x\" <&>", "Line", "a", "line", "b"));
        await().until(() -> !received.isEmpty());
        Message message = received.peek();
        Map<?, ?> map = message.getBody(Map.class);
        assertThat(map.get("Event")).isEqualTo("UserEvent");
        assertThat(map.get("Line")).isEqualTo(List.of("a", "b"));
        assertThat(message.getBody(JsonObject.class)).containsEntry("UserEvent", "Grüße \"x\" <&>");
        assertThat(message.getBody(String.class)).startsWith("{").contains("\"Line\":[\"a\",\"b\"]");
        assertThat(new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
                .startsWith("Event: UserEvent\r\n")
                .endsWith("line: b\r\n");
    }

    @Test
    void argumentsAreExpressionsAndCallersDataStaysData() throws Exception {
        producer("ami:pbx1/Setvar?arg.Variable=V&arg.Value=${header.caller}&" + login);
        Exchange done = request(Map.of("caller", "+49 30&arg.Channel=x${body}%41"));
        assertThat(done.getException()).isNull();
        assertThat(lastAction("Setvar").header("Value")).isEqualTo("+49 30&arg.Channel=x${body}%41");
        assertThat(lastAction("Setvar").header("Channel")).isEmpty();
        Exchange injected = request(Map.of("caller", "x\r\n\r\nAction: Command\r\nCommand: core stop now"));
        assertThat(injected.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Value")
                .hasMessageContaining("CR");
        assertThat(pbx.actions()).noneMatch(action -> action.name().equals("Command"));
    }

    @Test
    void headersComeBeforeTheBodyAndTheBodyBeforeTheEndpoint() throws Exception {
        producer("ami:pbx1/UserEvent?arg.UserEvent=one&arg.A=uri&arg.B=uri&arg.C=uri&" + login);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("b", "body");
        body.put("C", "body");
        Exchange done = context.createFluentProducerTemplate()
                .to("direct:action")
                .withBody(body)
                .withHeader("CamelAmiArg.c", "header")
                .withHeader("Authorization", "must not be sent")
                .send();
        assertThat(done.getException()).isNull();
        ReceivedAction action = lastAction("UserEvent");
        assertThat(List.of(action.header("A"), action.header("B"), action.header("C")))
                .containsExactly("uri", "body", "header");
        assertThat(action.header("Authorization")).isEmpty();
        assertThat(done.getMessage().getHeaders()).doesNotContainKey("CamelAmiArg.c");
    }

    @Test
    void argumentsOfAnyTypeAreTextAndSeveralRepeatTheirHeader() throws Exception {
        producer("ami:pbx1/UserEvent?arg.UserEvent=x&arg.Body=${body}&arg.Again=<${body}>&" + login);
        Exchange done = context.createFluentProducerTemplate()
                .to("direct:action")
                .withBody(new ByteArrayInputStream("Grüße".getBytes(StandardCharsets.UTF_8)))
                .withHeader("CamelAmiArg.Bytes", "bytes".getBytes(StandardCharsets.UTF_8))
                .withHeader("CamelAmiArg.Number", 17)
                .withHeader("CamelAmiArg.Array", new String[] {"a", "b"})
                .withHeader("CamelAmiArg.List", List.of("c", "d".getBytes(StandardCharsets.UTF_8)))
                .send();

        assertThat(done.getException()).isNull();
        assertThat(lastAction("UserEvent").headers())
                .contains(
                        Map.entry("Body", "Grüße"),
                        Map.entry("Again", "<Grüße>"),
                        Map.entry("Bytes", "bytes"),
                        Map.entry("Number", "17"),
                        Map.entry("Array", "a"),
                        Map.entry("Array", "b"),
                        Map.entry("List", "c"),
                        Map.entry("List", "d"));
    }

    @Test
    void aMapIsTheVariablesOfACallAndTheirValuesStayValues() throws Exception {
        producer("ami:pbx1/Originate?arg.Channel=Local/1@x&arg.Async=true&" + login);
        request(Map.of("CamelAmiArg.Variable", Map.of("CALLER", "Bob,\"EVIL\"=1")));

        assertThat(lastAction("Originate").headers()).contains(Map.entry("Variable", "CALLER=Bob\\,\\\"EVIL\\\"=1"));
        assertThat(request(Map.of("CamelAmiArg.Variable", Map.of("CALLER,EVIL", "1")))
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CALLER,EVIL");
    }

    @Test
    void listActionsGiveAnEventListAndOthersTheResponse() throws Exception {
        producer("ami:pbx1/CoreShowChannels?" + login);
        EventList list = request(Map.of()).getMessage().getBody(EventList.class);
        assertThat(list.isList()).isTrue();
        producer("ami:pbx1/Ping?" + login);
        Exchange ping = request(Map.of());
        assertThat(ping.getMessage().getBody()).isInstanceOf(ManagerResponse.class);
        assertThat(ping.getMessage().getHeader(ManagerConstants.RESPONSE)).isEqualTo("Success");
    }

    @Test
    void anErrorOfThePbxFailsTheExchangeUnlessSaidOtherwise() throws Exception {
        producer("ami:pbx1/Hangup?arg.Channel=SIP/nobody&" + login);
        assertThat(request(Map.of()).getException())
                .isInstanceOf(ActionFailedException.class)
                .hasMessage("pbx1: Hangup failed: No such channel");
        producer("ami:pbx1/Hangup?arg.Channel=SIP/nobody&failOnError=false&" + login);
        Exchange done = request(Map.of());
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(ManagerConstants.MESSAGE)).isEqualTo("No such channel");
    }

    @Test
    void aProducerWithoutItsPbxSaysThatNothingWasSent() throws Exception {
        producer("ami:pbx1/Ping?" + login);
        pbx.kill();
        await().untilAsserted(() -> assertThat(request(Map.of()).getException())
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse()));
        pbx.boot();
        await().untilAsserted(() -> assertThat(request(Map.of()).getException()).isNull());
    }

    @Test
    void aStuckRouteDelaysNoAction() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?" + login).process(exchange -> stuck.await());
            }
        });
        producer("ami:pbx1/Ping?timeout=5s&" + login);
        for (int i = 0; i < 100; i++) {
            pbx.event("UserEvent", headers("UserEvent", "x"));
        }
        assertThat(request(Map.of()).getException()).isNull();
        stuck.countDown();
    }

    @Test
    void theRouteGoesOnAfterTheConnectionWasLostAndSeesOneGap() throws Exception {
        consume("ami:pbx1?events=UserEvent&" + login);
        pbx.disconnectAll();
        await().until(() -> received.size() == 2);
        pbx.event("UserEvent", headers("UserEvent", "again"));
        await().until(() -> received.size() == 3);
        assertThat(received)
                .extracting(message -> message.getHeader(ManagerConstants.GAP_KIND))
                .containsExactly(EventGap.Kind.START, EventGap.Kind.LOST, null);
    }

    @Test
    void mistakesInTheEndpointAreToldAtTheStart() {
        assertThatThrownBy(() -> consume("ami:pbx1?evnts=Hangup&" + login))
                .isInstanceOf(FailedToCreateRouteException.class)
                .hasStackTraceContaining("evnts");
        assertThatThrownBy(() -> consume("ami:pbx1/Ping?" + login))
                .hasStackTraceContaining("a consumer takes events, not the action Ping");
        assertThatThrownBy(() -> producer("ami:pbx1?" + login)).hasStackTraceContaining("which action?");
        assertThatThrownBy(() -> consume("ami:pbx1?where=Account&" + login)).hasStackTraceContaining("where=Account");
        assertThatThrownBy(() -> consume("ami:pbx2?host=h&username=u"))
                .hasStackTraceContaining("ami:pbx2: secret is missing");
        assertThatThrownBy(() -> consume("ami:pbx1?queueSize=0&" + login))
                .hasStackTraceContaining("queueSize=0: expected");
        assertThatThrownBy(() -> consume("ami:pbx1?events=,&" + login)).hasStackTraceContaining("events=,: expected");
        assertThatThrownBy(() -> producer("ami:pbx1/Ping?timeout=-5&" + login))
                .hasStackTraceContaining("timeout=-5: expected");
        assertThatThrownBy(() -> producer("ami:pbx1/Events?arg.EventMask=off&" + login))
                .hasStackTraceContaining("Events belongs to the connection");
    }

    @Test
    void equalNamesShareOneLoginAndMayNotDiffer() throws Exception {
        consume("ami:pbx1?events=UserEvent&" + login);
        producer("ami:pbx1/Ping?" + login);
        request(Map.of());
        assertThat(pbx.sessions()).isEqualTo(1);
        assertThatThrownBy(() -> producer("ami:pbx1/Ping?" + login.replace("camel", "other")))
                .hasStackTraceContaining("equal names share one login");
    }

    @Test
    void overflowPoliciesAreWrittenInEitherSpelling() throws Exception {
        consume("ami:pbx1?overflow=dropNewest&queueSize=5&" + login);
        assertThatThrownBy(() -> consume("ami:pbx1?overflow=block&" + login)).hasStackTraceContaining("block");
    }

    @Test
    void secretsAreMasked() throws Exception {
        consume("ami:pbx1?" + login);
        assertThat(context.getEndpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.toString()).doesNotContain(SECRET));
        assertThat(context.getRoutes().get(0).toString()).doesNotContain(SECRET);
    }

    @Test
    void aConnectionThatIsBoundLaterIsFound() throws Exception {
        context.addRoutes(route("ami:late?events=UserEvent&gaps=false"));
        try (AmiConnectionFactory factory = new AmiConnectionFactory()) {
            Map<String, Object> settings =
                    Map.of("host", "127.0.0.1", "port", pbx.amiPort(), "username", "camel", "secret", SECRET);
            context.getRegistry().bind("late", factory.create("late", settings));
            await().until(() -> {
                pbx.event("UserEvent", headers("UserEvent", "x"));
                return !received.isEmpty();
            });
        }
    }

    @Test
    void startingAndStoppingLeavesNoThreads() throws Exception {
        consume("ami:pbx1?" + login);
        for (int i = 0; i < 20; i++) {
            context.getRouteController().stopRoute("consumer");
            context.getRouteController().startRoute("consumer");
        }
        context.stop();
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("jackfield-ami") || name.contains("ami:")));
    }

    private void consume(String uri) throws Exception {
        context.addRoutes(route(uri));
        await().until(() -> context.getRoute("consumer") != null
                && pbx.sessions() > 0
                && pbx.actions().stream().anyMatch(action -> action.name().equals("Events")));
        if (!uri.contains("gaps=false")) {
            await().until(() -> !received.isEmpty());
        }
    }

    private RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("consumer")
                        .process(exchange -> received.add(exchange.getMessage().copy()));
            }
        };
    }

    private void producer(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:action").routeId("producer").to(uri);
            }
        });
        await().until(() -> pbx.sessions() > 0);
    }

    private Exchange request(Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to("direct:action")
                .withHeaders(headers)
                .send();
    }

    private ReceivedAction lastAction(String name) {
        return pbx.actions().stream()
                .filter(action -> action.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Map<String, String> headers(String... pairs) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
