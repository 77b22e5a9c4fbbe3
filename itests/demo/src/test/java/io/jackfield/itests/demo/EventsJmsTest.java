package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsJmsTest {
    private final Report report = new Report();
    private final List<String> replies = new ArrayList<>(
            Collections.nCopies(EventsJms.FEWEST_REPLIES, "{\"version\":1,\"success\":true,\"message\":\"x\"}"));

    @Test
    void enoughEventsAndRepliesPass() {
        assertThat(judged(20)).isEqualTo("jms_events=20\njms_replies=5\n");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void tooFewEventsProveNothing() {
        assertThat(judged(19))
                .isEqualTo("only 19 events are on the topic, of at least 20\njms_events=19\njms_replies=5\n");
    }

    @Test
    void aCommandThatFailedIsSaid() {
        replies.set(0, "{\"version\":1,\"success\":false,\"error\":{}}");
        assertThat(judged(20))
                .isEqualTo("a command over JMS was answered with '{\"version\":1,\"success\":false,\"error\":{}}'\n"
                        + "only 4 commands over JMS were carried out, of at least 5\njms_events=20\njms_replies=4\n");
    }

    private String judged(long events) {
        EventsJms.judge(events, replies, report);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        report.print(out, out);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
