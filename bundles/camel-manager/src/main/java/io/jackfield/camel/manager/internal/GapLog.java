package io.jackfield.camel.manager.internal;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.StreamItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the gaps of a route that does not want them as exchanges. A route that is too slow for long has one after nearly
 * every event: those are summed up and said every ten seconds. Whole snapshots are not worth a line.
 */
final class GapLog {

    private static final Logger LOG = LoggerFactory.getLogger(GapLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final String endpoint;
    private final Clock clock;
    private Instant lastSaid = Instant.MIN;
    private long shed;

    GapLog(String endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    void add(StreamItem item) {
        if (item instanceof EventGap gap) {
            add(gap);
        } else if (item instanceof SnapshotEnd end && end.incomplete().isPresent()) {
            LOG.warn(
                    "{}: the snapshot {} is incomplete: {}",
                    endpoint,
                    end.action(),
                    end.incomplete().get());
        }
    }

    private synchronized void add(EventGap gap) {
        if (gap.kind() != EventGap.Kind.OVERFLOW) {
            LOG.info("{}: {}", endpoint, gap);
            return;
        }
        shed += gap.count().orElse(0);
        Instant now = clock.instant();
        if (!now.isBefore(lastSaid.plus(INTERVAL))) {
            LOG.warn("{}: the route is too slow, {} events were shed", endpoint, shed);
            lastSaid = now;
            shed = 0;
        }
    }
}
