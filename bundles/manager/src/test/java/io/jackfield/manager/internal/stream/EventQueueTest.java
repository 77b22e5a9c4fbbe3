package io.jackfield.manager.internal.stream;

import static io.jackfield.manager.internal.TestEvents.event;
import static io.jackfield.manager.internal.TestEvents.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import io.jackfield.manager.internal.ManualTime;
import io.jackfield.manager.internal.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventQueueTest {

    private final ManualTime time = new ManualTime();

    @Test
    void eventsAndGapsComeOutInTheOrderTheyWentIn() {
        EventQueue queue = queue(10, OverflowPolicy.DROP_OLDEST);
        queue.offer(lost());
        queue.offer(event(1));
        queue.offer(lost());
        queue.offer(event(2));

        assertThat(drained(queue)).containsExactly("LOST", "1", "LOST", "2");
        assertThat(queue.take()).isNull();
    }

    @Test
    void droppingTheOldestLeavesTheGapInFrontOfWhatIsLeft() {
        EventQueue queue = filled(3, OverflowPolicy.DROP_OLDEST, 5);

        assertThat(drained(queue)).containsExactly("2 shed", "3", "4", "5");
    }

    @Test
    void droppingTheNewestLeavesTheGapBehindWhatWasQueued() {
        EventQueue queue = filled(3, OverflowPolicy.DROP_NEWEST, 5);

        assertThat(drained(queue)).containsExactly("1", "2", "3", "2 shed");
    }

    @Test
    void eachShedStretchHasAGapOfItsOwnAtItsPlace() {
        EventQueue queue = filled(2, OverflowPolicy.DROP_NEWEST, 4);
        assertThat(next(queue)).isEqualTo("1");
        queue.offer(event(5));
        queue.offer(event(6));

        assertThat(drained(queue)).containsExactly("2", "2 shed", "5", "1 shed");
    }

    @Test
    void aStretchThatWasDeliveredDoesNotGrow() {
        EventQueue queue = filled(2, OverflowPolicy.DROP_OLDEST, 4);
        assertThat(next(queue)).isEqualTo("2 shed");
        queue.offer(event(5));

        assertThat(drained(queue)).containsExactly("1 shed", "4", "5");
    }

    @ParameterizedTest
    @EnumSource(OverflowPolicy.class)
    void gapsAreNeverShedAndTakeNoRoom(OverflowPolicy policy) {
        EventQueue queue = queue(1, policy);
        for (int i = 0; i < 50; i++) {
            queue.offer(lost());
        }
        queue.offer(event(1));

        assertThat(drained(queue)).hasSize(51).endsWith("1").doesNotContain("1 shed");
    }

    @Test
    void aGapStaysBetweenTheStretchesShedBeforeAndAfterIt() {
        EventQueue queue = queue(2, OverflowPolicy.DROP_OLDEST);
        queue.offer(event(1));
        queue.offer(event(2));
        queue.offer(lost());
        for (int i = 3; i <= 6; i++) {
            queue.offer(event(i));
        }
        assertThat(drained(queue)).containsExactly("2 shed", "LOST", "2 shed", "5", "6");

        EventQueue newest = filled(2, OverflowPolicy.DROP_NEWEST, 3);
        newest.offer(lost());
        newest.offer(event(4));
        assertThat(drained(newest)).containsExactly("1", "2", "1 shed", "LOST", "1 shed");
    }

    @Test
    void anOverflowGapSaysWhenItBeganAndEnded() {
        Instant start = time.clock().instant();
        EventQueue queue = filled(1, OverflowPolicy.DROP_NEWEST, 2);
        time.advance(Duration.ofSeconds(5));
        queue.offer(event(3));
        next(queue);

        EventGap gap = (EventGap) queue.take().current();
        assertThat(gap.from()).isEqualTo(start);
        assertThat(gap.to()).isEqualTo(start.plusSeconds(5));
        assertThat(gap.count()).hasValue(2);
        assertThat(gap.origin()).isEqualTo(TestEvents.ORIGIN);
    }

    @Test
    void theAccountingNamesThePlaceOfEveryEvent() {
        EventQueue queue = filled(2, OverflowPolicy.DROP_OLDEST, 5);
        queue.countFiltered();
        assertThat(queue.stats()).isEqualTo(stats(6, 1, 3, 0, 2, 0, 0, 0));

        assertThat(next(queue)).isEqualTo("3 shed");
        Lane lane = queue.take();
        assertThat(queue.stats()).isEqualTo(stats(6, 1, 3, 0, 1, 1, 0, 0));
        queue.done(lane, true);
        queue.done(queue.take(), false);
        assertThat(queue.stats()).isEqualTo(stats(6, 1, 3, 0, 0, 0, 1, 1));
    }

    @Test
    void closingDiscardsWhatWaitsAndKeepsCountOfWhatIsInFlight() {
        EventQueue queue = filled(3, OverflowPolicy.DROP_OLDEST, 4);
        assertThat(next(queue)).isEqualTo("1 shed");
        Lane item = queue.take();
        queue.close();

        assertThat(queue.take()).isNull();
        assertThat(queue.isIdle()).as("one is in flight").isFalse();
        assertThat(queue.stats()).isEqualTo(stats(4, 0, 1, 2, 0, 1, 0, 0));

        queue.done(item, true);
        assertThat(queue.isIdle()).isTrue();
        assertThat(queue.stats()).isEqualTo(stats(4, 0, 1, 2, 0, 0, 1, 0));
    }

    @Test
    void whatComesAfterTheEndIsNeitherKeptNorCounted() {
        EventQueue queue = queue(3, OverflowPolicy.DROP_OLDEST);
        queue.close();
        queue.close();
        queue.offer(event(1));
        queue.offer(lost());
        queue.countFiltered();

        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.take()).isNull();
        assertThat(queue.stats()).isEqualTo(stats(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aSnapshotIsDeliveredWholeAndLiveEventsStayOutside() {
        EventQueue queue = queue(10, OverflowPolicy.DROP_OLDEST);
        queue.offer(event(1));
        queue.offer(snapshot(Optional.empty(), 2, 3));
        queue.offer(event(4));

        assertThat(drained(queue)).containsExactly("1", "start", "2", "3", "end 2", "4");
        assertThat(queue.stats()).as("items of a snapshot are no events").isEqualTo(stats(2, 0, 0, 0, 0, 0, 2, 0));
    }

    @ParameterizedTest
    @EnumSource(OverflowPolicy.class)
    void snapshotsAreNeverShedAndTakeNoRoom(OverflowPolicy policy) {
        EventQueue queue = queue(1, policy);
        queue.offer(snapshot(Optional.empty(), 1, 2, 3));
        for (int i = 4; i <= 10; i++) {
            queue.offer(event(i));
        }
        assertThat(drained(queue)).startsWith("start", "1", "2", "3", "end 3").contains("6 shed");
    }

    @Test
    void aSnapshotThatExceedsItsBytesEndsIncomplete() {
        int item = event(1).headers().length();
        EventQueue queue =
                new EventQueue(options(10, OverflowPolicy.DROP_OLDEST).withSnapshotBytes(3 * item), time.clock());
        queue.offer(snapshot(Optional.empty(), 1, 2));
        queue.offer(snapshot(Optional.empty(), 3, 4));
        queue.offer(snapshot(Optional.of("the PBX said no")));

        assertThat(drained(queue))
                .containsExactly(
                        "start", "1", "2", "end 2", "start", "3", "end 1 incomplete", "start", "end 0 incomplete");
        queue.offer(snapshot(Optional.empty(), 5, 6, 7));
        assertThat(drained(queue)).as("room is free again").containsExactly("start", "5", "6", "7", "end 3");
    }

    /** Whoever may raise an event decides how large it is. */
    @Test
    void largeEventsFillItThoughTheyAreFew() {
        int three = 3 * event(1).headers().length();
        List<List<String>> kept = new ArrayList<>();
        for (OverflowPolicy policy : OverflowPolicy.values()) {
            EventQueue queue = new EventQueue(options(1_000, policy), time.clock(), three);
            IntStream.rangeClosed(1, 5).forEach(number -> queue.offer(event(number)));
            assertThat(queue.stats().isBalanced()).isTrue();
            kept.add(drained(queue));
            IntStream.rangeClosed(6, 8).forEach(number -> queue.offer(event(number)));
            assertThat(drained(queue)).as("room is free again").containsExactly("6", "7", "8");
        }

        assertThat(kept)
                .containsExactlyInAnyOrder(
                        List.of("2 shed", "3", "4", "5"),
                        List.of("1", "2", "3", "2 shed"),
                        List.of("3 shed", "4", "5"));
    }

    @ParameterizedTest
    @EnumSource(
            value = OverflowPolicy.class,
            names = {"DROP_OLDEST", "DROP_NEWEST"})
    void whoIsTooSlowForLongHasFewGaps(OverflowPolicy policy) {
        EventQueue queue = queue(160, policy);
        List<String> delivered = new ArrayList<>();
        for (int i = 1; i <= 4_000; i++) {
            queue.offer(event(i));
            if (i % 2 == 0) {
                delivered.add(next(queue));
            }
        }
        delivered.addAll(drained(queue));
        SubscriptionStats stats = queue.stats();

        assertThat(stats.isBalanced()).isTrue();
        assertThat(stats.shed() + stats.completed()).isEqualTo(4_000);
        assertThat(delivered.stream().filter(name -> name.endsWith("shed")))
                .hasSizeBetween(10, (int) stats.shed() / 10 + 1);
        assertThat(stats.completed()).as("no more is shed than must be").isGreaterThan(1_800);
    }

    @Test
    void resyncShedsEverythingThatWaitsIntoOneGap() {
        EventQueue queue = queue(3, OverflowPolicy.RESYNC);
        for (int i = 1; i <= 3; i++) {
            queue.offer(event(i));
        }
        Lane inFlight = queue.take();
        for (int i = 4; i <= 12; i++) {
            queue.offer(event(i));
        }
        queue.done(inFlight, true);

        assertThat(drained(queue)).containsExactly("9 shed", "11", "12");
    }

    private static SubscriptionOptions options(int capacity, OverflowPolicy policy) {
        return SubscriptionOptions.of(EventFilter.all())
                .withQueueSize(capacity)
                .withSnapshot(List.of(ManagerAction.of("List")))
                .withOverflow(policy);
    }

    private EventQueue queue(int capacity, OverflowPolicy policy) {
        return new EventQueue(options(capacity, policy), time.clock());
    }

    private EventQueue filled(int capacity, OverflowPolicy policy, int events) {
        EventQueue queue = queue(capacity, policy);
        for (int i = 1; i <= events; i++) {
            queue.offer(event(i));
            assertThat(queue.stats().isBalanced()).isTrue();
        }
        return queue;
    }

    private static SnapshotList snapshot(Optional<String> incomplete, int... items) {
        return new SnapshotList(
                TestEvents.ORIGIN,
                "List",
                Instant.EPOCH,
                Arrays.stream(items).mapToObj(TestEvents::event).toList(),
                incomplete);
    }

    private static SubscriptionStats stats(long... numbers) {
        return new SubscriptionStats(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
    }

    private static List<String> drained(EventQueue queue) {
        List<String> names = new ArrayList<>();
        for (String name = next(queue); name != null; name = next(queue)) {
            names.add(name);
        }
        return names;
    }

    /** Delivers one item. */
    private static String next(EventQueue queue) {
        Lane lane = queue.take();
        if (lane == null) {
            return null;
        }
        String name = name(lane.current());
        queue.done(lane, true);
        assertThat(queue.stats().isBalanced()).isTrue();
        return name;
    }

    private static String name(StreamItem item) {
        if (item instanceof ManagerEvent event) {
            return String.valueOf(event.sequence());
        } else if (item instanceof SnapshotStart) {
            return "start";
        } else if (item instanceof SnapshotEnd end) {
            return "end " + end.items() + (end.incomplete().isPresent() ? " incomplete" : "");
        }
        EventGap gap = (EventGap) item;
        return gap.kind() == EventGap.Kind.OVERFLOW
                ? gap.count().orElseThrow() + " shed"
                : gap.kind().name();
    }
}
