package io.jackfield.camel.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiEnd;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person can see from outside: health, the developers' console, the log. */
class HealthTest {

    private final TestServer server = new TestServer("main");
    private final CamelContext context = new DefaultCamelContext();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream err = System.err;

    @BeforeEach
    void start() {
        System.setErr(new PrintStream(logged, true, UTF_8));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
        System.setErr(err);
    }

    @Test
    void aRouteWithItsServerIsUpAndCountsItsCalls() throws Exception {
        context.getRegistry().bind("main", server);
        route("fastagi:test?server=main", "agi:answer");
        server.call("test").end();
        TestCall hungUp = server.dial("test").orElseThrow().holding("ANSWER").begin();
        hungUp.awaitCommand("ANSWER");
        assertThat(health().getDetails()).containsEntry("calls", 1);
        assertThat(hungUp.hangup().end()).isEqualTo(AgiEnd.HANGUP);

        await().untilAsserted(() -> assertThat(health().getDetails())
                .containsEntry("calls", 0)
                .containsEntry("calls.CLOSED", 1L)
                .containsEntry("calls.HANGUP", 1L));
        assertThat(health().getState()).isEqualTo(State.UP);
    }

    @Test
    void aServerThatNobodyKnowsIsDownAndNamedInTheLog() throws Exception {
        route("fastagi:test?server=nowhere", "agi:answer");

        assertThat(health().getState()).isEqualTo(State.DOWN);
        assertThat(health().getMessage().orElseThrow())
                .startsWith("there is no FastAGI server named nowhere, known are []")
                .contains("etc/io.jackfield.fastagi-nowhere.cfg makes one");
        await().untilAsserted(() -> assertThat(logged.toString(UTF_8))
                .contains("WARN")
                .contains("fastagi://test?server=nowhere gets no calls: there is no FastAGI server named nowhere"));
        assertThat(context.getRouteController().getRouteStatus("calls").isStarted())
                .isTrue();
    }

    @Test
    void noServerAtAllIsDown() throws Exception {
        route("fastagi:test", "agi:answer");

        assertThat(health().getState()).isEqualTo(State.DOWN);
        assertThat(health().getMessage())
                .hasValueSatisfying(text -> assertThat(text).startsWith("there is no FastAGI server"));
    }

    @Test
    void aServerThatDoesNotListenIsDown() throws Exception {
        context.getRegistry().bind("main", server);
        route("fastagi:test", "agi:answer");
        server.listening = false;

        assertThat(health().getMessage())
                .contains("the FastAGI server main does not listen: its port is in use, or it is stopping");
    }

    @Test
    void theConsoleShowsServersRoutesAndCalls() throws Exception {
        context.getRegistry().bind("main", server);
        route("fastagi:test", "agi:answer");
        TestCall call = server.dial("test").orElseThrow().holding("ANSWER").begin();
        call.awaitCommand("ANSWER");

        assertThat((String) console().call(DevConsole.MediaType.TEXT))
                .contains("Calls of fastagi:main")
                .contains("address: 127.0.0.1:4573")
                .contains("of route calls")
                .contains("PJSIP/100-00000001");
        JsonObject json = (JsonObject) console().call(DevConsole.MediaType.JSON);
        assertThat(json.toJson())
                .contains("\"name\":\"main\"")
                .contains("\"routeId\":\"calls\"")
                .contains("\"uniqueid\":\"1700000000.1\"");
        call.hangup().end();
    }

    @Test
    void theEndpointSaysWhereItsCallsComeIn() throws Exception {
        context.getRegistry().bind("main", server);
        route("fastagi:test", "agi:answer");
        EndpointServiceLocation location =
                (EndpointServiceLocation) context.getRoute("calls").getEndpoint();

        assertThat(location.getServiceUrl()).isEqualTo("127.0.0.1:4573");
        assertThat(location.getServiceProtocol()).isEqualTo("fastagi");
        assertThat(location.getServiceMetadata()).containsEntry("script", "test");
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .findFirst()
                .orElseThrow();
    }

    private DevConsole console() {
        return context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("asterisk-agi");
    }

    private void route(String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("calls").to(to);
            }
        });
    }
}
