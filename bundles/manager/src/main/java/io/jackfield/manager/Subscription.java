package io.jackfield.manager;

import java.util.concurrent.CompletionStage;

/** One subscriber's place in the stream of events. Safe for use by many threads; no method blocks. */
public interface Subscription extends AutoCloseable {

    /** A consistent picture of the accounting at this instant. */
    SubscriptionStats stats();

    /**
     * Leaves the stream of events and goes on delivering what is queued. The subscription stays open:
     * {@link ManagerConnection#resume} takes it into the stream again, with one {@link EventGap} of kind {@code LOST} for the
     * time between.
     *
     * @return completes when nothing is queued or with the listener any more
     */
    CompletionStage<Void> drain();

    /** Ends the delivery: waiting events are discarded and counted so, an item in flight is finished. */
    @Override
    void close();
}
