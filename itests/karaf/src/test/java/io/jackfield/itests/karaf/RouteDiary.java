package io.jackfield.itests.karaf;

import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one route delivered, in order, over all contexts it ran in. The route adds numbered events and gaps as JSON, with what it
 * likes in front.
 */
public final class RouteDiary {
    private static final Pattern NUMBER = Pattern.compile("\"N\":\"(\\d+)\"");
    private static final Pattern GAP = Pattern.compile("\"Kind\":\"(\\w+)\",\"From\":\"(\\S+?)\",\"To\":\"(\\S+?)\"");

    /** The PBX tells two logins of the same event one after the other. */
    private static final Duration SKEW = Duration.ofMillis(200);

    private sealed interface Entry {}

    private record Event(int number) implements Entry {}

    private record Gap(String kind, Instant from, Instant to) implements Entry {
        /** Whatever happened before a START is unknown. */
        boolean explains(Instant time) {
            return !time.isAfter(to.plus(SKEW)) && (kind.equals("START") || !time.isBefore(from.minus(SKEW)));
        }
    }

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Called by the route. */
    public void add(String line) {
        lines.add(line);
    }

    List<String> gaps() {
        return entries().stream()
                .filter(Gap.class::isInstance)
                .map(entry -> ((Gap) entry).kind())
                .toList();
    }

    /** The number of the last event, 0 if there was none since the last gap. */
    int last() {
        List<Entry> entries = entries();
        return entries.isEmpty() || !(entries.get(entries.size() - 1) instanceof Event event) ? 0 : event.number();
    }

    /** Whether the route as it is now puts this in front. */
    boolean endsWith(String front) {
        return lines.get(lines.size() - 1).startsWith(front);
    }

    /** Each event once and in order, and none missing but where a gap says so. */
    void audit(Witness witness) {
        int number = 0;
        List<Gap> between = new ArrayList<>();
        for (Entry entry : entries()) {
            if (entry instanceof Event event) {
                assertTrue(event + " after " + number, event.number() > number);
                for (int missing = number + 1; missing < event.number(); missing++) {
                    assertMissingForAReason(missing, witness.seen(missing), between);
                }
                number = event.number();
                between.clear();
            } else {
                between.add((Gap) entry);
            }
        }
    }

    private static void assertMissingForAReason(int number, Instant seen, List<Gap> gaps) {
        assertTrue(
                number + ", seen by the witness at " + seen + ", is missing, and the gaps here are " + gaps,
                gaps.stream().anyMatch(gap -> gap.explains(seen)));
    }

    private List<Entry> entries() {
        return lines.stream().map(RouteDiary::entry).toList();
    }

    private static Entry entry(String line) {
        Matcher number = NUMBER.matcher(line);
        if (number.find()) {
            return new Event(Integer.parseInt(number.group(1)));
        }
        Matcher gap = GAP.matcher(line);
        assertTrue("neither an event nor a gap: " + line, gap.find());
        return new Gap(gap.group(1), Instant.parse(gap.group(2)), Instant.parse(gap.group(3)));
    }
}
