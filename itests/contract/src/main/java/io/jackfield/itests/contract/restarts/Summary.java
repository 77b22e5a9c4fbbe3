package io.jackfield.itests.contract.restarts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How a run of restarts went. */
public final class Summary {
    private static final double MIB = 1024 * 1024;
    private static final long HEAP_GROWTH_LIMIT = 2 * 1024 * 1024;

    private final String pbx;
    private final List<Round> rounds;
    private final Footprint before;
    private final Footprint after;

    /**
     * @param before what was held when all was warm
     * @param after what was held at the end
     */
    Summary(String pbx, List<Round> rounds, Footprint before, Footprint after) {
        this.pbx = pbx;
        this.rounds = List.copyOf(rounds);
        this.before = before;
        this.after = after;
    }

    /** What was wrong, for a person to read; empty if all was well. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        rounds.stream()
                .filter(round -> !round.faults().isEmpty())
                .map(Round::toString)
                .forEach(faults::add);
        if (after.threads().size() > before.threads().size()) {
            faults.add("threads grew from " + before.threads() + " to " + after.threads());
        }
        if (after.heapBytes() - before.heapBytes() > HEAP_GROWTH_LIMIT) {
            faults.add(String.format(Locale.ROOT, "the heap grew by more than %.0f MiB", HEAP_GROWTH_LIMIT / MIB));
        }
        return faults;
    }

    /** The figures, in two lines, and the verdict. */
    @Override
    public String toString() {
        List<Round> byTime =
                rounds.stream().sorted(Comparator.comparing(Round::back)).toList();
        List<String> faults = faults();
        return String.format(
                Locale.ROOT,
                "%d restarts of %s under load: %d right; back after %.2f s in the median and %.2f s at most, %,d events%n"
                        + "held when warm and at the end: %d and %d threads, %.2f and %.2f MiB of heap%n%s",
                rounds.size(),
                pbx,
                rounds.stream().filter(round -> round.faults().isEmpty()).count(),
                byTime.get(byTime.size() / 2).seconds(),
                byTime.get(byTime.size() - 1).seconds(),
                rounds.stream().mapToLong(Round::events).sum(),
                before.threads().size(),
                after.threads().size(),
                before.heapBytes() / MIB,
                after.heapBytes() / MIB,
                faults.isEmpty() ? "all well" : "WRONG:\n" + String.join("\n", faults));
    }
}
