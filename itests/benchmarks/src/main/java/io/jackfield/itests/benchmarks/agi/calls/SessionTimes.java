package io.jackfield.itests.benchmarks.agi.calls;

import java.util.Locale;

/**
 * How long sessions took, from dialling until the server had closed.
 *
 * @param took all of them together, in nanoseconds
 * @param nanos each of them, ascending
 */
public record SessionTimes(long took, long[] nanos) {

    public double perSecond() {
        return nanos.length * 1e9 / took;
    }

    /** The time in milliseconds within which so many per cent had ended. */
    public double percentile(int percent) {
        return nanos[(int) Math.ceil(nanos.length * percent / 100.0) - 1] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,7.0f sessions/s; half within %,.1f ms, 99 %% within %,.1f ms, all within %,.1f ms",
                perSecond(),
                percentile(50),
                percentile(99),
                percentile(100));
    }
}
