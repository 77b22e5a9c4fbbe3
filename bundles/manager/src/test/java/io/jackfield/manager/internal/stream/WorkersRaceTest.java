package io.jackfield.manager.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.internal.TestEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Four workers on real threads: what may go on at the same time does, and what must not never does. */
class WorkersRaceTest {

    private static final int WORKERS = 4;

    private final ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger gaps = new AtomicInteger();
    private volatile boolean gapUnderWay;
    /** The last event of each channel that was with the listener. */
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdown();
        later.shutdown();
        assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(later.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void differentChannelsAreWithTheListenerAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(WORKERS);
        StreamSubscription subscription = subscription(StreamListener.of(item -> meet(together)));
        for (int i = 1; i <= 3 * WORKERS; i++) {
            subscription.offer(event("channel-" + i % WORKERS, i));
        }

        await().atMost(20, TimeUnit.SECONDS).until(() -> subscription.stats().completed() == 3 * WORKERS);
        assertThat(subscription.stats().failed()).isZero();
    }

    @Test
    void eachChannelStaysInOrderAndNothingPassesAGap() {
        int events = 20_000;
        StreamSubscription subscription = subscription(this::onItem);
        Map<String, Long> sent = new HashMap<>();
        Random random = new Random(4);
        int interruptions = 0;
        for (int i = 1; i <= events; i++) {
            String channel = "channel-" + random.nextInt(12);
            subscription.offer(event(channel, i));
            sent.put(channel, (long) i);
            if (random.nextInt(500) == 0) {
                subscription.begin(TestEvents.ORIGIN).run();
                subscription.interrupt(Instant.EPOCH);
                interruptions++;
            }
        }
        await().atMost(30, TimeUnit.SECONDS)
                .until(() ->
                        subscription.stats().queued() + subscription.stats().inFlight() == 0);
        int expectedGaps = interruptions;
        await().untilAsserted(() -> assertThat(gaps).hasValue(expectedGaps));

        assertThat(wrong).isEmpty();
        assertThat(last).isEqualTo(sent);
        assertThat(subscription.stats().completed()).isEqualTo(events);
        assertThat(subscription.stats().isBalanced()).isTrue();
    }

    private CompletionStage<?> onItem(StreamItem item) {
        int others = atOnce.getAndIncrement();
        if (others >= WORKERS) {
            wrong.add(others + 1 + " items at once");
        }
        if (item instanceof EventGap) {
            gaps.incrementAndGet();
            gapUnderWay = true;
            if (others > 0) {
                wrong.add("a gap among " + others + " events");
            }
        } else {
            ManagerEvent event = (ManagerEvent) item;
            if (gapUnderWay) {
                wrong.add(event.sequence() + " beside a gap");
            }
            Long before = last.put(event.get("Uniqueid"), event.sequence());
            if (before != null && before > event.sequence()) {
                wrong.add(event.sequence() + " behind " + before);
            }
        }
        CompletableFuture<Void> stage = new CompletableFuture<>();
        CompletionStage<Void> counted = stage.whenComplete((nothing, problem) -> {
            gapUnderWay = false;
            atOnce.decrementAndGet();
        });
        int dice = ThreadLocalRandom.current().nextInt(1_000);
        if (dice < 2) {
            later.schedule(() -> stage.complete(null), 500, TimeUnit.MICROSECONDS);
        } else if (dice < 200) {
            later.execute(() -> stage.complete(null));
        } else {
            stage.complete(null);
        }
        return counted;
    }

    private StreamSubscription subscription(StreamListener listener) {
        StreamSubscription subscription = new StreamSubscription(
                SubscriptionOptions.of(EventFilter.all()).withQueueSize(30_000).withWorkers(WORKERS),
                listener,
                Clock.systemUTC());
        subscription.attach(StreamSubscription.Attachment.NONE, executor);
        return subscription;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
    }

    private static ManagerEvent event(String channel, long sequence) {
        return new ManagerEvent(
                Headers.parse("Event: Newstate\nUniqueid: " + channel + "\nLinkedid: " + channel + "\n"),
                TestEvents.ORIGIN,
                sequence);
    }
}
