package io.jackfield.itests.contract.restarts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One restart.
 *
 * @param number the first is 1
 * @param back from when the port accepted until the stream went on
 * @param events that came from the login before it
 * @param misaccounted where the accounting was wrong, for a person to read; empty if it was right
 * @param faults what else was wrong
 */
public record Round(int number, Duration back, long events, List<String> misaccounted, List<String> faults) {
    public Round {
        misaccounted = List.copyOf(misaccounted);
        faults = List.copyOf(faults);
    }

    /** Both kinds. */
    public List<String> allFaults() {
        return Stream.concat(misaccounted.stream(), faults.stream()).toList();
    }

    @Override
    public String toString() {
        List<String> wrong = allFaults();
        return String.format(
                Locale.ROOT,
                "restart %d: back after %d ms, %d events, %s",
                number,
                back.toMillis(),
                events,
                wrong.isEmpty() ? "balanced" : "WRONG: " + String.join("; ", wrong));
    }
}
