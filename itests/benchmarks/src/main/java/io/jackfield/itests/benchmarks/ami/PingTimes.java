package io.jackfield.itests.benchmarks.ami;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** How long each of a series of pings took, in nanoseconds and ascending, and how many were never answered. */
record PingTimes(long[] nanos, long unanswered) {

    /** Sends one Ping after another until that {@link System#nanoTime()}. */
    static PingTimes until(long end, Pinger.Login login) {
        LongStream.Builder times = LongStream.builder();
        long unanswered = 0;
        for (long sent = System.nanoTime(); sent < end; ) {
            if (!login.ping()) {
                unanswered++;
            }
            long now = System.nanoTime();
            times.add(now - sent);
            sent = now;
        }
        long[] nanos = times.build().toArray();
        Arrays.sort(nanos);
        return new PingTimes(nanos, unanswered);
    }

    /** The time in milliseconds within which so many per cent came back; giving up counts as coming back. */
    double percentile(int percent) {
        return nanos[(int) Math.ceil(nanos.length * percent / 100.0) - 1] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d pings, %,d without an answer; half within %.2f ms, 99 %% within %.2f ms, all within %.2f ms",
                nanos.length,
                unanswered,
                percentile(50),
                percentile(99),
                percentile(100));
    }
}
