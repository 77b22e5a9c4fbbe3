package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of channels and queues during calls say what a real Asterisk said during the same calls. */
class ListsContractTest {

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .phone("1001", "Alice")
                .phone("1002", "Bob")
                .phone("2001", "Carol")
                .phone("2004", "Frank")
                .queue("support", "600", "2001", "2004")
                .ringTimeout(Duration.ofSeconds(6))
                .extension("from-internal", "600", "Answer", "Queue(support,,,,20)")
                .manualTime(Instant.parse("2026-11-23T07:55:00Z"))
                .start();
        client = TestClient.login(pbx, "off");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    @Test
    void channels() {
        Call call = pbx.call("1001", "2004");
        compare("channels-ringing", "CoreShowChannels");
        pbx.advance(Duration.ofMillis(1000));
        call.answer();
        pbx.advance(Duration.ofMillis(700));
        compare("channels-talking", "CoreShowChannels");
        pbx.advance(Duration.ofMillis(300));
        compare("status-talking", "Status");
        compare("cli-channels", "Command\r\nCommand: core show channels");
        call.variable("FOO", "a \"b\" \\ c");
        pbx.advance(Duration.ofMillis(500));
        compare("status-variables", "Status\r\nChannel: " + call.channel() + "\r\nVariables: FOO,CALLERID(num),NOPE");
    }

    @Test
    void queues() {
        pbx.advance(Duration.ofSeconds(11));
        Call call = pbx.call("1002", "600");
        compare("queue-ringing", "QueueStatus\r\nQueue: support");
        compare("queue-summary-ringing", "QueueSummary\r\nQueue: support");
        pbx.advance(Duration.ofSeconds(1));
        compare("cli-queue-ringing", "Command\r\nCommand: queue show support");
        call.answer();
        compare("queue-talking", "QueueStatus\r\nQueue: support");
        pbx.advance(Duration.ofSeconds(1));
        call.hangup();
        compare("queue-afterwards", "QueueStatus\r\nQueue: support");
    }

    /** Items, and lines of a command, come in an order of their own: Asterisk's is that of its hash tables. */
    private void compare(String sample, String action) {
        client.send("Action: " + action, "ActionID: 7");
        client.send("Action: Ping", "ActionID: end");
        List<Block> actual = client.upTo(Block.isId("end"));
        List<Block> expected = Samples.blocks("list-" + sample);
        assertThat(normal(actual.subList(0, actual.size() - 1)))
                .as(sample)
                .containsExactlyInAnyOrderElementsOf(normal(expected));
        assertThat(actual.get(0).without("^Output")).isEqualTo(expected.get(0).without("^Output"));
    }

    private static List<String> normal(List<Block> blocks) {
        List<String> normal = new ArrayList<>();
        for (Block block : blocks) {
            List<String> lines = block.replace("\\b\\d{10}\\.\\d+", "UNIQUEID")
                    .replace("^(LoginTime|LastCall): \\d{10}$", "$1: SECONDS")
                    .replace("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                    .replace("(PJSIP/\\d+)-[0-9a-f]{8}", "$1-N")
                    .replace("login was \\d+", "login was N")
                    .lines();
            normal.add(String.join("\n", block.name().startsWith("Response") ? sorted(lines) : lines));
        }
        return normal;
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
