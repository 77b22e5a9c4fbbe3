package io.jackfield.manager.internal;

import static io.jackfield.manager.internal.FakePbx.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import io.jackfield.manager.spi.ConnectionSettings.Auth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaving the stream of events without losing what was received, and coming back. */
class DrainTest extends ConnectionScene {

    private final ArrayDeque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
    private Subscription subscription;

    @BeforeEach
    void subscribeAndReceiveTheBeginning() {
        start();
        subscription = connection.subscribe(SubscriptionOptions.of(EventFilter.all()), item -> {
            received.add(item);
            CompletableFuture<Void> stage = new CompletableFuture<>();
            inFlight.add(stage);
            return stage;
        });
        time.run();
        finishOne();
    }

    @Test
    void whatIsQueuedIsDeliveredAndNothingComesBehindIt() {
        pbx.event("Newchannel");
        pbx.event("Hangup");
        CompletableFuture<Void> drained = drain();
        pbx.event("Hold");
        assertThat(received()).containsExactly("START", "Newchannel");
        finishOne();
        assertThat(drained).as("one is still with the listener").isNotDone();

        finishOne();
        assertThat(drained).isCompleted();
        assertThat(received()).containsExactly("START", "Newchannel", "Hangup");
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void whoAsksAgainWaitsForTheSameEnd() {
        pbx.event("Newchannel");
        CompletableFuture<Void> first = drain();
        CompletableFuture<Void> second = drain();
        finishOne();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void withNothingQueuedItIsDrainedAtOnce() {
        assertThat(drain()).isCompleted();
    }

    @Test
    void anItemThatFailsIsDrainedToo() {
        pbx.event("Newchannel");
        CompletableFuture<Void> drained = drain();
        inFlight.poll().completeExceptionally(new IllegalStateException("failed"));

        assertThat(drained).isCompleted();
        assertThat(subscription.stats().failed()).isEqualTo(1);
    }

    @Test
    void resumedItGoesOnWithOneGapForTheTimeBetween() {
        pbx.event("Newchannel");
        Instant left = time.clock().instant();
        drain();
        time.advance(Duration.ofSeconds(7));
        pbx.event("Hangup");
        connection.resume(subscription);
        time.run();
        pbx.event("Hold");
        finishOne();
        finishOne();
        finishOne();

        assertThat(received()).containsExactly("START", "Newchannel", "LOST", "Hold");
        EventGap gap = (EventGap) received.get(2);
        assertThat(gap.from()).isEqualTo(left);
        assertThat(gap.to()).isEqualTo(left.plusSeconds(7));
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void aLossWhileItIsAwayIsPartOfTheSameGap() {
        drain();
        time.advance(Duration.ofSeconds(1));
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);
        connection.resume(subscription);
        time.run();

        assertThat(received()).containsExactly("START", "LOST");
    }

    @Test
    void itCanGoOnWithAnotherConnection() {
        drain();
        connection.close();
        time.run();
        connection = connection(Auth.MD5, SECRET);
        start();
        connection.resume(subscription);
        time.run();
        finishOne();
        pbx.event("Hold");

        assertThat(received()).containsExactly("START", "LOST", "Hold");
    }

    @Test
    void onlyOneThatLeftCanBeResumed() {
        assertThatIllegalArgumentException().isThrownBy(() -> connection.resume(subscription));
        drain();
        subscription.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connection.resume(subscription))
                .withMessageContaining("closed");
    }

    @Test
    void closingDiscardsWhatWaitsAndEndsTheDraining() {
        pbx.event("Newchannel");
        pbx.event("Hangup");
        CompletableFuture<Void> drained = drain();
        subscription.close();
        assertThat(drained).isNotDone();

        finishOne();
        assertThat(drained).isCompleted();
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 1, 0, 0, 1, 0));
    }

    private CompletableFuture<Void> drain() {
        CompletableFuture<Void> drained = subscription.drain().toCompletableFuture();
        time.run();
        return drained;
    }

    private void finishOne() {
        inFlight.remove().complete(null);
        time.run();
    }
}
