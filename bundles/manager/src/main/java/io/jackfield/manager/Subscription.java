package io.jackfield.manager;

import java.util.concurrent.CompletionStage;

/** One subscriber's place in the stream of events. Safe for use by many threads; no method blocks. */
public interface Subscription extends AutoCloseable {

    /** A consistent picture of the accounting at this instant. */
    SubscriptionStats stats();

    /** Nothing more is delivered until {@link #unpause}; events queue up meanwhile, within the bound. */
    void pause();

    /** Ends a {@link #pause}. */
    void unpause();

    /**
     * Leaves the stream of events and delivers what is queued; the subscription is closed afterwards. A paused one is closed
     * at once.
     *
     * @return completes when nothing is queued or with the listener any more
     */
    CompletionStage<Void> drain();

    /** Ends the delivery: waiting events are discarded and counted so, an item in flight is finished. */
    @Override
    void close();
}
