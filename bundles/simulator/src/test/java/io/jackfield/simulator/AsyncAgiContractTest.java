package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AGI over the manager interface, compared with the events of a real Asterisk. */
class AsyncAgiContractTest {

    private static final String CHANNEL = "Local/ay2@asy-00000000;2";
    private static final Predicate<Block> AGI = Block.isEvent("AsyncAGIStart")
            .or(Block.isEvent("AGIExecStart"))
            .or(Block.isEvent("AGIExecEnd"))
            .or(Block.isEvent("AsyncAGIExec"))
            .or(Block.isEvent("AsyncAGIEnd"))
            .or(Block.isEvent("UserEvent"));

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .user("reader", "secret", "agi", "call")
                .channelVariables("CAMELVAR")
                .onlyNamedPrompts()
                .extension("asy", "ay1", "Answer", "AGI(agi:async,one,two)", "Wait(60)")
                .extension(
                        "asy",
                        "ay2",
                        "Answer",
                        "AGI(agi:async)",
                        "UserEvent(AsyDone,Tag: y2,Status: ${AGISTATUS})",
                        "NoOp",
                        "NoOp",
                        "AGI(agi:async,again)")
                .extension(
                        "asy",
                        "h",
                        "UserEvent(AsyHang,Tag: y2,Status: ${AGISTATUS})",
                        "NoOp",
                        "UserEvent(AsyHang2,Tag: y2,Status: ${AGISTATUS})")
                .start();
        client = TestClient.login(pbx, "agi,user");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    private void originate(String exten) {
        client.send(
                "Action: Originate",
                "Channel: Local/" + exten + "@asy",
                "Application: Wait",
                "Data: 60",
                "Async: true");
    }

    private Block command(String channel, String command, String id) {
        return client.ask("Action: AGI", "Channel: " + channel, "Command: " + command, "CommandID: " + id);
    }

    private List<String> events(int count) {
        return java.util.stream.Stream.generate(() -> client.until(AGI))
                .limit(count)
                .map(AsyncAgiContractTest::normalized)
                .toList();
    }

    private static List<String> sample(String name, Predicate<Block> wanted) {
        return Block.parse(Samples.agi(name)).stream()
                .filter(AGI)
                .filter(wanted)
                .map(AsyncAgiContractTest::normalized)
                .toList();
    }

    private static String normalized(Block event) {
        return String.join("\n", event.lines())
                .replaceAll("-[0-9a-f]{8};2", "-N;2")
                .replaceAll("-[0-9a-f]{8}%3B2", "-N%3B2")
                .replaceAll("(?m)^(Uniqueid|Linkedid): .*$", "$1: N")
                .replaceAll("(?m)^CommandId: \\d{3,}$", "CommandId: N")
                .replaceAll("agi_uniqueid%3A%20[0-9.]+", "agi_uniqueid%3A%20N")
                .replaceAll("(agi_version%3A%2022.10.1)[^%]*(%2B[^%]*)*", "$1")
                .replaceAll("agi_threadid%3A%20\\d+", "agi_threadid%3A%20N");
    }

    private static Predicate<Block> of(String exten) {
        return block -> block.get("Exten").equals(exten);
    }

    @Test
    void aCommandFromStartToResult() {
        originate("ay1");
        assertThat(events(1)).isEqualTo(sample("asyncagi-start", of("ay1")));
        String channel = "Local/ay1@asy-00000000;2";
        client.ask("Action: Setvar", "Channel: " + channel, "Variable: TAG", "Value: y1");
        Block answer = command(channel, "GET VARIABLE TAG", "c1");
        assertThat(answer.lines()).containsExactly("Response: Success", "Message: Added AGI command to queue");
        assertThat(events(3)).isEqualTo(sample("asyncagi-exec", of("ay1")));
    }

    @Test
    void breakLetsTheDialplanGoOn() {
        originate("ay2");
        client.event("AsyncAGIStart");
        command(CHANNEL, "ASYNCAGI BREAK", "br");
        assertThat(events(5)).isEqualTo(sample("asyncagi-break", block -> true));
    }

    @Test
    void aCommandThatComesTooLateIsDoneNextTime() {
        originate("ay2");
        String id = client.event("AsyncAGIStart").get("Uniqueid");
        // Both are queued before the first one is done, so the second outlives the session.
        client.send("Action: AGI", "Channel: " + id, "Command: RECEIVE TEXT 50", "CommandID: wait");
        client.send("Action: AGI", "Channel: " + id, "Command: ASYNCAGI BREAK", "CommandID: br");
        client.send("Action: AGI", "Channel: " + id, "Command: NOOP", "CommandID: staleX");
        client.event("AsyncAGIEnd");
        client.event("UserEvent");
        assertThat(events(4)).isEqualTo(sample("asyncagi-stale-command", of("ay2")));
        client.send("Action: Hangup", "Channel: Local/ay2@asy-00000000;1");
        assertThat(events(3)).isEqualTo(sample("asyncagi-hangup", block -> true));
    }

    @Test
    void whatIsLongerThanAReadComesWithTheNextResult() {
        originate("ay1");
        String channel = client.event("AsyncAGIStart").get("Channel");
        client.ask("Action: Setvar", "Channel: " + channel, "Variable: Q", "Value: " + "Q".repeat(900));
        command(channel, "GET FULL VARIABLE ${Q}${Q}", "long");
        String first = client.event("AsyncAGIExec").get("Result");
        assertThat(first)
                .hasSize(1024 + 3 * 2)
                .startsWith("200%20result%3D1%20(QQ")
                .endsWith("QQ");
        command(channel, "NOOP", "after");
        String expected = sample("asyncagi-shifted-result", Block.isEvent("AsyncAGIExec"))
                .get(0)
                .replaceAll("Q+", "Q…");
        assertThat(normalized(client.event("AsyncAGIExec")).replaceAll("Q+", "Q…"))
                .isEqualTo(expected);
        command(channel, "NOOP", "clean");
        assertThat(client.event("AsyncAGIExec").get("Result")).isEqualTo("200%20result%3D0%0A");
    }

    @Test
    void aCommandThatFailsEndsTheSession() {
        originate("ay2");
        client.event("AsyncAGIStart");
        command(CHANNEL, "STREAM FILE nosuch \"\"", "");
        Block exec = client.event("AsyncAGIExec");
        assertThat(exec.get("Result")).isEqualTo("200%20result%3D-1%20endpos%3D0%0A");
        assertThat(exec.headerNames()).doesNotContain("CommandId");
        assertThat(client.event("UserEvent").get("Status")).isEqualTo("FAILURE");
    }

    @Test
    void whatIsRefused() {
        originate("ay2");
        client.event("AsyncAGIStart");
        assertThat(client.ask("Action: AGI", "Channel: " + CHANNEL).get("Message"))
                .isEqualTo("Both, Channel and Command are *required*");
        assertThat(command("Local/none", "NOOP", "x").get("Message")).isEqualTo("Channel Local/none does not exist.");
        assertThat(command("Local/ay2@asy-00000000;1", "NOOP", "x").get("Message"))
                .isEqualTo("Failed to add AGI command to channel Local/ay2@asy-00000000;1 queue");
        try (TestClient reader = TestClient.login(pbx, "reader", "secret", "on")) {
            assertThat(reader.ask("Action: AGI", "Channel: " + CHANNEL, "Command: NOOP")
                            .get("Message"))
                    .isEqualTo("Permission denied");
        }
    }
}
