package io.jackfield.manager.internal.stream;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Clock;
import java.util.ArrayDeque;

/**
 * The bounded queue of one subscription, and its accounting. Events beyond the bound are shed by the policy; each shed
 * stretch leaves one mark where it was, which becomes an {@link EventGap} when it is taken. Gaps and snapshots do not count
 * towards the bound, are never shed, and are barriers: they are delivered when everything before them is finished, and
 * nothing after them starts before they are.
 *
 * <p>It also says how many threads are needed. A <em>runner</em> is a thread that takes and delivers until {@link #take} gives
 * nothing; whenever a method returns true the caller has to start one more.
 *
 * <p>Safe for one reader that offers and many threads that take; a lock held for a few instructions guards it, so that the
 * accounting is exact at every instant.
 */
final class EventQueue {

    private static final int REMEMBERED_CHANNELS = 8192;
    private static final long LEAST_BYTES = 64 * 1024 * 1024;
    /** Seven times what an event has in the mean. */
    private static final long BYTES_PER_EVENT = 4096;

    private final int capacity;
    /** How many give way at a time at least, so that who is too slow for long is not told of every single one. */
    private final int stretch;

    /** Beyond this many bytes it is full however few the events are: anybody who may raise some can make them large. */
    private final long maxBytes;

    private final int snapshotBytes;
    private final OverflowPolicy policy;
    private final Clock clock;
    /** Events that may start as soon as their lane is free, unless {@link #front} is there. */
    private final Lanes lanes;
    /** The stretch that was shed before everything in the lanes, or null. */
    private ShedRun front;
    /** The first barrier, and everything after it: events, gaps, shed runs, snapshot frames. */
    private final ArrayDeque<Object> backlog = new ArrayDeque<>();

    private final Lane barrier = new Lane();
    private int runners;
    /** From how many queued events on an arriving one has to be shed. */
    private int bound;

    private boolean closed;
    private long offered;
    private long filtered;
    private long shed;
    private long discarded;
    private int queued;
    private long queuedBytes;
    private int inFlight;
    private long completed;
    private long failed;

    EventQueue(SubscriptionOptions options, Clock clock) {
        this(options, clock, Math.max(LEAST_BYTES, options.queueSize() * BYTES_PER_EVENT));
    }

    EventQueue(SubscriptionOptions options, Clock clock, long maxBytes) {
        this.maxBytes = maxBytes;
        this.capacity = options.queueSize();
        this.stretch = Math.max(1, capacity / 16);
        this.snapshotBytes = options.snapshotBytes();
        this.policy = options.overflow();
        this.bound = capacity;
        this.lanes = new Lanes(options.workers(), REMEMBERED_CHANNELS);
        this.clock = clock;
    }

    synchronized void countFiltered() {
        if (!closed) {
            offered++;
            filtered++;
        }
    }

    synchronized boolean offer(ManagerEvent event) {
        if (closed) {
            return false;
        }
        offered++;
        boolean crowded = queued >= bound;
        if (!crowded && queuedBytes + bytes(event) <= maxBytes) {
            bound = capacity;
            enqueue(event);
            return wantsRunner();
        }
        switch (policy) {
            case DROP_OLDEST -> {
                enqueue(event);
                for (int i = 0; crowded && i < stretch; i++) {
                    shedOldest();
                }
                while (queued > 1 && queuedBytes > maxBytes) {
                    shedOldest();
                }
            }
            case DROP_NEWEST -> {
                if (crowded) {
                    bound = capacity - stretch + 1;
                }
                shedAtTail(event.origin(), 1);
            }
            case RESYNC -> {
                shedAll(event.origin());
                enqueue(event);
            }
        }
        return wantsRunner();
    }

    private static long bytes(ManagerEvent event) {
        return event.headers().length();
    }

    private void enqueue(ManagerEvent event) {
        queued++;
        queuedBytes += bytes(event);
        if (backlog.isEmpty()) {
            lanes.add(event);
        } else {
            backlog.addLast(event);
        }
    }

    private void shedAtTail(Origin origin, int count) {
        shed += count;
        if (!(backlog.peekLast() instanceof ShedRun)) {
            backlog.addLast(new ShedRun(origin, clock.instant()));
        }
        ((ShedRun) backlog.peekLast()).add(count, clock.instant());
    }

