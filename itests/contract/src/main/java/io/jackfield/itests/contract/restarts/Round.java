package io.jackfield.itests.contract.restarts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One restart.
 *
 * @param number the first is 1
 * @param back from when the port accepted until the stream went on
 * @param events that came since the restart before
 * @param faults what was wrong, for a person to read; empty if nothing was
 */
record Round(int number, Duration back, long events, List<String> faults) {
    double seconds() {
        return back.toNanos() / 1e9;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "restart %d: back after %.2f s, ", number, seconds())
                + String.format(
                        Locale.ROOT,
                        faults.isEmpty() ? "gap ok, %,d events, balanced" : "%,d events, WRONG: %s",
                        events,
                        String.join("; ", faults));
    }
}
