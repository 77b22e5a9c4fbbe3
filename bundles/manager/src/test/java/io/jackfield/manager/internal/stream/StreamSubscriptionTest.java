package io.jackfield.manager.internal.stream;

import static io.jackfield.manager.internal.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import io.jackfield.manager.internal.CapturedLog;
import io.jackfield.manager.internal.ManualTime;
import io.jackfield.manager.internal.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamSubscriptionTest {

    private final ManualTime time = new ManualTime();
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final List<StreamItem> received = new ArrayList<>();
    private final List<EventGap.Kind> snapshotsDue = new ArrayList<>();
    private final Connection connection = new Connection();

    /** A connection that notes what is asked of it. */
    private class Connection implements StreamSubscription.Attachment {

        @Override
        public void leave(StreamSubscription subscription) {}

        @Override
        public void snapshotDue(StreamSubscription subscription, EventGap.Kind after) {
            snapshotsDue.add(after);
        }
    }

    @Test
    void nothingIsDeliveredInTheThreadThatOffers() {
        StreamSubscription subscription = attached(10, StreamListener.of(received::add));
        subscription.offer(event(1));
        assertThat(received).isEmpty();

        work();
        assertThat(received).hasSize(1);
    }

    @Test
    void itemsComeInOrderAndTheBeginningIsAGap() {
        StreamSubscription subscription = attached(10, StreamListener.of(received::add));
        subscription.begin(TestEvents.ORIGIN).run();
        subscription.offer(event(1));
        subscription.offer(event(2));
        work();

        EventGap start = (EventGap) received.get(0);
        assertThat(start.kind()).isEqualTo(EventGap.Kind.START);
        assertThat(start.origin()).isEqualTo(TestEvents.ORIGIN);
        assertThat(start.from()).isEqualTo(start.to()).isEqualTo(time.clock().instant());
        assertThat(start.count()).isEmpty();
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void theNextItemWaitsForTheStageOfTheOneBeforeAndParksNoThread() {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        StreamSubscription subscription = attached(10, item -> {
            received.add(item);
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
        for (int i = 1; i <= 3; i++) {
            subscription.offer(event(i));
        }
        work();
        assertThat(sequences()).containsExactly(1L);
        assertThat(work).as("tasks that hold a thread").isEmpty();
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(3, 0, 0, 0, 2, 1, 0, 0));

        stages.get(0).complete(null);
        work();
        assertThat(sequences()).containsExactly(1L, 2L);

        stages.get(1).complete(null);
        work();
        stages.get(2).complete(null);
        work();
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(3, 0, 0, 0, 0, 0, 3, 0));
    }

    @Test
    void aStageThatFailsCountsAsFailedAndTheStreamGoesOn() {
        List<CompletableFuture<Void>> stages = List.of(
                CompletableFuture.failedFuture(new IllegalStateException("at once")),
                new CompletableFuture<>(),
                CompletableFuture.completedFuture(null));
        StreamSubscription subscription = attached(10, item -> {
            received.add(item);
            return stages.get(received.size() - 1);
        });
        for (int i = 1; i <= 3; i++) {
            subscription.offer(event(i));
        }
        work();
        stages.get(1).completeExceptionally(new IllegalStateException("later"));
        work();

        assertThat(sequences()).containsExactly(1L, 2L, 3L);
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(3, 0, 0, 0, 0, 0, 1, 2));
    }

    @Test
    void aListenerThatThrowsIsLoggedCountedAndGoesOnReceiving() {
        StreamSubscription subscription = attached(10, item -> {
            received.add(item);
            throw new IllegalStateException("my listener's problem");
        });
        subscription.offer(event(1));
        subscription.offer(event(2));
        try (CapturedLog log = new CapturedLog()) {
            work();
            assertThat(log.text()).contains("WARN").contains("my listener's problem");
        }

        assertThat(sequences()).containsExactly(1L, 2L);
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 0, 0, 0, 0, 2));
    }

    @Test
    void evenAnErrorOfTheListenerDoesNotEndTheStream() {
        StreamSubscription subscription = attached(10, item -> {
            received.add(item);
            throw new NoClassDefFoundError("com/example/Gone");
        });
        subscription.offer(event(1));
        subscription.offer(event(2));
        try (CapturedLog log = new CapturedLog()) {
            work();
            assertThat(log.text()).contains("com/example/Gone");
        }

        assertThat(sequences()).containsExactly(1L, 2L);
        assertThat(subscription.stats().failed()).isEqualTo(2);
    }

    @Test
    void aListenerThatReturnsNoStageHasFailedOnTheItem() {
        StreamSubscription subscription = attached(10, item -> null);
        subscription.offer(event(1));
        subscription.offer(event(2));
        work();

        assertThat(subscription.stats().failed()).isEqualTo(2);
    }

    @Test
    void aLongBacklogGivesTheThreadBackFromTimeToTime() {
        StreamSubscription subscription = attached(10_000, StreamListener.of(received::add));
        for (int i = 1; i <= 2_000; i++) {
            subscription.offer(event(i));
        }
        work.poll().run();
        assertThat(received).hasSizeLessThan(2_000).isNotEmpty();
        assertThat(work).as("it asks for its next turn").hasSize(1);

        work();
        assertThat(received).hasSize(2_000);
    }

    @Test
    void withoutItsExecutorASubscriptionEnds() {
        AtomicInteger left = new AtomicInteger();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        StreamSubscription subscription =
                new StreamSubscription(options(10, executor), StreamListener.of(received::add), time.clock());
        subscription.attach(
                new Connection() {
                    @Override
                    public void leave(StreamSubscription leaver) {
                        left.incrementAndGet();
                    }
                },
                work::add);
        subscription.offer(event(1));

        assertThat(subscription.isClosed()).isTrue();
        assertThat(left).hasValue(1);
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(1, 0, 0, 1, 0, 0, 0, 0));
        assertThat(received).isEmpty();
        assertThat(work).as("never on the connection's threads instead").isEmpty();
    }

    @Test
    void anExecutorThatIsMerelyBusyAndRefusesIsAWarningBecauseTheSubscriptionEnds() {
        Executor full = task -> {
            throw new RejectedExecutionException("queue capacity 0 reached");
        };
        StreamSubscription subscription =
                new StreamSubscription(options(10, full), StreamListener.of(received::add), time.clock());
        subscription.attach(connection, work::add);
        try (CapturedLog log = new CapturedLog()) {
            subscription.offer(event(1));
            assertThat(log.text()).contains("WARN").contains("queue capacity 0 reached");
        }
        assertThat(subscription.isClosed()).isTrue();
    }

    @Test
    void closingDiscardsWhatWaitsAndLetsTheItemInFlightFinish() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        StreamSubscription subscription = attached(10, item -> {
            received.add(item);
            return stage;
        });
        for (int i = 1; i <= 4; i++) {
            subscription.offer(event(i));
        }
        work();
        subscription.close();
        subscription.close();
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(4, 0, 0, 3, 0, 1, 0, 0));

        stage.complete(null);
        work();
        subscription.offer(event(5));
        subscription.countFiltered();
        work();
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(4, 0, 0, 3, 0, 0, 1, 0));
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void closingFromWithinTheListenerIsAllowed() {
        StreamSubscription[] self = new StreamSubscription[1];
        self[0] = attached(10, StreamListener.of(item -> {
            received.add(item);
            self[0].close();
        }));
        self[0].offer(event(1));
        self[0].offer(event(2));
        work();

        assertThat(self[0].stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 1, 0, 0, 1, 0));
    }

    @Test
    void onAnotherConnectionItGoesOnWithOneGapThatSaysWhenAndWhere() {
        StreamSubscription subscription = subscription(10, StreamListener.of(received::add));
        subscription.attach(connection, work::add);
        subscription.begin(TestEvents.ORIGIN).run();
        subscription.offer(event(1));
        Instant lost = time.clock().instant();
        subscription.interrupt(lost);
        subscription.detached();
        time.advance(Duration.ofSeconds(3));

        Origin next = new Origin("pbx1", "epoch-2");
        subscription.attach(connection, work::add);
        subscription.begin(next).run();
        subscription.offer(event(1));
        work();

        assertThat(received).hasSize(4);
        assertThat(received.get(2))
                .isEqualTo(new EventGap(next, EventGap.Kind.LOST, lost, lost.plusSeconds(3), OptionalLong.empty()));
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void whatTheReaderStillHadInHandWhenTheLoginWasInterruptedComesNeitherThenNorBehindTheGap() {
        StreamSubscription subscription = attached(10, StreamListener.of(received::add));
        SnapshotList late = new SnapshotList(TestEvents.ORIGIN, "List", Instant.EPOCH, List.of(), Optional.empty());
        subscription.begin(TestEvents.ORIGIN).run();
        assertThat(subscription.enqueue(event(1))).isFalse();
        subscription.interrupt(Instant.EPOCH);
        work();
        assertThat(subscription.enqueue(event(2))).isFalse();
        subscription.offer(late);
        assertThat(subscription.stats().offered()).isEqualTo(1);

        subscription.begin(new Origin("pbx1", "epoch-2")).run();
        subscription.enqueue(event(3));
        subscription.offer(late);
        work();
        assertThat(sequences()).containsExactly(1L);
        assertThat(received).hasSize(3).last().isInstanceOf(EventGap.class);
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(1, 0, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void aSubscriptionThatNeverBeganStartsOnTheOtherConnection() {
        StreamSubscription subscription = subscription(10, StreamListener.of(received::add));
        subscription.attach(connection, work::add);
        subscription.detached();
        subscription.attach(connection, work::add);
        subscription.begin(TestEvents.ORIGIN).run();
        work();

        assertThat(received).hasSize(1);
        assertThat(((EventGap) received.get(0)).kind()).isEqualTo(EventGap.Kind.START);
    }

    @Test
    void oneConnectionAtATimeAndNoneOnceItIsClosed() {
        StreamSubscription subscription = subscription(10, StreamListener.of(received::add));
        subscription.attach(connection, work::add);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subscription.attach(connection, work::add))
                .withMessageContaining("open connection");

        subscription.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subscription.attach(connection, work::add))
                .withMessageContaining("closed");
    }

    /** One that belongs to a connection. */
    private StreamSubscription attached(int queueSize, StreamListener listener) {
        StreamSubscription subscription = subscription(queueSize, listener);
        subscription.attach(connection, work::add);
        return subscription;
    }

    private StreamSubscription subscription(int queueSize, StreamListener listener) {
        return new StreamSubscription(options(queueSize, null), listener, time.clock());
    }

    private static SubscriptionOptions options(int queueSize, Executor executor) {
        return SubscriptionOptions.of(EventFilter.all())
                .withQueueSize(queueSize)
                .withExecutor(executor);
    }

    private void work() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }

    private List<Long> sequences() {
        return received.stream()
                .filter(ManagerEvent.class::isInstance)
                .map(item -> ((ManagerEvent) item).sequence())
                .toList();
    }
}
