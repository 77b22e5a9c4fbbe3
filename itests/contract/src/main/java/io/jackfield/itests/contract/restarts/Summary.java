package io.jackfield.itests.contract.restarts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run of restarts went.
 *
 * @param pbx its name
 * @param rounds at least one
 * @param shed how many events were too many for the subscriber that is too slow
 * @param before what was held under load when all was warm
 * @param after what was held under load at the end
 */
public record Summary(String pbx, List<Round> rounds, long shed, Footprint before, Footprint after) {
    private static final int KIB = 1024;
    private static final long HEAP_SLACK = 1024 * KIB;
    /**
     * Caches with a bound fill while calls come: channels whose order is remembered, the simulator's journals. A login that is not
     * let go of holds more, its buffers alone are 80 KiB.
     */
    private static final long HEAP_PER_RESTART = 16 * KIB;

    public Summary {
        rounds = List.copyOf(rounds);
    }

    /** What was wrong, for a person to read; empty if every promise was kept. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        rounds.stream()
                .filter(round -> !round.allFaults().isEmpty())
                .map(Round::toString)
                .forEach(faults::add);
        if (after.threads().size() > before.threads().size()) {
            faults.add("threads grew from " + before.threads() + " to " + after.threads());
        }
        long limit = HEAP_SLACK + HEAP_PER_RESTART * rounds.size();
        if (after.heapBytes() - before.heapBytes() > limit) {
            faults.add("the heap grew by more than " + limit / KIB + " KiB");
        }
        return faults;
    }

    /** The figures, a line each. */
    @Override
    public String toString() {
        List<Duration> back = rounds.stream().map(Round::back).sorted().toList();
        return String.join(
                "\n",
                "pbx=" + pbx,
                "restarts=" + rounds.size(),
                "events=" + rounds.stream().mapToLong(Round::events).sum(),
                "shed=" + shed,
                "median_reconnect_ms=" + back.get(back.size() / 2).toMillis(),
                "slowest_reconnect_ms=" + back.get(back.size() - 1).toMillis(),
                "unbalanced="
                        + rounds.stream()
                                .filter(round -> !round.misaccounted().isEmpty())
                                .count(),
                "faults=" + faults().size(),
                "threads_before=" + before.threads().size(),
                "threads_after=" + after.threads().size(),
                "heap_before_kib=" + before.heapBytes() / KIB,
                "heap_after_kib=" + after.heapBytes() / KIB);
    }
}
