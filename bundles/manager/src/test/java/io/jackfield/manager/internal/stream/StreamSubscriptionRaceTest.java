package io.jackfield.manager.internal.stream;

import static io.jackfield.manager.internal.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Delivery with real threads, as fast as they can. */
class StreamSubscriptionRaceTest {

    @ParameterizedTest
    @EnumSource(OverflowPolicy.class)
    void underRacingThreadsNothingIsLostDoubledOrReorderedAndTheSumIsAlwaysRight(OverflowPolicy policy)
            throws Exception {
        int events = 20_000;
        ExecutorService executor = Executors.newFixedThreadPool(3);
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        List<StreamItem> items = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger atOnce = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        AtomicBoolean finished = new AtomicBoolean();
        StreamListener listener = item -> {
            overlapped.compareAndSet(false, atOnce.incrementAndGet() > 1);
            items.add(item);
            int dice = ThreadLocalRandom.current().nextInt(1_000);
            CompletableFuture<Void> stage = new CompletableFuture<>();
            CompletionStage<Void> counted = stage.whenComplete((nothing, problem) -> atOnce.decrementAndGet());
            if (dice < 2) {
                later.schedule(() -> stage.complete(null), 500, TimeUnit.MICROSECONDS);
            } else if (dice < 100) {
                later.execute(() -> stage.completeExceptionally(new IllegalStateException("failed")));
            } else {
                stage.complete(null);
            }
            return counted;
        };
        try {
            StreamSubscription subscription = new StreamSubscription(
                    SubscriptionOptions.of(EventFilter.all())
                            .withQueueSize(100)
                            .withSnapshot(List.of(ManagerAction.of("List")))
                            .withOverflow(policy),
                    listener,
                    Clock.systemUTC());
            subscription.attach(StreamSubscription.Attachment.NONE, executor);
            Future<Boolean> watch = executor.submit(() -> {
                boolean balanced = true;
                while (balanced && !finished.get()) {
                    balanced = subscription.stats().isBalanced();
                }
                return balanced;
            });
            Random random = new Random(policy.ordinal());
            for (int i = 1; i <= events; i++) {
                subscription.offer(event(i));
                if (random.nextInt(500) == 0) {
                    await().atMost(10, TimeUnit.SECONDS)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> subscription.stats().queued() < 50);
                }
            }
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() ->
                            subscription.stats().queued() + subscription.stats().inFlight() == 0);
            finished.set(true);
            assertThat(watch.get(10, TimeUnit.SECONDS))
                    .as("balanced at every look")
                    .isTrue();
            assertThat(overlapped).as("two items at once").isFalse();
            SubscriptionStats stats = subscription.stats();
            assertThat(stats.isBalanced()).isTrue();
            assertThat(stats.offered()).isEqualTo(events);
            await().until(() -> accountedFor(items) == events);
            assertThat(inOrder(items)).isTrue();
            assertThat(items.stream().filter(ManagerEvent.class::isInstance))
                    .hasSize((int) (stats.completed() + stats.failed()));
        } finally {
            finished.set(true);
            executor.shutdown();
            later.shutdown();
            assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
            assertThat(later.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long accountedFor(List<StreamItem> items) {
        return List.copyOf(items).stream()
                .mapToLong(item -> item instanceof EventGap gap ? gap.count().orElseThrow() : 1)
                .sum();
    }

    /** Whether each event stands where the events before it and the counts of the gaps before it say. */
    private static boolean inOrder(List<StreamItem> items) {
        long position = 0;
        for (StreamItem item : List.copyOf(items)) {
            if (item instanceof EventGap gap) {
                position += gap.count().orElseThrow();
            } else if (((ManagerEvent) item).sequence() != ++position) {
                return false;
            }
        }
        return true;
    }
}
