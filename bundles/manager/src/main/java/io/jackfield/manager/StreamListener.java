package io.jackfield.manager;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Receives a subscription's stream, one item at a time. */
@FunctionalInterface
public interface StreamListener {

    /**
     * Called on the subscription's executor, never on an I/O thread; it may block, then only this subscription waits.
     * The next item is delivered when the returned stage completes. A failed stage counts the item as failed and the stream
     * goes on; so does an exception, which is logged as well.
     */
    CompletionStage<?> onItem(StreamItem item);

    /**
     * Events have ceased to flow: the login is lost, the connection closed, or the subscription drained. Whoever waits for an event
     * waits in vain; when events flow again an {@link EventGap} of kind {@code LOST} says so. Called at once, on the subscription's
     * executor, while items received before may still wait; must not block.
     */
    default void interrupted() {}

    /** The stage of an item that is finished; costs nothing to return. */
    CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    /** A listener that is finished with an item when it returns. */
    static StreamListener of(Consumer<? super StreamItem> consumer) {
        return item -> {
            consumer.accept(item);
            return DONE;
        };
    }
}
