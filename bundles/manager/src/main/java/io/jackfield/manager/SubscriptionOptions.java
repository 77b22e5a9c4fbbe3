package io.jackfield.manager;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How a subscriber wants its events.
 *
 * @param filter which events
 * @param queueSize how many may wait, at least 1
 * @param overflow what gives way beyond that
 * @param executor where the listener is called; null for the connection's own threads
 */
public record SubscriptionOptions(EventFilter filter, int queueSize, OverflowPolicy overflow, Executor executor) {

    public static final int DEFAULT_QUEUE_SIZE = 10_000;

    public SubscriptionOptions {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(overflow, "overflow");
        if (queueSize < 1) {
            throw new IllegalArgumentException("queueSize is " + queueSize + ", expected at least 1");
        }
    }

    /** These events, with the default bound, dropping the oldest, on the connection's own threads. */
    public static SubscriptionOptions of(EventFilter filter) {
        return new SubscriptionOptions(filter, DEFAULT_QUEUE_SIZE, OverflowPolicy.DROP_OLDEST, null);
    }
}
