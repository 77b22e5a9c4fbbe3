package io.jackfield.camel.ajam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route over HTTP is a route over TCP with another scheme. */
class AjamRoutesTest {

    private static final String SECRET = "s3cr+t%&x";

    private final Simulator pbx =
            Simulator.builder().user("camel", SECRET).httpPort(0).start();
    private final CamelContext context = new DefaultCamelContext();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final String login = "host=127.0.0.1&port=" + pbx.httpPort() + "&username=camel&secret=RAW(" + SECRET + ")";

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    private void addRoute(String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from)
                        .process(exchange -> received.add(exchange.getMessage()))
                        .to(to);
            }
        });
    }

    @Test
    void eventsAndSnapshotsArriveAfterTheGapThatBeginsTheStream() throws Exception {
        pbx.call("1001", "2001");
        addRoute("ajam:pbx1?events=UserEvent&snapshot=channels&" + login, "log:x?level=DEBUG");
        await().until(() -> received.size() == 5);
        pbx.event("UserEvent", Map.of("UserEvent", "Hello"));
        await().until(() -> received.size() == 6);

        assertThat(received)
                .extracting(message -> message.getHeader(ManagerConstants.EVENT_NAME))
                .containsExactly(
                        "EventGap", "SnapshotStart", "CoreShowChannel", "CoreShowChannel", "SnapshotEnd", "UserEvent");
        assertThat(received.get(5).getBody(ManagerEvent.class).get("UserEvent")).isEqualTo("Hello");
        assertThat(received.get(5).getHeader(ManagerConstants.CONNECTION)).isEqualTo("pbx1");
    }

    @Test
    void actionsAreSentAndAnswered() throws Exception {
        addRoute("direct:set", "ajam:pbx1/Setvar?arg.Variable=V&arg.Value=${header.caller}&" + login);
        addRoute("direct:list", "ajam:pbx1/CoreShowChannels?" + login);
        await().until(() -> pbx.sessions() == 1);
        Object answer = await().ignoreExceptions()
                .until(
                        () -> context.createProducerTemplate()
                                .requestBodyAndHeader("direct:set", null, "caller", "+49 30&arg.Channel=x%41"),
                        ManagerResponse.class::isInstance);
        Object list = context.createProducerTemplate().requestBody("direct:list", (Object) null);

        assertThat(((ManagerResponse) answer).isSuccess()).isTrue();
        assertThat(list).isInstanceOf(EventList.class);
        assertThat(pbx.actions())
                .filteredOn(action -> action.name().equals("Setvar"))
                .extracting(action -> action.header("Value"))
                .containsExactly("+49 30&arg.Channel=x%41");
    }

    @Test
    void aSettingOfTheTransportIsCheckedByIt() {
        assertThatThrownBy(() -> addRoute("ajam:pbx1?connection.format=html&" + login, "log:x"))
                .rootCause()
                .hasMessageContaining("format = html")
                .hasMessageContaining("rawman or mxml");
    }
}
