package io.jackfield.manager.internal.stream;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.Origin;
import java.time.Instant;
import java.util.OptionalLong;

/** A stretch of shed events, growing until it is delivered as a gap. */
final class ShedRun {

    private final Origin origin;
    private final Instant from;
    private Instant to;
    private long count;

    ShedRun(Origin origin, Instant now) {
        this.origin = origin;
        this.from = now;
    }

    void add(long events, Instant now) {
        to = now;
        count += events;
    }

    EventGap toGap() {
        return new EventGap(origin, EventGap.Kind.OVERFLOW, from, to, OptionalLong.of(count));
    }
}
