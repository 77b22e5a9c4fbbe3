package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WaitEvent over TCP, where nobody needs it. */
class WaitEventTest {

    private static final Duration MOMENT = Duration.ofMillis(300);

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder().user("jackfield", "secret").start();
        client = TestClient.login(pbx, "user");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    private void wait(String timeout) {
        client.send("Action: WaitEvent", "ActionID: we", "Timeout: " + timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0x1", "01", "00", "+1s", "-0"})
    void endsByItself(String timeout) {
        wait(timeout);
        client.send("Action: Ping", "ActionID: next");
        assertThat(client.block().get("Message")).isEqualTo("Waiting for Event completed.");
        assertThat(client.block().lines()).containsExactly("Event: WaitEventComplete", "ActionID: we");
        assertThat(client.block().get("ActionID")).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "010", "0x1e"})
    void endsWithAnEventWhateverItIs(String timeout) throws Exception {
        wait(timeout);
        assertThat(client.hearsNothingFor(MOMENT)).isTrue();
        pbx.event("PeerStatus", Map.of("Peer", "PJSIP/1001"));
        assertThat(client.block().get("ActionID")).isEqualTo("we");
        assertThat(client.block().is("WaitEventComplete")).isTrue();
        wait(timeout);
        pbx.event("UserEvent", Map.of("UserEvent", "Wake"));
        client.until(Block.isEvent("UserEvent"));
    }

    @Test
    void endsWithAByteOfTheClient() throws Exception {
        wait("");
        assertThat(client.hearsNothingFor(MOMENT)).isTrue();
        client.raw("A");
        assertThat(client.block().get("ActionID")).isEqualTo("we");
        assertThat(client.block().is("WaitEventComplete")).isTrue();
        client.raw("ction: Ping\r\n\r\n");
        assertThat(client.block().get("Ping")).isEqualTo("Pong");
    }

    @Test
    void aClientThatGoesWhileItWaitsIsForgotten() {
        wait("");
        pbx.disconnectAll();
        assertThat(client.isClosed()).isTrue();
        pbx.event("UserEvent", Map.of("UserEvent", "Nobody"));
        assertThat(pbx.sessions()).isZero();
    }
}
