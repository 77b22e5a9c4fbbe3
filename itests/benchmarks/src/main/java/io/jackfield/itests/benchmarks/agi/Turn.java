package io.jackfield.itests.benchmarks.agi;

import io.jackfield.itests.benchmarks.agi.calls.SessionTimes;
import java.util.Locale;

/**
 * What one server did in one turn.
 *
 * @param times of the sessions that count
 * @param serverMicros the processor time that each session cost the server, those that do not count included; not a number where
 *     the system does not tell
 */
record Turn(SessionTimes times, double serverMicros) {

    double perSecond() {
        return times.perSecond();
    }

    double p99() {
        return times.percentile(99);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s; %.0f µs of the server's processor time each", times, serverMicros);
    }
}
