package io.jackfield.simulator;

import static io.jackfield.simulator.CallerStep.hangup;
import static io.jackfield.simulator.CallerStep.pause;
import static io.jackfield.simulator.CallerStep.press;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller hears and does while a server commands the call. */
class AgiCallerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgiServer server = new AgiServer();
    private Simulator pbx;
    private Call call;
    private AgiServer.Session session;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .extension("from-internal", "700", "AGI(" + server.url() + "/pin)", "Hangup")
                .prompt("enter-pin", Duration.ofSeconds(2))
                .manualTime(Instant.parse("2026-11-23T05:00:00Z"))
                .start();
        call = pbx.call("1001", "700");
        session = server.accept();
    }

    @AfterEach
    void stop() {
        session.close();
        pbx.close();
        server.close();
    }

    @Test
    void digitsAfterAPrompt() {
        session.send("GET DATA enter-pin 3000 4\n");
        call.awaitPrompt("enter-pin", PATIENCE);
        pbx.advance(Duration.ofSeconds(2));
        call.dtmf("42#");
        pbx.advance(Duration.ofMillis(400));
        assertThat(session.line()).isEqualTo("200 result=42");
        assertThat(call.prompts()).containsExactly("enter-pin");
    }

    @Test
    void theSameCallerReactsTheSameWayEachTime() {
        call.onPrompt("enter-pin", press("12"), pause(Duration.ofSeconds(1)), press("34"));
        for (int i = 0; i < 2; i++) {
            session.send("GET DATA enter-pin 3000 4\n");
            call.awaitPrompt("enter-pin", PATIENCE);
            pbx.advance(Duration.ofSeconds(2));
            assertThat(session.line()).isEqualTo("200 result=1234");
        }
    }

    @Test
    void aReactionMayComeAfterThePromptBegan() {
        session.send("STREAM FILE menu 123\n");
        call.awaitPrompt("menu", PATIENCE).onPrompt("menu", press("93"));
        pbx.advance(Duration.ofSeconds(1));
        assertThat(session.line()).isEqualTo("200 result=51 endpos=5600");
    }

    @Test
    void digitsThatNobodyReadsAreLost() {
        call.dtmf("1");
        assertThat(session.ask("WAIT FOR DIGIT 0")).isEqualTo("200 result=0");
    }

    @Test
    void hangingUpDuringAPrompt() {
        call.onPrompt("bye", hangup());
        session.send("STREAM FILE bye \"\"\n");
        call.awaitPrompt("bye", PATIENCE);
        pbx.advance(Duration.ofSeconds(1));
        assertThat(session.lines(2)).containsExactly("200 result=-1 endpos=4000", "HANGUP");
        session.close();
        call.awaitEnd(PATIENCE);
        assertThat(call.variable("AGISTATUS")).contains("HANGUP");
    }

    @Test
    void whatIsSaid() {
        session.send("SAY DIGITS 123 \"\"\n");
        call.awaitPrompt("SAY DIGITS 123", PATIENCE);
        session.send("NOOP\n");
        pbx.advance(Duration.ofMillis(1500));
        assertThat(session.lines(2)).containsExactly("200 result=0", "200 result=0");
    }

    @Test
    void aPromptInVainNamesWhatWasHeard() {
        session.send("STREAM FILE one \"\"\n");
        call.awaitPrompt("one", PATIENCE);
        assertThatThrownBy(() -> call.awaitPrompt("two", Duration.ofMillis(20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two")
                .hasMessageContaining("[one]")
                .hasMessageContaining("1001 -> 700");
        assertThatThrownBy(() -> call.awaitEnd(Duration.ofMillis(20))).hasMessageContaining("did not end");
        assertThatThrownBy(() -> press("4x")).hasMessageContaining("4x");
        call.hangup();
        session.close();
        assertThatThrownBy(() -> call.awaitPrompt("two", PATIENCE)).hasMessageContaining("over");
    }

    @Test
    void aControlledPromptGoesForwardAndBackAndPauses() {
        session.send("CONTROL STREAM FILE enter-pin 9 500 # * 5\n");
        call.awaitPrompt("enter-pin", PATIENCE);
        pbx.advance(Duration.ofMillis(600));
        call.dtmf("#");
        pbx.advance(Duration.ofMillis(100));
        call.dtmf("5");
        pbx.advance(Duration.ofMinutes(1));
        call.dtmf("5");
        call.dtmf("*");
        call.dtmf("9");
        assertThat(session.line()).isEqualTo("200 result=57 endpos=700");
        assertThat(session.ask("GET VARIABLE CPLAYBACKSTATUS")).isEqualTo("200 result=1 (USERSTOPPED)");
        assertThat(session.ask("GET VARIABLE CPLAYBACKSTOPKEY")).isEqualTo("200 result=1 (9)");
    }

    @Test
    void aTelephoneIsRecordedAsLongAsItTakes() {
        session.send("RECORD FILE msg wav # -1 beep\n");
        call.awaitPrompt("beep", PATIENCE);
        pbx.advance(Duration.ofSeconds(6));
        call.dtmf("#");
        assertThat(session.line()).isEqualTo("200 result=35 (dtmf) endpos=40000");
    }

    @Test
    void theServerMayLimitTheCall() {
        assertThat(session.ask("SET AUTOHANGUP 1.5")).isEqualTo("200 result=0");
        pbx.advance(Duration.ofSeconds(2));
        assertThat(session.line()).isEqualTo("HANGUP");
        assertThat(List.of(session.ask("GET VARIABLE HANGUPCAUSE"))).containsExactly("200 result=1 (16)");
    }

    @Test
    void whatEndsTheWaitForADigit() {
        try (TestClient client = TestClient.login(pbx, "agi")) {
            session.send("WAIT FOR DIGIT -1\n");
            client.event("AGIExecStart");
        }
        assertThat(session.ask("NOOP")).isEqualTo("200 result=1");
        assertThat(session.line()).isEqualTo("200 result=0");
        assertThat(session.ask("WAIT FOR DIGIT 0")).isEqualTo("200 result=0");
    }
}
