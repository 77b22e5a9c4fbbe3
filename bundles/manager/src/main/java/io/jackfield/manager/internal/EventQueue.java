package io.jackfield.manager.internal;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.SubscriptionStats;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * The bounded queue of one subscription, and its accounting. Events beyond the bound are shed by the policy; each shed
 * stretch leaves one mark where it was, which becomes an {@link EventGap} when it is taken. Gaps do not count towards the
 * bound and are never shed.
 *
 * <p>Safe for one reader that offers and many threads that take; a lock held for a few instructions guards it, so that the
 * accounting is exact at every instant.
 */
final class EventQueue {

    /** A stretch of shed events, growing until it is delivered. */
    private static final class ShedRun {
        private final Origin origin;
        private final Instant from;
        private Instant to;
        private long count;

        private ShedRun(Origin origin, Instant now) {
            this.origin = origin;
            this.from = now;
        }

        private void add(Instant now) {
            to = now;
            count++;
        }

        private EventGap toGap() {
            return new EventGap(origin, EventGap.Kind.OVERFLOW, from, to, OptionalLong.of(count));
        }
    }

    private final int capacity;
    private final OverflowPolicy policy;
    private final Clock clock;
    private final ArrayDeque<Object> items = new ArrayDeque<>();
    private boolean closed;
    private long offered;
    private long filtered;
    private long shed;
    private long discarded;
    private int queued;
    private int inFlight;
    private long completed;
    private long failed;

    EventQueue(int capacity, OverflowPolicy policy, Clock clock) {
        this.capacity = capacity;
        this.policy = policy;
        this.clock = clock;
    }

    synchronized void countFiltered() {
        if (!closed) {
            offered++;
            filtered++;
        }
    }

    synchronized void offer(ManagerEvent event) {
        if (closed) {
            return;
        }
        offered++;
        if (queued < capacity) {
            items.addLast(event);
            queued++;
            return;
        }
        shed++;
        if (policy == OverflowPolicy.DROP_NEWEST) {
            shedAtTail(event.origin());
        } else {
            items.addLast(event);
            shedOldest();
        }
    }

    private void shedAtTail(Origin origin) {
        if (!(items.peekLast() instanceof ShedRun)) {
            items.addLast(new ShedRun(origin, clock.instant()));
        }
        ((ShedRun) items.peekLast()).add(clock.instant());
    }

    /** The oldest event gives way to the stretch of which it becomes a part; gaps before it keep their place. */
    private void shedOldest() {
        ArrayDeque<Object> before = new ArrayDeque<>(2);
        Object oldest = items.pollFirst();
        while (!(oldest instanceof ManagerEvent event)) {
            before.addLast(oldest);
            oldest = items.pollFirst();
        }
        if (!(before.peekLast() instanceof ShedRun)) {
            before.addLast(new ShedRun(event.origin(), clock.instant()));
        }
        ((ShedRun) before.peekLast()).add(clock.instant());
        while (!before.isEmpty()) {
            items.addFirst(before.pollLast());
        }
    }

    synchronized void offer(EventGap gap) {
        if (!closed) {
            items.addLast(gap);
        }
    }

    /** The next item to deliver, or null; an event is in flight from now until {@link #done}. */
    synchronized StreamItem take() {
        Object item = items.pollFirst();
        if (item instanceof ShedRun run) {
            return run.toGap();
        }
        if (item instanceof ManagerEvent) {
            queued--;
            inFlight++;
        }
        return (StreamItem) item;
    }

    synchronized void done(StreamItem item, boolean success) {
        if (item instanceof ManagerEvent) {
            inFlight--;
            if (success) {
                completed++;
            } else {
                failed++;
            }
        }
    }

    synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    synchronized void close() {
        closed = true;
        discarded += queued;
        queued = 0;
        items.clear();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized SubscriptionStats stats() {
        return new SubscriptionStats(offered, filtered, shed, discarded, queued, inFlight, completed, failed);
    }
}
