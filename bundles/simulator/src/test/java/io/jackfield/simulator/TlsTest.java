package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager interface over TLS, with what a real Asterisk does to records that do not fit its buffer. */
class TlsTest {

    private static final Duration SILENCE = Duration.ofMillis(250);

    private static TestKey key;
    private static Simulator pbx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        key = TestKey.in(folder);
        pbx = Simulator.builder().user("jackfield", "secret").tls(key.server()).start();
        trust = key.client();
    }

    private static SSLContext trust;

    @AfterAll
    static void stop() {
        pbx.close();
    }

    private static TestClient login() {
        return new TestClient(pbx, trust).loggedIn("jackfield", "secret", "on");
    }

    @Test
    void actionsAndEventsPassAsTheyDoInClear() {
        try (TestClient encrypted = login();
                TestClient clear = TestClient.login(pbx, "on")) {
            assertThat(encrypted.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
            pbx.event("PeerStatus", Map.of("Peer", "PJSIP/1001"));
            assertThat(encrypted.event("PeerStatus")).isEqualTo(clear.event("PeerStatus"));
            assertThat(encrypted.ask("Action: Logoff").get("Message")).isEqualTo("Thanks for all the fish.");
            assertThat(encrypted.line()).isNull();
        }
    }

    @Test
    void bothPortsStayTheSameOverADeath() {
        int clear = pbx.amiPort();
        int encrypted = pbx.amiTlsPort();
        assertThat(encrypted).isNotEqualTo(clear);
        try (TestClient client = login()) {
            pbx.kill();
            assertThat(client.isClosed()).isTrue();
        }
        assertThatThrownBy(() -> new TestClient(pbx, trust)).hasMessageContaining("refused");
        pbx.boot();
        assertThat(List.of(pbx.amiPort(), pbx.amiTlsPort())).containsExactly(clear, encrypted);
        login().close();
    }

    @Test
    void recordsOfWholeLinesThatFillTheBufferAreRead() {
        try (TestClient client = login()) {
            client.raw(ping(1024));
            assertThat(client.block().get("ActionID")).isEqualTo("long");
            for (String line : ping(3000).split("(?<=\r\n)")) {
                client.raw(line);
            }
            assertThat(client.block().get("ActionID")).isEqualTo("long");
        }
    }

    @Test
    void whatDoesNotFitStaysUnseenUntilAnotherRecordComes() throws Exception {
        try (TestClient client = login()) {
            client.raw(ping(1095));
            assertThat(client.hearsNothingFor(SILENCE)).isTrue();
            client.raw("\r\n");
            assertThat(client.block().get("ActionID")).isEqualTo("long");
            assertThat(client.block().get("Message")).isEqualTo("Missing action in request");
        }
    }

    @Test
    void ofManyActionsInOneRecordSomeAreAnswered() throws Exception {
        try (TestClient client = login()) {
            client.raw(IntStream.range(100, 200)
                    .mapToObj(i -> "Action: Ping\r\nActionID: " + i + "\r\n\r\n")
                    .collect(Collectors.joining()));
            for (int i = 100; i < 133; i++) {
                assertThat(client.block().get("ActionID")).isEqualTo(String.valueOf(i));
            }
            assertThat(client.hearsNothingFor(SILENCE)).isTrue();
        }
    }

    @Test
    void whoSpeaksClearToItIsCutOffAndOthersAreNot() {
        try (TestClient good = login()) {
            try (java.net.Socket bad = new java.net.Socket(pbx.host(), pbx.amiTlsPort())) {
                bad.setSoTimeout(10_000);
                bad.getOutputStream()
                        .write("Action: Ping\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(bad.getInputStream().readAllBytes().length).isLessThan(20);
            } catch (java.io.IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            assertThat(good.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
    }

    @Test
    void withoutAKeyThereIsNoPort() {
        try (Simulator clear =
                Simulator.builder().user("jackfield", "secret").name("clear").start()) {
            assertThatThrownBy(clear::amiTlsPort)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Simulator 'clear' speaks no TLS: build it with tls(SSLContext)");
        }
    }

    /** A Ping of so many bytes in lines that are none too long. */
    private static String ping(int bytes) {
        StringBuilder ping = new StringBuilder("Action: Ping\r\nActionID: long\r\n");
        int filler = bytes - ping.length() - 2;
        while (filler > 0) {
            int line = filler < 200 ? filler : 100;
            ping.append("X: ").append("x".repeat(line - 5)).append("\r\n");
            filler -= line;
        }
        return ping.append("\r\n").toString();
    }
}
