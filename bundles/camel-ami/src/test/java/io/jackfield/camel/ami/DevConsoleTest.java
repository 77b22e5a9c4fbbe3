package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.simulator.Simulator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevConsoleTest {

    private static final String SECRET = "s3cret-not-shown";

    private final Simulator pbx = Simulator.builder().user("camel", SECRET).start();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent&gaps=false&host=127.0.0.1&port=" + pbx.amiPort()
                                + "&username=camel&secret=" + SECRET)
                        .routeId("events")
                        .log("${body}");
            }
        });
        context.start();
        await().until(() -> json().toJson().contains("\"state\":\"Up\""));
        await().until(() -> {
            pbx.event("UserEvent", Map.of("UserEvent", "x"));
            return text().contains("completed: 2");
        });
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void aContextWithTheComponentHasTheConsole() {
        assertThat(registry().stream().map(DevConsole::getId)).contains("asterisk-manager");
    }

    @Test
    void camelFindsTheConsoleByItsNameToo() {
        CamelContext other = new DefaultCamelContext();
        other.start();

        assertThat(registry(other).resolveById("asterisk-manager")).isNotNull();
        other.stop();
    }

    @Test
    void textHasConnectionsAndConsumersWithTheirFigures() {
        assertThat(text())
                .contains("Connection ami:pbx1")
                .contains("peer: 127.0.0.1:" + pbx.amiPort())
                .contains("state: Up")
                .contains("logins: 1")
                .contains("of route events")
                .contains("Events of pbx1")
                .contains("shed: 0");
    }

    @Test
    void jsonHasTheSame() {
        JsonObject connection = (JsonObject) ((List<?>) json().get("connections")).get(0);
        JsonObject consumer = (JsonObject) ((List<?>) json().get("consumers")).get(0);
        JsonObject events = (JsonObject) ((List<?>) consumer.get("events")).get(0);

        assertThat(connection)
                .containsEntry("name", "pbx1")
                .containsEntry("scheme", "ami")
                .containsEntry("state", "Up")
                .containsEntry("logins", 1L)
                .doesNotContainKey("problem");
        assertThat(consumer).containsEntry("routeId", "events");
        assertThat(events).containsEntry("connection", "pbx1");
        assertThat((long) events.get("completed")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aProblemIsToldWithItsReason() {
        pbx.kill();

        await().until(() -> text().contains("Problem: ") && text().contains("refused"));
        await().until(() -> json().toJson().contains("\"problem\":"));
    }

    @Test
    void aConsumerThatStoppedIsGone() throws Exception {
        context.getRouteController().stopRoute("events");

        assertThat((List<?>) json().get("consumers")).isEmpty();
        assertThat(text()).contains("Connection ami:pbx1").doesNotContain("of route events");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(text()).doesNotContain(SECRET);
        assertThat(json().toJson()).doesNotContain(SECRET).contains("secret=xxxxxx");
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT);
    }

    private JsonObject json() {
        return (JsonObject) console().call(DevConsole.MediaType.JSON);
    }

    private DevConsole console() {
        return registry().resolveById("asterisk-manager");
    }

    private DevConsoleRegistry registry() {
        return registry(context);
    }

    private static DevConsoleRegistry registry(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
    }
}
