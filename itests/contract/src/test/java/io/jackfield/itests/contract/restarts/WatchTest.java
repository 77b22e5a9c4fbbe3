package io.jackfield.itests.contract.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Origin FIRST = new Origin("pbx", "1");
    private static final Origin SECOND = new Origin("pbx", "2");

    private final Watch watch = new Watch();

    @Test
    void countsWhatComes() {
        hear(gap(FIRST, EventGap.Kind.START), event(FIRST), shed(FIRST, 5), event(FIRST));
        hear(gap(SECOND, EventGap.Kind.LOST), start(SECOND), event(SECOND), event(SECOND), end(SECOND, 2));
        hear(event(SECOND));

        Watch.Reading reading = watch.read();
        assertThat(watch.takeFaults()).isEmpty();
        assertThat(reading.events()).isEqualTo(3);
        assertThat(reading.eventsOfLogin()).isEqualTo(1);
        assertThat(reading.shed()).isEqualTo(5);
        assertThat(reading.losses()).isEqualTo(1);
        assertThat(reading.frames()).isEqualTo(1);
        assertThat(System.nanoTime() - reading.lostAt()).isNotNegative();
    }

    @Test
    void misplacedItemsAreFaultsAndToldOnce() {
        hear(event(FIRST));
        assertFault("an item of another login, and no gap before it");
        hear(gap(FIRST, EventGap.Kind.START), event(SECOND));
        assertFault("an item of another login, and no gap before it");
        hear(gap(FIRST, EventGap.Kind.LOST));
        assertFault("a loss within one login");
        hear(gap(FIRST, EventGap.Kind.START));
        assertFault("the stream began twice");
        hear(shed(FIRST, 0));
        assertFault("a gap that does not say how many were shed");
        assertThat(watch.takeFaults()).isEmpty();
    }

    @Test
    void aSnapshotMustBeWhole() {
        hear(gap(FIRST, EventGap.Kind.START), start(FIRST), event(FIRST), end(FIRST, 2));
        assertFault("a snapshot of 2 items had 1");
        hear(end(FIRST, 1));
        assertFault("the end of a snapshot that did not begin");
        hear(start(FIRST), shed(FIRST, 1));
        assertFault("a gap within a snapshot");
        hear(start(FIRST));
        assertFault("a snapshot within a snapshot");
        hear(new SnapshotEnd(FIRST, "List", 0, Optional.of("no time")));
        assertFault("a snapshot is not whole: no time");
    }

    private void hear(StreamItem... items) {
        for (StreamItem item : items) {
            watch.add(item);
        }
    }

    private void assertFault(String fault) {
        assertThat(watch.takeFaults()).containsExactly(fault);
    }

    private static StreamItem event(Origin origin) {
        return new ManagerEvent(Headers.parse("Event: Hangup\n"), origin, 1);
    }

    private static StreamItem gap(Origin origin, EventGap.Kind kind) {
        return new EventGap(origin, kind, Instant.EPOCH, Instant.EPOCH, OptionalLong.empty());
    }

    private static StreamItem shed(Origin origin, long events) {
        return new EventGap(origin, EventGap.Kind.OVERFLOW, Instant.EPOCH, Instant.EPOCH, OptionalLong.of(events));
    }

    private static StreamItem start(Origin origin) {
        return new SnapshotStart(origin, "List", Instant.EPOCH);
    }

    private static StreamItem end(Origin origin, int items) {
        return new SnapshotEnd(origin, "List", items, Optional.empty());
    }
}
