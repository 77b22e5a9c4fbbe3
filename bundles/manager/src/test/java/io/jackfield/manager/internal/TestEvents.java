package io.jackfield.manager.internal;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import java.time.Instant;
import java.util.OptionalLong;

/** Events that carry nothing but their position. */
public final class TestEvents {

    public static final Origin ORIGIN = new Origin("pbx1", "epoch-1");

    private TestEvents() {}

    public static ManagerEvent event(long sequence) {
        return new ManagerEvent(Headers.parse("Event: Test\nN: " + sequence + "\n"), ORIGIN, sequence);
    }

    public static EventGap lost() {
        return new EventGap(ORIGIN, EventGap.Kind.LOST, Instant.EPOCH, Instant.EPOCH, OptionalLong.empty());
    }
}
