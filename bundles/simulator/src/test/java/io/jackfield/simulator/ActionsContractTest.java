package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same actions as were sent to a real Asterisk bring the same bytes. */
class ActionsContractTest {

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .phone("1001", "Alice")
                .phone("2001", "Carol")
                .phone("2004", "Frank")
                .queue("support", "600", "2004", "2001")
                .queue("empty", "601")
                .extension("from-internal", "700", "Answer", "Wait(2)")
                .start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    @Test
    void everyActionIsAnsweredAsByTheRealOne() {
        List<String> differences = new ArrayList<>();
        try (TestClient client = TestClient.login(pbx, "user")) {
            for (String exchange : Samples.read("actions").split("====\n")) {
                if (!exchange.isEmpty()) {
                    compare(client, exchange, differences);
                }
            }
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void actionsOnCallsThatAreNotThereAreAnsweredAsByTheRealOne() {
        List<String> differences = new ArrayList<>();
        try (TestClient client = TestClient.login(pbx, "off")) {
            for (String exchange : Samples.read("actions-calls").split("====\n")) {
                if (!exchange.isEmpty()) {
                    compare(client, exchange, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(TestClient client, String exchange, List<String> differences) {
        String[] lines = exchange.split("(?<=\n)");
        StringBuilder request = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith("> ")) {
                request.append(line, 2, line.length() - 1).append("\r\n");
            } else {
                expected.append(line);
            }
        }
        client.raw(request + "\r\n");
        StringBuilder actual = new StringBuilder();
        for (int i = 0; i < expected.chars().filter(c -> c == '\n').count(); i++) {
            actual.append(client.line()).append('\n');
        }
        String wanted = normal(expected.toString().replace("\r\n", "\n"));
        if (!normal(actual.toString()).equals(wanted)) {
            differences.add(request + "expected\n" + wanted + "but was\n" + normal(actual.toString()));
        }
    }

    /** Times, and the strategy of a queue, are their own. */
    private static String normal(String text) {
        return text.replaceAll("\\d{10}\\.\\d{6}", "TIMESTAMP")
                .replaceAll("(LoginTime|LastPause): [1-9]\\d+", "$1: SECONDS")
                .replaceAll("(Date|Time): \\d+[-:]\\d+[-:]\\d+", "$1: WHEN")
                .replaceAll("[0-9a-f-]{36}", "UUID")
                .replace("Strategy: ringall", "Strategy: rrmemory");
    }
}
