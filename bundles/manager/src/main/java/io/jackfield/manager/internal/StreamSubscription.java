package io.jackfield.manager.internal;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue and its delivery: one item is with the listener at a time, and no thread is parked while the listener works
 * asynchronously. Independent of any connection, so that it can move from a closed one to its successor.
 */
final class StreamSubscription implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSubscription.class);
    /** After so many items in a row the thread is given back, for the sake of others on the same executor. */
    private static final int BATCH = 256;

    private final EventFilter filter;
    private final EventQueue queue;
    private final StreamListener listener;
    private final Executor executor;
    private final Clock clock;
    private final AtomicBoolean delivering = new AtomicBoolean();
    private Runnable detach = () -> {};
    private boolean attached;
    private Instant begun = Instant.MIN;
    private Instant interrupted;

    StreamSubscription(SubscriptionOptions options, StreamListener listener, Executor fallback, Clock clock) {
        this.filter = options.filter();
        this.queue = new EventQueue(options.queueSize(), options.overflow(), clock);
        this.listener = listener;
        this.executor = options.executor() == null ? fallback : options.executor();
        this.clock = clock;
    }

    EventFilter filter() {
        return filter;
    }

    /** Makes this the subscription of a hub; {@code detach} leaves it. */
    synchronized void attach(Runnable detach) {
        if (attached || queue.isClosed()) {
            throw new IllegalArgumentException(
                    queue.isClosed() ? "the subscription is closed" : "the subscription has an open connection");
        }
        attached = true;
        this.detach = detach;
    }

    /** The hub is gone; what is queued is still delivered. */
    synchronized void detached() {
        attached = false;
        detach = () -> {};
    }

    /** Events flow from here on, received by this login. */
    void begin(Origin origin) {
        Instant now = clock.instant();
        synchronized (this) {
            begun = now;
            EventGap.Kind kind = interrupted == null ? EventGap.Kind.START : EventGap.Kind.LOST;
            queue.offer(new EventGap(origin, kind, interrupted == null ? now : interrupted, now, OptionalLong.empty()));
        }
        wake();
    }

    /** Events ceased to flow at that time, until the next {@link #begin}. */
    synchronized void interrupt(Instant since) {
        interrupted = since.isBefore(begun) ? begun : since;
    }

    void countFiltered() {
        queue.countFiltered();
    }

    void offer(ManagerEvent event) {
        queue.offer(event);
        wake();
    }

    private void wake() {
        if (!delivering.get() && delivering.compareAndSet(false, true)) {
            submit();
        }
    }

    private void submit() {
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
            delivering.set(false);
            close();
        }
    }

    private void deliver() {
        for (int i = 0; i < BATCH; i++) {
            StreamItem item = queue.take();
            if (item == null) {
                delivering.set(false);
                if (queue.isEmpty() || !delivering.compareAndSet(false, true)) {
                    return;
                }
                continue;
            }
            CompletionStage<?> stage = hand(item);
            if (stage != null) {
                stage.whenComplete((nothing, problem) -> {
                    done(item, problem);
                    submit();
                });
                return;
            }
        }
        submit();
    }

    /** Calls the listener; the stage that is still running, or null if the item is finished. */
    private CompletionStage<?> hand(StreamItem item) {
        try {
            CompletionStage<?> stage = listener.onItem(item);
            if (!stage.toCompletableFuture().isDone()) {
                return stage;
            }
            stage.whenComplete((nothing, problem) -> done(item, problem));
        } catch (RuntimeException | Error e) {
            // An Error, too: a class that is gone with its bundle must not silence the stream.
            LOG.warn("A subscriber failed on an item", e);
            done(item, e);
        }
        return null;
    }

    private void done(StreamItem item, Throwable problem) {
        queue.done(item, problem == null);
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    @Override
    public SubscriptionStats stats() {
        return queue.stats();
    }

    @Override
    public void close() {
        Runnable leave;
        synchronized (this) {
            leave = detach;
            detached();
            queue.close();
        }
        leave.run();
    }
}
