package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsJmsTest {
    private final Report report = new Report();
    private final Set<String> calls = new TreeSet<>();
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void hearOfAsManyAsAreNeeded() {
        for (int number = 0; number < EventsJms.FEWEST_CALLS; number++) {
            calls.add("call-" + number);
            heard.add("Newchannel call-" + number);
            heard.add("Hangup call-" + number);
        }
    }

    @Test
    void eventsOfEachCallAndRepliesPass() {
        assertThat(judged(6)).isEqualTo("jms_events=20\njms_replies=6\ngaps=0\n");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aCallWhoseEndIsMissingFails() {
        heard.remove("Hangup call-0");
        assertThat(judged(6)).startsWith("calls whose begin or end did not come over JMS: [call-0]\n");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void tooFewRepliesProveNothing() {
        assertThat(judged(5)).startsWith("only 5 commands were answered as they should, of at least 6\n");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void gapsAreCounted() {
        heard.add("EventGap ");
        assertThat(judged(6)).endsWith("gaps=1\n");
    }

    private String judged(int replies) {
        EventsJms.judge(new Testimony(calls, calls), heard, heard, replies, report);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        report.print(stream, stream);
        return text.toString(StandardCharsets.UTF_8);
    }
}
