package io.jackfield.manager.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import io.jackfield.manager.internal.ManualTime;
import io.jackfield.manager.internal.TestEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Uses a queue, remembers what it was given and judges what comes out of it. */
final class QueueStory {

    /** What stands between events: what precedes it must be finished before, what follows must not have started. */
    private record Barrier(long after) {}

    private final EventQueue queue;
    private final int workers;
    private final boolean resync;
    private final List<Lane> busy = new ArrayList<>();
    private final TreeSet<Long> unaccounted = new TreeSet<>();
    private final Map<String, Long> lastOfChannel = new HashMap<>();
    private final List<Barrier> barriers = new ArrayList<>();
    private long sequence;
    private long newest;
    private long filtered;
    private long shedInGaps;
    private boolean inFrame;

    QueueStory(SubscriptionOptions options, long maxBytes) {
        this.queue = new EventQueue(options, new ManualTime().clock(), maxBytes);
        this.workers = options.workers();
        this.resync = options.overflow() == OverflowPolicy.RESYNC;
    }

    /** An event of one of nine channels; every third of a channel's shows the call of another. */
    void event(int number) {
        int channel = number % 9;
        int call = number % 27 < 18 ? channel : (channel + number / 27) % 9;
        Headers headers = channel == 0
                ? Headers.parse("Event: Test")
                : Headers.parse("Event: Test\nUniqueid: u" + channel + "\nLinkedid: u" + Math.max(call, 1));
        unaccounted.add(++sequence);
        queue.offer(new ManagerEvent(headers, TestEvents.ORIGIN, sequence));
    }

    void filtered() {
        filtered++;
        queue.countFiltered();
    }

    void gap() {
        barriers.add(new Barrier(sequence));
        queue.offer(TestEvents.lost());
    }

    void snapshot(int items) {
        barriers.add(new Barrier(sequence));
        queue.offer(new SnapshotList(
                TestEvents.ORIGIN,
                "List",
                Instant.EPOCH,
                IntStream.range(0, items)
                        .mapToObj(i -> new ManagerEvent(Headers.parse("Event: Item"), TestEvents.ORIGIN, -1))
                        .toList(),
                Optional.empty()));
    }

    void take() {
        Lane lane = queue.take();
        if (lane == null) {
            return;
        }
        busy.add(lane);
        assertThat(busy).as("one item a lane").doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(workers);
        StreamItem item = lane.current();
        if (inFrame) {
            assertThat(item instanceof SnapshotEnd || ((ManagerEvent) item).sequence() == -1)
                    .as("only items of the list are in a frame")
                    .isTrue();
            inFrame = !(item instanceof SnapshotEnd);
        } else if (item instanceof ManagerEvent event) {
            delivered(event);
        } else {
            assertThat(busy).as("a barrier is delivered alone").hasSize(1);
            inFrame = item instanceof SnapshotStart;
            if (item instanceof EventGap gap && gap.kind() == EventGap.Kind.OVERFLOW) {
                shed(gap.count().orElseThrow());
            } else {
                barrier(barriers.remove(0));
            }
        }
    }

    private void delivered(ManagerEvent event) {
        long number = event.sequence();
        assertThat(unaccounted.remove(number)).as("delivered once").isTrue();
        assertThat(barriers.isEmpty() || barriers.get(0).after() >= number)
                .as("not before the barrier that precedes it")
                .isTrue();
        String channel = event.get("Uniqueid");
        Long before = lastOfChannel.put(String.valueOf(channel), number);
        assertThat(before == null || before < number)
                .as("in order for its channel")
                .isTrue();
        if (workers == 1) {
            assertThat(number).as("in order").isGreaterThan(newest);
        }
        newest = Math.max(newest, number);
    }

    /** A gap stands for the oldest events that are not accounted for: all before them were delivered. */
    private void shed(long count) {
        shedInGaps += count;
        for (long i = 0; i < count; i++) {
            assertThat(unaccounted).as("what a gap stands for").isNotEmpty();
            newest = unaccounted.pollFirst();
        }
    }

    /** Resync gives one gap for all that waited, behind the barriers between. */
    private void barrier(Barrier barrier) {
        if (resync) {
            return;
        }
        assertThat(unaccounted.headSet(barrier.after(), true))
                .as("what precedes a barrier is delivered before, or in a gap before")
                .isEmpty();
    }

    void done(int number, boolean success) {
        if (!busy.isEmpty()) {
            queue.done(busy.remove(number % busy.size()), success);
        }
    }

    void deliverTheRest() {
        for (int idle = 0; idle < 2; ) {
            int before = busy.size();
            take();
            idle = busy.size() == before && busy.isEmpty() ? idle + 1 : 0;
            done(0, true);
            check();
        }
    }

    void close() {
        long waiting = queue.stats().queued();
        queue.close();
        assertThat(queue.stats().discarded()).isEqualTo(waiting);
        while (!busy.isEmpty()) {
            done(0, true);
            check();
        }
        assertThat(queue.isIdle()).isTrue();
    }

    TreeSet<Long> missing() {
        return unaccounted;
    }

    /** Holds after every step. */
    void check() {
        SubscriptionStats stats = queue.stats();
        assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        assertThat(stats.offered() - stats.filtered()).isEqualTo(sequence);
        assertThat(stats.filtered()).isEqualTo(filtered);
        assertThat(stats.shed()).isGreaterThanOrEqualTo(shedInGaps);
        assertThat(stats.inFlight())
                .isEqualTo(busy.stream()
                        .filter(lane -> lane.current() instanceof ManagerEvent event && event.sequence() > 0)
                        .count());
    }
}
