package io.jackfield.manager.internal.stream;

import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import java.util.ArrayDeque;

/** Events that are delivered one after the other. Guarded by the queue it belongs to. */
final class Lane {

    /** The event behind it may start when the other lane has passed this point. */
    private record Turn(Lane other, long point) {

        boolean hasCome() {
            return other.passed >= point;
        }
    }

    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private StreamItem current;
    private long added;
    private long passed;

    void add(ManagerEvent event) {
        waiting.addLast(event);
        added++;
    }

    /** Makes what is added next wait for everything that is in the other lane now. */
    void waitFor(Lane other) {
        waiting.addLast(new Turn(other, other.added));
    }

    /** The item that is with the listener, or null. */
    StreamItem current() {
        return current;
    }

    boolean isReady() {
        return current == null && !waiting.isEmpty() && (!(waiting.peekFirst() instanceof Turn turn) || turn.hasCome());
    }

    /** The event that waits longest, or null. */
    ManagerEvent oldest() {
        for (Object entry : waiting) {
            if (entry instanceof ManagerEvent event) {
                return event;
            }
        }
        return null;
    }

    /** Starts the next event; the lane must be ready. */
    void start() {
        current = poll();
    }

    /** Starts an item that never waited here. */
    void start(StreamItem item) {
        current = item;
    }

    /** The current item is finished. */
    StreamItem finish() {
        StreamItem finished = current;
        current = null;
        passed++;
        return finished;
    }

    /** Takes the oldest event away; it counts as passed. */
    ManagerEvent shed() {
        passed++;
        return poll();
    }

    private ManagerEvent poll() {
        Object entry = waiting.pollFirst();
        while (entry instanceof Turn) {
            entry = waiting.pollFirst();
        }
        return (ManagerEvent) entry;
    }
}
