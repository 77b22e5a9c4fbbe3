package io.jackfield.manager;

/** One subscriber's place in the stream of events. Safe for use by many threads. */
public interface Subscription extends AutoCloseable {

    /** A consistent picture of the accounting at this instant. */
    SubscriptionStats stats();

    /** Ends the delivery: waiting events are discarded and counted so, an item in flight is finished. Does not block. */
    @Override
    void close();
}
