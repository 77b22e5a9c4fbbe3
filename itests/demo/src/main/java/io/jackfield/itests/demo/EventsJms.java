package io.jackfield.itests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The example events-jms: a subscriber, which is a route of the demo's own and knows nothing of telephony, hears of each call over JMS,
 * and a client sends commands and gets replies.
 */
final class EventsJms implements Example {
    /** Fewer prove nothing. */
    static final int FEWEST_CALLS = 10;

    static final int FEWEST_REPLIES = 6;

    private static final String CONTEXT = "events-jms";
    private static final String SUBSCRIBER = "demo-subscriber";
    private static final String HEARD = "data/" + SUBSCRIBER + ".txt";
    private static final Duration PACE = Duration.ofSeconds(1);

    /** Writes "event call|" for each message of the topic; ends of lines do not get through Simple. */
    private static final String ROUTE =
            """
            - route:
                id: subscriber
                from:
                  uri: jms:topic:jackfield.events?connectionFactory=#events
                  steps:
                    - setBody:
                        simple: "${header.event} ${header.call}|"
                    - to: file:data?fileName=%s.txt&fileExist=Append
            """
                    .formatted(SUBSCRIBER);

    private static final String COMMANDS =
            "jms:queue:jackfield.commands?connectionFactory=#events&requestTimeout=20000";
    private static final String PING = "{\"version\":1,\"action\":\"Ping\"}";
    private static final String ORIGINATE =
            """
            {"version":1,"action":"Originate","arguments":{"Channel":"Local/guest@ivr/n","ChannelId":"%s",\
            "Application":"Wait","Data":"3","CallerID":"\\"ESB\\" <+4930777>"}}""";

    private final Management management;
    private KarafFolder karaf;

    EventsJms(Management management) {
        this.management = management;
    }

    @Override
    public String feature() {
        return "example-events-jms";
    }

    @Override
    public void configure(KarafFolder folder) {
        karaf = folder;
        folder.deploy(SUBSCRIBER + ".camel.yaml", ROUTE);
    }

    @Override
    public boolean ready() {
        return management.count(CONTEXT, "events", "ExchangesTotal") > 0
                && management.count(SUBSCRIBER, "subscriber", "ExchangesTotal") >= 0
                && management.ofRoute(CONTEXT, "commands", "State").isPresent();
    }

    @Override
    public String instructions(KarafFolder folder, Pbx pbx) {
        return "the topic jackfield.events, which a subscriber writes down in "
                + Demo.shown(folder.path().resolve(HEARD)) + "; commands to the queue jackfield.commands";
    }

    @Override
    public Watch watch(Pbx pbx) {
        return new Esb(heard().size());
    }

    private List<String> heard() {
        return karaf.read(HEARD).map(text -> List.of(text.split("\\|"))).orElse(List.of());
    }

    /** A client without a telephony library. */
    private final class Esb implements Watch {
        private final int heardBefore;
        private final String prefix = "esb-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        private final Set<String> originated = new HashSet<>();
        private final List<String> problems = new ArrayList<>();
        private int replies;
        private volatile boolean closed;

        private Esb(int heardBefore) {
            this.heardBefore = heardBefore;
        }

        @Override
        public void work(Duration time) {
            Instant end = Instant.now().plus(time);
            for (int number = 0; !closed && Instant.now().isBefore(end); number++) {
                if (number % 2 == 0) {
                    ask(PING, "\"Pong\"");
                } else {
                    String id = prefix + number;
                    originated(id);
                    ask(ORIGINATE.formatted(id), '"' + id + '"');
                }
                Pause.of(PACE);
            }
        }

        private void ask(String command, String expected) {
            String reply = String.valueOf(management.request(CONTEXT, COMMANDS, command));
            if (reply.contains("\"success\":true") && reply.contains(expected)) {
                replies++;
            } else {
                problems.add("command " + command + " was answered with " + reply);
            }
        }

        private synchronized void originated(String id) {
            originated.add(id);
        }

        @Override
        public synchronized Set<String> calls() {
            return Set.copyOf(originated);
        }

        @Override
        public void report(Supplier<Testimony> testimony, Report report) {
            List<String> all = heard();
            problems.forEach(report::problem);
            judge(testimony.get(), all, all.subList(heardBefore, all.size()), replies, report);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /**
     * @param all what the subscriber heard from the start
     * @param heard what of it came while it was watched
     */
    static void judge(Testimony testimony, List<String> all, List<String> heard, int replies, Report report) {
        Map<String, Set<String>> eventsOf = new HashMap<>();
        for (String line : all) {
            String[] words = line.split(" ", 2);
            eventsOf.computeIfAbsent(words.length > 1 ? words[1] : "", call -> new HashSet<>())
                    .add(words[0]);
        }
        Set<String> unheard = new TreeSet<>();
        for (String call : testimony.judged()) {
            if (!eventsOf.getOrDefault(call, Set.of()).containsAll(Set.of("Newchannel", "Hangup"))) {
                unheard.add(call);
            }
        }
        int calls = testimony.judged().size() - unheard.size();
        report.count("jms_events", heard.size());
        report.count("jms_replies", replies);
        report.count(
                "gaps",
                heard.stream().filter(line -> line.startsWith("EventGap")).count());
        if (!unheard.isEmpty()) {
            report.problem("calls whose begin or end did not come over JMS: " + unheard);
        }
        if (calls < FEWEST_CALLS) {
            report.problem("only %d calls came over JMS, of at least %d".formatted(calls, FEWEST_CALLS));
        }
        if (replies < FEWEST_REPLIES) {
            report.problem(
                    "only %d commands were answered as they should, of at least %d".formatted(replies, FEWEST_REPLIES));
        }
    }
}
