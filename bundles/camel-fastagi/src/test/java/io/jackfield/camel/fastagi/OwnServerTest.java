package io.jackfield.camel.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that are made from endpoints, over real sockets. */
class OwnServerTest {

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("jackfield-fastagi")));
    }

    @Test
    void aCallGoesThroughTheRoute() throws Exception {
        route("one", "fastagi:ivr/{queue}?port=0", "agi:verbose?message=${header.CamelAgiParameter.queue}");

        assertThat(call(port("one"), "ivr/sales"))
                .containsExactly("VERBOSE \"sales\"", "SET VARIABLE \"JACKFIELD_STATUS\" \"OK\"");
    }

    @Test
    void endpointsThatDescribeTheSameServerShareIt() throws Exception {
        route("one", "fastagi:one?port=0&server=shared", "agi:noop?text=one");
        route("two", "fastagi:two?port=0&server=shared", "agi:noop?text=two");

        assertThat(port("one")).isEqualTo(port("two"));
        assertThat(call(port("one"), "one")).startsWith("NOOP \"one\"");
        assertThat(call(port("one"), "two")).startsWith("NOOP \"two\"");
    }

    @Test
    void endpointsThatDifferInTheSameServerAreAMistake() throws Exception {
        route("one", "fastagi:one?port=0&server=shared", "agi:noop");

        assertThatThrownBy(() -> route("two", "fastagi:two?port=0&server=shared&server.maxSessions=5", "agi:noop"))
                .hasStackTraceContaining("Two endpoints name the FastAGI server shared but differ");
    }

    @Test
    void anUnknownSettingIsAMistakeThatIsNamed() {
        assertThatThrownBy(() -> route("one", "fastagi:one?port=0&server.maxSession=5", "agi:noop"))
                .hasStackTraceContaining("maxSession");
    }

    @Test
    void aRouteThatIsStartedAgainHasItsServer() throws Exception {
        route("one", "fastagi:one?port=0", "agi:noop?text=one");
        context.getRouteController().stopRoute("one");
        assertThat(call(port("one"), "one")).containsExactly("failure");
        context.getRouteController().startRoute("one");

        assertThat(call(port("one"), "one")).startsWith("NOOP \"one\"");
    }

    @Test
    void passwordsOfTheServerAreNotShown() throws Exception {
        String uri = "fastagi:one?port=0&server.tls=true&server.keyStore=nowhere.p12&server.keyStorePassword=h1dden";

        assertThatThrownBy(() -> route("one", uri, "agi:noop"))
                .hasStackTraceContaining("nowhere.p12")
                .satisfies(
                        problem -> assertThat(Throwables.getStackTrace(problem)).doesNotContain("h1dden"));
    }

    private void route(String id, String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to(to);
            }
        });
    }

    private int port(String route) {
        EndpointServiceLocation location =
                (EndpointServiceLocation) context.getRoute(route).getEndpoint();
        String address = location.getServiceUrl();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Plays Asterisk until the server closes; what it was told. */
    private static List<String> call(int port, String script) throws IOException {
        List<String> told = new ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("agi_network: yes\nagi_network_script: " + script + "\nagi_request: agi://127.0.0.1/"
                                    + script + "\nagi_channel: PJSIP/100-1\nagi_uniqueid: 1.1\n\n")
                            .getBytes(UTF_8));
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                if (!line.equals("failure")) {
                    socket.getOutputStream().write("200 result=0\n".getBytes(UTF_8));
                }
            }
        }
        return told;
    }
}
