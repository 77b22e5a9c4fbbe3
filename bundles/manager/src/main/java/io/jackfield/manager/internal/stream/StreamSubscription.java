package io.jackfield.manager.internal.stream;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue and its delivery: one item of a lane is with the listener at a time, and no thread is parked while the listener
 * works asynchronously. Independent of any connection, so that it can move from a closed one to its successor.
 */
public final class StreamSubscription implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSubscription.class);
    /** After so many items in a row the thread is given back, for the sake of others on the same executor. */
    private static final int BATCH = 256;

    private final SubscriptionOptions options;
    private final EventNeeds needs;
    private final EventQueue queue;
    private final StreamListener listener;
    private final Clock clock;
    /** Where the listener is called: the subscriber's own threads, or those of the connection at hand. */
    private volatile Executor executor;

    private volatile Attachment attachment = Attachment.NONE;
    /** Who waits for the queue to run empty, or null. */
    private volatile CompletableFuture<Void> draining;

    /** The login whose events flow here, or null. */
    private Origin live;

    private Instant begun = Instant.MIN;
    private Instant interrupted;

    /** What a subscription asks of the connection it belongs to. */
    public interface Attachment {

        /** Belongs to no connection. */
        Attachment NONE = new Attachment() {
            @Override
            public void leave(StreamSubscription subscription) {}

            @Override
            public void snapshotDue(StreamSubscription subscription, EventGap.Kind after) {}
        };

        /** Takes it out of the stream of events. */
        void leave(StreamSubscription subscription);

        /** After a gap its picture of the PBX is out of date, and it wants lists. */
        void snapshotDue(StreamSubscription subscription, EventGap.Kind after);
    }

    public StreamSubscription(SubscriptionOptions options, StreamListener listener, Clock clock) {
        this.options = options;
        this.needs = EventNeeds.of(options.filter());
        this.queue = new EventQueue(options, clock);
        this.listener = listener;
        this.clock = clock;
    }

    EventFilter filter() {
        return options.filter();
    }

    EventNeeds needs() {
        return needs;
    }

    /** The lists that make up its snapshot. */
    public List<ManagerAction> snapshot() {
        return options.snapshot();
    }

    /**
     * Makes this the subscription of a connection.
     *
     * @param threads where the listener is called unless the subscriber has an executor of its own
     */
    public synchronized void attach(Attachment connection, Executor threads) {
        if (attachment != Attachment.NONE || queue.isClosed()) {
            throw new IllegalArgumentException(
                    queue.isClosed() ? "the subscription is closed" : "the subscription has an open connection");
        }
        attachment = connection;
        executor = options.executor() == null ? threads : options.executor();
    }

    /** The connection is gone; what is queued is still delivered. */
    synchronized void detached() {
        attachment = Attachment.NONE;
    }

    synchronized boolean isFlowing() {
        return live != null;
    }

    /**
     * Events flow from here on, received by this login.
     *
     * @return what starts the delivery: to be run when they do flow, so that who hears of the beginning misses nothing that it
     *     causes
     */
    Runnable begin(Origin origin) {
        Instant now = clock.instant();
        EventGap gap;
        boolean wanted;
        synchronized (this) {
            begun = now;
            live = origin;
            EventGap.Kind kind = interrupted == null ? EventGap.Kind.START : EventGap.Kind.LOST;
            Instant from = interrupted == null ? now : interrupted;
            gap = new EventGap(origin, kind, from, now, OptionalLong.empty());
            wanted = queue.offer(gap);
        }
        return () -> {
            runIf(wanted);
            snapshotDue(gap.kind());
        };
    }

    private void snapshotDue(EventGap.Kind after) {
        if (!options.snapshot().isEmpty()) {
            attachment.snapshotDue(this, after);
        }
    }

    /** Events ceased to flow at that time, until the next {@link #begin}. */
    synchronized void interrupt(Instant since) {
        if (live != null) {
            live = null;
            interrupted = since.isBefore(begun) ? begun : since;
        }
    }

    void countFiltered() {
        queue.countFiltered();
    }

    /** Queues an event and has it delivered. */
    void offer(ManagerEvent event) {
        runIf(queue.offer(event));
    }

    /**
     * Queues an event, unless its login was interrupted a moment ago: behind that nothing of it may come. If the result is true
     * {@link #submit} has to be called once, and may be called later.
     */
    synchronized boolean enqueue(ManagerEvent event) {
        return event.origin() == live && queue.offer(event);
    }

    /** Puts a list into the stream, behind everything that was offered before, unless its login was interrupted meanwhile. */
    public void offer(SnapshotList list) {
        boolean wanted;
        synchronized (this) {
            wanted = list.origin() == live && queue.offer(list);
        }
        runIf(wanted);
    }

    private void runIf(boolean wanted) {
        if (wanted) {
            submit();
        }
    }

    /** Starts one more runner. */
    void submit() {
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // Nobody is left to deliver to. Who stops may well take the threads away before closing the subscription.
            boolean stopped = executor instanceof ExecutorService service && service.isShutdown();
            if (!stopped) {
                LOG.warn(
                        "A subscription ends, {} events waiting, because its executor refuses work",
                        stats().queued(),
                        e);
            }
            close();
        }
    }

    private void deliver() {
        for (int i = 0; i < BATCH; i++) {
            Lane lane = queue.take();
            if (lane == null) {
                return;
            }
            if (options.workers() > 1) {
                runIf(queue.wantsRunner());
            }
            if (lane.current() instanceof EventGap gap && gap.kind() == EventGap.Kind.OVERFLOW) {
                snapshotDue(EventGap.Kind.OVERFLOW);
            }
            hand(lane);
        }
        submit();
    }

    private void hand(Lane lane) {
        try {
            CompletionStage<?> stage = listener.onItem(lane.current());
            if (stage == StreamListener.DONE) {
                done(lane, null);
            } else {
                stage.whenComplete((nothing, problem) -> done(lane, problem));
            }
        } catch (RuntimeException | Error e) {
            // An Error, too: a class that is gone with its bundle must not silence the stream.
            LOG.warn("A subscriber failed on an item", e);
            done(lane, e);
        }
    }

    private void done(Lane lane, Throwable problem) {
        runIf(queue.done(lane, problem == null));
        tellIfDrained();
    }

    private void tellIfDrained() {
        CompletableFuture<Void> waiting = draining;
        if (waiting != null && queue.isIdle()) {
            waiting.complete(null);
        }
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    @Override
    public SubscriptionStats stats() {
        return queue.stats();
    }

    @Override
    public CompletionStage<Void> drain() {
        leave();
        interrupt(clock.instant());
        CompletableFuture<Void> drained;
        synchronized (this) {
            if (draining == null || draining.isDone()) {
                draining = new CompletableFuture<>();
            }
            drained = draining;
        }
        tellIfDrained();
        return drained;
    }

    @Override
    public void close() {
        queue.close();
        leave();
        tellIfDrained();
    }

    private void leave() {
        Attachment left;
        synchronized (this) {
            left = attachment;
            attachment = Attachment.NONE;
        }
        left.leave(this);
    }
}
