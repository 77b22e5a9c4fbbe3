package io.jackfield.simulator.internal.calls;

import java.time.Duration;
import java.util.Locale;

/** What a queue has seen so far. With a service level of 0 seconds only calls that never waited are within it. */
public final class QueueStatistics {

    private long holdTime;
    private long talkTime;
    private int completed;
    private int completedInTime;
    private int abandoned;
    private int abandonedInTime;

    void connected(Duration waited) {
        holdTime = average(holdTime, waited.toSeconds());
    }

    void completed(Duration waited, Duration talked) {
        completed++;
        talkTime = average(talkTime, talked.toSeconds());
        if (waited.toSeconds() == 0) {
            completedInTime++;
        }
    }

    void abandoned(Duration waited) {
        abandoned++;
        if (waited.toSeconds() == 0) {
            abandonedInTime++;
        }
    }

    /** New values count for a quarter; the first one alone makes the average. */
    private static long average(long before, long value) {
        return before == 0 ? value : (3 * before + value) / 4;
    }

    public long holdTime() {
        return holdTime;
    }

    public long talkTime() {
        return talkTime;
    }

    public int completed() {
        return completed;
    }

    public int abandoned() {
        return abandoned;
    }

    public String performance() {
        return percent(completedInTime, completed);
    }

    public String performanceWithAbandoned() {
        return percent(completedInTime + abandonedInTime, completed + abandoned);
    }

    private static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f", whole == 0 ? 0.0 : 100.0 * part / whole);
    }
}