    /** The oldest event gives way to the stretch of which it becomes a part; barriers before it keep their place. */
    private void shedOldest() {
        shed++;
        queued--;
        ManagerEvent oldest = lanes.shedOldest();
        if (oldest != null) {
            queuedBytes -= bytes(oldest);
            if (front == null) {
                front = new ShedRun(oldest.origin(), clock.instant());
            }
            front.add(1, clock.instant());
            return;
        }
        ArrayDeque<Object> before = new ArrayDeque<>(2);
        Object first = backlog.pollFirst();
        while (!(first instanceof ManagerEvent event)) {
            before.addLast(first);
            first = backlog.pollFirst();
        }
        queuedBytes -= bytes(event);
        if (!(before.peekLast() instanceof ShedRun)) {
            before.addLast(new ShedRun(event.origin(), clock.instant()));
        }
        ((ShedRun) before.peekLast()).add(1, clock.instant());
        while (!before.isEmpty()) {
            backlog.addFirst(before.pollLast());
        }
    }

    private void shedAll(Origin origin) {
        while (lanes.shedOldest() != null) {
            // Each is counted as queued.
        }
        backlog.removeIf(ManagerEvent.class::isInstance);
        shedAtTail(origin, queued);
        queued = 0;
        queuedBytes = 0;
    }

    synchronized boolean offer(EventGap gap) {
        if (!closed) {
            backlog.addLast(gap);
        }
        return wantsRunner();
    }

    synchronized boolean offer(SnapshotList list) {
        if (!closed) {
            int waiting = 0;
            for (Object entry : backlog) {
                waiting += entry instanceof SnapshotFrame frame ? frame.bytes() : 0;
            }
            backlog.addLast(new SnapshotFrame(list, snapshotBytes - waiting));
        }
        return wantsRunner();
    }

    /** A lane with its next item, which is in flight until {@link #done}; null if the runner is to end. */
    synchronized Lane take() {
        Lane lane = canStart() ? start() : null;
        if (lane == null) {
            runners--;
        }
        return lane;
    }

    /** Whether another runner would find something to do; if so it is counted already. */
    synchronized boolean wantsRunner() {
        boolean wanted = runners < lanes.count() && canStart();
        if (wanted) {
            runners++;
        }
        return wanted;
    }

    private boolean canStart() {
        if (barrier.current() != null) {
            return false;
        }
        if (front != null) {
            return inFlight == 0;
        }
        return lanes.ready() != null || inFlight == 0 && !backlog.isEmpty();
    }

    private Lane start() {
        Lane lane = front == null ? lanes.ready() : null;
        if (lane != null) {
            queued--;
            inFlight++;
            lane.start();
            queuedBytes -= bytes((ManagerEvent) lane.current());
            return lane;
        }
        barrier.start(nextBarrier());
        return barrier;
    }

    private StreamItem nextBarrier() {
        if (front != null) {
            StreamItem gap = front.toGap();
            front = null;
            return gap;
        }
        Object first = backlog.peekFirst();
        StreamItem item;
        if (first instanceof SnapshotFrame frame) {
            item = frame.poll();
            if (!frame.isEmpty()) {
                return item;
            }
        } else {
            item = first instanceof ShedRun run ? run.toGap() : (EventGap) first;
        }
        backlog.pollFirst();
        while (backlog.peekFirst() instanceof ManagerEvent event) {
            backlog.pollFirst();
            lanes.add(event);
        }
        return item;
    }

    synchronized boolean done(Lane lane, boolean success) {
        StreamItem item = lane.finish();
        if (lane != barrier) {
            lanes.left((ManagerEvent) item);
            inFlight--;
            if (success) {
                completed++;
            } else {
                failed++;
            }
        }
        return wantsRunner();
    }

    /** Whether nothing waits and nothing is with the listener. */
    synchronized boolean isIdle() {
        return queued == 0 && inFlight == 0 && front == null && backlog.isEmpty() && barrier.current() == null;
    }

    synchronized void close() {
        closed = true;
        discarded += queued;
        queued = 0;
        queuedBytes = 0;
        front = null;
        backlog.clear();
        while (lanes.shedOldest() != null) {
            // Each was counted as queued.
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized SubscriptionStats stats() {
        return new SubscriptionStats(offered, filtered, shed, discarded, queued, inFlight, completed, failed);
    }
}
