package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.simulator.HttpTestClient.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures that a test asks for, over HTTP. */
class HttpFailuresTest {

    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final String PING = "/rawman?action=ping";

    private Simulator pbx;
    private HttpTestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder().user("jackfield", "secret").httpPort(0).start();
        client = HttpTestClient.login(pbx, "off");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    private static String pong(Reply reply) {
        return reply.first().get("Ping");
    }

    @Test
    void aStatusForWhateverIsAskedAndTcpIsSpared() {
        pbx.http().skip(1).times(2).withStatus(503);
        assertThat(pong(client.get(PING))).isEqualTo("Pong");
        Reply reply = client.get("/nowhere");
        assertThat(reply.head()).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
        assertThat(reply.body()).contains("<h1>Service Unavailable</h1>");
        assertThat(client.get(PING).status()).isEqualTo(503);
        assertThat(pong(client.get(PING))).isEqualTo("Pong");
        pbx.http().withStatus(502);
        try (TestClient tcp = TestClient.login(pbx, "off")) {
            assertThat(tcp.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
        pbx.http().asUsual();
        assertThat(pong(client.get(PING))).isEqualTo("Pong");
    }

    @Test
    void aStatusForOneAction() {
        pbx.answer("Ping").withStatus(504);
        Reply reply = client.get(PING);
        assertThat(reply.head()).startsWith("HTTP/1.1 504 Gateway Timeout\r\n").doesNotContain("Set-Cookie");
        assertThat(client.get("/rawman?action=corestatus").status()).isEqualTo(200);
        try (TestClient tcp = TestClient.login(pbx, "off")) {
            tcp.send("Action: Ping");
            assertThat(tcp.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatEndsTooEarly() {
        pbx.answer("Ping").byBreakingOff(9);
        client.begin("GET", PING, "");
        Reply broken = client.reply();
        assertThat(broken.body()).isEqualTo("Response:");
        assertThat(Integer.parseInt(broken.header("Content-Length"))).isGreaterThan(9);
        assertThat(client.isClosed()).isTrue();
        pbx.answer("Ping").asUsual();
        pbx.http().times(1).byBreakingOff(0);
        try (HttpTestClient next = client.another(pbx)) {
            assertThat(next.get(PING).body()).isEmpty();
            assertThat(next.isClosed()).isTrue();
        }
        assertThat(pbx.actions())
                .filteredOn(action -> action.name().equals("ping"))
                .as("done all the same")
                .hasSize(2);
    }

    @Test
    void noAnswerALateOneOrTheEnd() throws Exception {
        pbx.answer("Ping").times(1).late(Duration.ofMillis(400));
        client.begin("GET", PING, "");
        assertThat(client.hearsNothingFor(MOMENT)).isTrue();
        assertThat(pong(client.reply())).isEqualTo("Pong");
        pbx.http().times(1).late(Duration.ofMillis(400));
        client.begin("GET", PING, "");
        assertThat(client.hearsNothingFor(MOMENT)).isTrue();
        assertThat(pong(client.reply())).isEqualTo("Pong");
        pbx.answer("Ping").times(1).never();
        client.begin("GET", PING, "");
        assertThat(client.hearsNothingFor(MOMENT)).isTrue();
        try (HttpTestClient next = client.another(pbx)) {
            assertThat(pong(next.get(PING))).isEqualTo("Pong");
            pbx.http().times(1).byHangingUp();
            assertThatThrownBy(() -> next.get(PING)).isInstanceOf(UncheckedIOException.class);
        }
        try (HttpTestClient next = client.another(pbx)) {
            assertThat(pong(next.get(PING))).isEqualTo("Pong");
        }
    }

    @Test
    void answersOfAnAction() {
        pbx.answer("Ping").withError("Not now");
        assertThat(client.get("/mxml?action=ping&actionid=1").body())
                .contains("<generic response='Error' actionid='1' message='Not now' />");
        pbx.answer("Login").withError("Authentication failed");
        try (HttpTestClient other = new HttpTestClient(pbx)) {
            other.get("/rawman?action=login&username=jackfield&secret=secret");
            String cookie = other.cookie();
            other.get(PING);
            assertThat(other.cookie()).isNotEqualTo(cookie);
        }
    }

    @Test
    void whatIsNoStatusIsSaid() {
        assertThatThrownBy(() -> pbx.http().withStatus(99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
    }
}
