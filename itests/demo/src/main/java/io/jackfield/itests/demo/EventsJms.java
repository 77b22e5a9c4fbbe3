package io.jackfield.itests.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The example events-jms in a running Karaf, with the broker there. Methods block, and throw {@link DemoException} if Karaf does not
 * answer.
 */
final class EventsJms {
    static final String FEATURE = "example-events-jms";

    /** Fewer prove nothing. */
    static final int FEWEST_EVENTS = 20;

    static final int FEWEST_REPLIES = 5;

    private static final String CONTEXT = "events-jms";
    private static final String TOPIC =
            "org.apache.activemq:type=Broker,brokerName=events,destinationType=Topic,destinationName=jackfield.events";
    private static final String COMMANDS =
            "jms:queue:jackfield.commands?connectionFactory=#events&exchangePattern=InOut&requestTimeout=10000";
    private static final String COMMAND = "{\"version\": 1, \"action\": \"CoreShowChannels\"}";

    private final Management management;
    private final List<String> replies = new ArrayList<>();

    EventsJms(Management management) {
        this.management = management;
    }

    /** Whether events reach the topic: the first is the gap that says where they begin. */
    boolean ready() {
        return events() > 0;
    }

    /** Sends a command to the queue and keeps its reply. */
    void command() {
        replies.add(Objects.toString(management.request(CONTEXT, COMMANDS, COMMAND), ""));
    }

    /** Counts the events on the topic, and the replies to commands that were carried out. */
    void report(Report report) {
        judge(events(), replies, report);
    }

    static void judge(long events, List<String> replies, Report report) {
        List<String> failed = replies.stream()
                .filter(reply -> !reply.startsWith("{\"version\":1,\"success\":true,"))
                .toList();
        int right = replies.size() - failed.size();
        report.count("jms_events", events);
        report.count("jms_replies", right);
        failed.forEach(reply -> report.problem("a command over JMS was answered with '" + reply + "'"));
        if (events < FEWEST_EVENTS) {
            report.problem("only %d events are on the topic, of at least %d".formatted(events, FEWEST_EVENTS));
        }
        if (right < FEWEST_REPLIES) {
            report.problem(
                    "only %d commands over JMS were carried out, of at least %d".formatted(right, FEWEST_REPLIES));
        }
    }

    private long events() {
        return management.attribute(TOPIC, "EnqueueCount").map(Long.class::cast).orElse(0L);
    }
}
