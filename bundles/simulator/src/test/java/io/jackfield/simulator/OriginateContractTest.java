package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Originate of Local channels raises the events that were captured from a real Asterisk. */
class OriginateContractTest {

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .channelVariables("CAMELVAR")
                .extension("verify", "answer", "Answer", "Wait(3)", "Hangup")
                .extension("verify", "busy", "Busy(1)")
                .extension("verify", "cong", "Congestion(1)")
                .extension("verify", "reject", "Hangup(21)")
                .extension("verify", "noans", "Ringing", "Wait(60)")
                .manualTime(Instant.parse("2026-11-23T05:13:17.905407Z"))
                .start();
        client = TestClient.login(pbx, "on");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "answer,Local/answer@verify/n",
        "busy,Local/busy@verify/n",
        "cong,Local/cong@verify/n",
        "reject,Local/reject@verify/n",
        "badext,Local/zzz@verify/n",
        "badtech,Foo/bar"
    })
    void asynchronous(String outcome, String channel) {
        client.send(
                "Action: Originate",
                "ActionID: as-" + outcome,
                "Channel: " + channel,
                "Context: verify",
                "Exten: answer",
                "Priority: 2",
                "Async: true",
                "Variable: CAMELVAR=" + outcome,
                "Variable: X=1");
        compare("originate-async-" + outcome, client.drain());
    }

    @Test
    void synchronousHoldsTheSessionAndItsEventsUntilTheAnswer() {
        client.send(
                "Action: Originate",
                "ActionID: sync1",
                "Channel: Local/answer@verify/n",
                "Application: Wait",
                "Data: 1",
                "Variable: CAMELVAR=a\\,bq");
        client.send("Action: Ping", "ActionID: after");
        List<Block> blocks = new ArrayList<>(client.upTo(Block.isId("after")));
        pbx.advance(Duration.ofSeconds(1));
        blocks.addAll(client.drain());
        assertThat(blocks.get(0).name()).isEqualTo("Response: Success");
        compare("originate-sync", blocks);
    }

    @Test
    void synchronousWithoutAnAnswer() {
        client.send(
                "Action: Originate",
                "ActionID: sync2",
                "Channel: Local/noans@verify/n",
                "Application: Wait",
                "Data: 1",
                "Timeout: 1500");
        client.send("Action: Ping", "ActionID: after");
        try (TestClient other = TestClient.login(pbx, "off")) {
            assertThat(other.ask("Action: CoreStatus").get("CoreCurrentCalls")).isEqualTo("2");
        }
        pbx.advance(Duration.ofSeconds(2));
        List<Block> blocks = new ArrayList<>(client.upTo(Block.isId("after")));
        blocks.addAll(client.drain());
        assertThat(blocks.get(0).name()).isEqualTo("Response: Error");
        compare("originate-sync-noanswer", blocks);
    }

    /** Each event as often as on the real one, in any order: there, threads race. */
    private static void compare(String sample, List<Block> actual) {
        List<String> missing = normal(Samples.blocks(sample));
        List<String> tooMany = normal(actual);
        for (String block : List.copyOf(missing)) {
            if (tooMany.remove(block)) {
                missing.remove(block);
            }
        }
        assertThat("missing: " + missing + "\ntoo many: " + tooMany).isEqualTo("missing: []\ntoo many: []");
    }

    /** Without the extension h of the real one, which raised a UserEvent, and device states, which it repeats. */
    private static List<String> normal(List<Block> blocks) {
        List<String> normal = new ArrayList<>();
        for (Block block : blocks) {
            if (block.name().matches("Event: (DeviceStateChange|UserEvent|SuccessfulAuth)")
                    || block.get("Extension").equals("h")) {
                continue;
            }
            Block cut = block.is("Hangup") ? block.without("^(Exten|Priority): ") : block;
            normal.add(cut.replace("\\b\\d{10}\\.\\d+", "UNIQUEID")
                    .replace("(@verify)-[0-9a-f]{8}", "$1-N")
                    .replace("Time: 20.*", "Time: WHEN")
                    .toString());
        }
        return normal;
    }
}
