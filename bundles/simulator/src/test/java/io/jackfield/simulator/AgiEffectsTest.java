package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AGI beside the manager interface, and the applications of the dialplan that belong to it. */
class AgiEffectsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgiServer server = new AgiServer();
    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .prompt("short", Duration.ofMillis(20))
                .prompt("other", Duration.ofMillis(20))
                .prompt("endless", Duration.ofHours(1))
                .onlyNamedPrompts()
                .extension("from-internal", "700", "AGI(" + server.url() + "/ivr)", "Wait(60)")
                .extension(
                        "from-internal", "701", "Gosub(sub,s,1(one,two))", "Set(AFTER=${GOSUB_RETVAL})", "Goto(900,2)")
                .extension("from-internal", "900", "Set(WENT=first)", "Set(THERE=yes)", "Wait(60)")
                .extension("from-internal", "702", "Playback(short&nosuch&other)", "Wait(60)")
                .extension("from-internal", "703", "Gosub(sub,dies,1)")
                .extension("from-internal", "h", "Set(LATE=yes)", "Wait(5)", "Set(LATER=yes)")
                .extension("sub", "s", "Gosub(sub,inner,1(${ARG2}))", "Return(${ARG1}-${GOSUB_RETVAL})")
                .extension("sub", "inner", "Return(${ARGC}${ARG1})")
                .extension("sub", "dies", "Hangup")
                .extension("ivr", "s", "Answer", "AGI(" + server.url() + "/local)")
                .extension("ivr", "async", "Answer", "Hangup")
                .extension("ivr", "h", "AGI(agi:async)", "UserEvent(Ended,Status: ${AGISTATUS})")
                .start();
        client = TestClient.login(pbx, "agi,user,dtmf,dialplan");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
        server.close();
    }

    @Test
    void whoIsRedirectedLeavesTheSession() {
        Call call = pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            session.send("WAIT FOR DIGIT -1\n");
            client.event("AGIExecStart");
            client.ask(
                    "Action: Redirect",
                    "Channel: " + call.channel(),
                    "Context: from-internal",
                    "Exten: 900",
                    "Priority: 1");
            assertThat(session.rest()).containsExactly("HANGUP", "HANGUP");
        }
        assertThat(call.variable("THERE")).contains("yes");
        assertThat(call.variable("AGISTATUS")).isEmpty();
        call.hangup().awaitEnd(PATIENCE);
    }

    @Test
    void whatAServerDoesNotTakeInTimeIsLost() {
        pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            session.ask("SET VARIABLE X " + "x".repeat(8000));
            client.event("AGIExecEnd");
            session.send("GET FULL VARIABLE " + "${X}".repeat(2000) + "\n");
            client.event("AGIExecEnd");
            // The session goes on, and with it this connection, only when the PBX has given up.
            session.send("NOOP\n");
            client.event("AGIExecEnd");
            session.halfClose();
            String all = String.join("\n", session.rest());
            assertThat(all).startsWith("200 result=1 (xxx").doesNotContain("x)");
            assertThat(all.length()).isLessThan(8000 * 2000);
        }
    }

    @Test
    void digitsOfTheOtherLegOfALocalChannel() {
        client.send("Action: Originate", "Channel: Local/s@ivr", "Application: SendDTMF", "Data: w1w23", "Async: true");
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("GET DATA \"\" 3000 3")).isEqualTo("200 result=123");
        }
        Block end = client.event("DTMFEnd");
        assertThat(end.get("Channel")).endsWith(";2");
        assertThat(end.get("Digit")).isEqualTo("1");
        assertThat(end.get("Direction")).isEqualTo("Received");
    }

    @Test
    void playedDigits() {
        Call call = pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            session.send("WAIT FOR DIGIT 10000\n");
            client.event("AGIExecStart");
            String channel = "Channel: " + call.channel();
            assertThat(client.ask("Action: PlayDTMF", channel, "Digit: 7", "Receive: yes")
                            .get("Message"))
                    .isEqualTo("DTMF successfully queued");
            assertThat(session.line()).isEqualTo("200 result=55");
            assertThat(client.ask("Action: PlayDTMF", channel).name()).isEqualTo("Response: Error");
            assertThat(client.ask("Action: PlayDTMF", channel, "Digit: x").name())
                    .isEqualTo("Response: Error");
            assertThat(client.ask("Action: PlayDTMF", "Channel: none", "Digit: 1")
                            .name())
                    .isEqualTo("Response: Error");
        }
    }

    @Test
    void functionsThatTheDialplanMayWriteAndManagersMayNot() {
        Call call = pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("SET VARIABLE DB(a/b/c) agi")).isEqualTo("200 result=1");
            assertThat(session.ask("DATABASE GET a b/c")).isEqualTo("200 result=1 (agi)");
            assertThat(session.ask("EXEC Set DB(a/b/c)=dialplan")).isEqualTo("200 result=0");
            client.ask("Action: Setvar", "Channel: " + call.channel(), "Variable: DB(a/b/c)", "Value: manager");
            assertThat(session.ask("GET VARIABLE DB(a/b/c)")).isEqualTo("200 result=1 (dialplan)");
        }
    }

    @Test
    void aPartOfAVariableIsAnExpression() {
        pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("GET VARIABLE EXTEN:1")).isEqualTo("200 result=0");
            assertThat(session.ask("GET FULL VARIABLE ${EXTEN:1}")).isEqualTo("200 result=1 (00)");
        }
    }

    @Test
    void argumentsOfUserEvent() {
        pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            session.ask("EXEC UserEvent \"Agi,Text: \\\"a,b\\\" \\\\c,Number: 2\"");
        }
        Block event = client.event("UserEvent");
        assertThat(event.get("UserEvent")).isEqualTo("Agi");
        assertThat(event.get("Text")).isEqualTo("a,b c");
        assertThat(event.get("Number")).isEqualTo("2");
    }

    @Test
    void subroutinesAndJumps() {
        Call call = pbx.call("1001", "701");
        assertThat(call.variable("AFTER")).contains("one-1two");
        assertThat(call.variable("THERE")).contains("yes");
        assertThat(call.variable("WENT")).isEmpty();
        call.hangup();
        assertThat(call.variable("LATE")).contains("yes");
        assertThat(call.variable("LATER")).as("there is nothing to wait for").isEmpty();
        assertThat(call.isActive()).isFalse();
        assertThat(pbx.call("1002", "703").isActive()).isFalse();
    }

    @Test
    void playback() {
        Call call = pbx.call("1001", "702").awaitPrompt("short", PATIENCE).awaitPrompt("other", PATIENCE);
        client.until(block -> block.get("Variable").equals("PLAYBACKSTATUS"));
        assertThat(call.variable("PLAYBACKSTATUS")).contains("FAILED");
        assertThat(call.prompts()).isEqualTo(List.of("short", "other"));
    }

    @Test
    void asyncAfterTheHangupBeginsAndEndsAtOnce() {
        client.send("Action: Originate", "Channel: Local/async@ivr", "Application: Wait", "Data: 60", "Async: true");
        client.event("AsyncAGIStart");
        client.event("AsyncAGIEnd");
        assertThat(client.event("UserEvent").get("Status")).isEqualTo("HANGUP");
    }

    @Test
    void aPbxThatIsClosedTakesItsSessionsWithIt() {
        pbx.call("1001", "700");
        try (AgiServer.Session session = server.accept()) {
            session.send("STREAM FILE endless \"\"\n");
            client.event("AGIExecStart");
            pbx.close();
            assertThat(session.rest()).isEmpty();
        }
    }
}
