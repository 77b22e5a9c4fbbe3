package io.jackfield.fastagi;

import io.jackfield.agi.AgiEnd;
import java.time.Duration;
import java.util.Map;

/**
 * What a server has done and is doing. Every connection that was accepted is counted in exactly one of {@code handshakes}, {@code
 * sessions}, {@code ended}, {@code refused} and {@code probes}; a session that no worker thread took up in time is counted as
 * ended, and as {@link Refusal#NO_WORKER} besides.
 *
 * @param handshakes connections whose environment has not come whole yet
 * @param sessions in progress
 * @param maxSessions how many there may be
 * @param totalSessions since the server was created
 * @param longest how long the oldest session has been in progress; zero if there is none
 * @param ended sessions by how they ended; kinds that did not occur are absent
 * @param refused connections by why they were refused; kinds that did not occur are absent
 * @param probes connections that went away before their environment was complete, such as a load balancer's checks
 * @param draining whether the server is stopping and takes no more calls
 */
public record FastAgiServerStats(
        int handshakes,
        int sessions,
        int maxSessions,
        long totalSessions,
        Duration longest,
        Map<AgiEnd, Long> ended,
        Map<Refusal, Long> refused,
        long probes,
        boolean draining) {

    /** How many connections were refused, whatever the reason. */
    public long totalRefused() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
