package io.jackfield.manager.internal;

import static io.jackfield.manager.internal.TestEvents.event;
import static io.jackfield.manager.internal.TestEvents.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        assertThat(name(queue.take())).isEqualTo("1");
        queue.offer(event(5));
        queue.offer(event(6));

        assertThat(drained(queue)).containsExactly("2", "2 shed", "5", "1 shed");
    }

    @Test
    void aStretchThatWasDeliveredDoesNotGrow() {
        EventQueue queue = filled(2, OverflowPolicy.DROP_OLDEST, 4);
        assertThat(name(queue.take())).isEqualTo("2 shed");
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
        queue.take();

        EventGap gap = (EventGap) queue.take();
        assertThat(gap.from()).isEqualTo(start);
        assertThat(gap.to()).isEqualTo(start.plusSeconds(5));
        assertThat(gap.count()).hasValue(2);
        assertThat(gap.origin()).isEqualTo(TestEvents.ORIGIN);
    }

    @ParameterizedTest
    @EnumSource(OverflowPolicy.class)
    void theAccountingNamesThePlaceOfEveryEvent(OverflowPolicy policy) {
        EventQueue queue = filled(2, policy, 5);
        queue.countFiltered();
        assertThat(queue.stats()).isEqualTo(new SubscriptionStats(6, 1, 3, 0, 2, 0, 0, 0));

        List<StreamItem> inFlight = new ArrayList<>();
        for (StreamItem item = queue.take(); item != null; item = queue.take()) {
            inFlight.add(item);
        }
        assertThat(queue.stats()).isEqualTo(new SubscriptionStats(6, 1, 3, 0, 0, 2, 0, 0));

        inFlight.removeIf(EventGap.class::isInstance);
        queue.done(inFlight.get(0), true);
        queue.done(inFlight.get(1), false);
        assertThat(queue.stats()).isEqualTo(new SubscriptionStats(6, 1, 3, 0, 0, 0, 1, 1));
    }

    @Test
    void closingDiscardsWhatWaitsAndKeepsCountOfWhatIsInFlight() {
        EventQueue queue = filled(3, OverflowPolicy.DROP_OLDEST, 4);
        assertThat(name(queue.take())).isEqualTo("1 shed");
        StreamItem item = queue.take();
        queue.close();

        assertThat(queue.take()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.stats()).isEqualTo(new SubscriptionStats(4, 0, 1, 2, 0, 1, 0, 0));

        queue.done(item, true);
        assertThat(queue.stats()).isEqualTo(new SubscriptionStats(4, 0, 1, 2, 0, 0, 1, 0));
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
        assertThat(queue.stats()).isEqualTo(new SubscriptionStats(0, 0, 0, 0, 0, 0, 0, 0));
    }

    static Stream<Schedule> schedules() {
        return Stream.of(OverflowPolicy.values())
                .flatMap(policy -> IntStream.range(0, 75).mapToObj(seed -> new Schedule(policy, seed)));
    }

    /** A random sequence of what a reader and a subscriber may do. */
    record Schedule(OverflowPolicy policy, long seed) {}

    @ParameterizedTest
    @MethodSource("schedules")
    void deliveredEventsAndGapsTellTheWholeStoryUnderAnySchedule(Schedule schedule) {
        Random random = new Random(schedule.seed());
        EventQueue queue = queue(1 + random.nextInt(8), schedule.policy());
        List<Object> story = new ArrayList<>();
        List<StreamItem> delivered = new ArrayList<>();
        ArrayDeque<StreamItem> inFlight = new ArrayDeque<>();
        long sequence = 0;
        int eagerness = 1 + random.nextInt(9);
        for (int step = 0; step < 400; step++) {
            int dice = random.nextInt(20);
            if (dice < eagerness) {
                StreamItem item = queue.take();
                if (item != null) {
                    delivered.add(item);
                    inFlight.add(item);
                }
            } else if (dice < 10 && !inFlight.isEmpty()) {
                queue.done(inFlight.poll(), random.nextBoolean());
            } else if (dice == 18) {
                queue.countFiltered();
            } else if (dice == 19) {
                EventGap gap = lost();
                story.add(gap);
                queue.offer(gap);
            } else {
                ManagerEvent event = event(++sequence);
                story.add(event);
                queue.offer(event);
            }
            SubscriptionStats stats = queue.stats();
            long taken =
                    inFlight.stream().filter(ManagerEvent.class::isInstance).count();
            if (!stats.isBalanced() || stats.inFlight() != taken) {
                fail("after step %d, with %d taken: %s", step, taken, stats);
            }
        }
        if (random.nextBoolean()) {
            long waiting = queue.stats().queued();
            queue.close();
            assertThat(queue.stats().discarded()).isEqualTo(waiting);
            assertThat(isBeginOf(story, delivered)).isTrue();
        } else {
            for (StreamItem item = queue.take(); item != null; item = queue.take()) {
                delivered.add(item);
                inFlight.add(item);
            }
            assertThat(isBeginOf(story, delivered)).isTrue();
            assertThat(lengthOf(delivered)).as("nothing is missing at the end").isEqualTo(story.size());
        }
        inFlight.forEach(item -> queue.done(item, true));
        SubscriptionStats stats = queue.stats();
        assertThat(stats.isBalanced()).isTrue();
        assertThat(stats.inFlight()).isZero();
        assertThat(stats.queued()).isZero();
        assertThat(stats.offered() - stats.filtered()).isEqualTo(sequence);
    }

    /** Whether the delivered items, each overflow gap standing for as many events as it counts, are how the story goes. */
    private static boolean isBeginOf(List<Object> story, List<StreamItem> delivered) {
        int at = 0;
        for (StreamItem item : delivered) {
            if (item instanceof EventGap gap && gap.kind() == EventGap.Kind.OVERFLOW) {
                for (long missing = gap.count().orElseThrow(); missing > 0; missing--) {
                    if (!(story.get(at++) instanceof ManagerEvent)) {
                        return false;
                    }
                }
            } else if (story.get(at++) != item) {
                return false;
            }
        }
        return true;
    }

    private static long lengthOf(List<StreamItem> delivered) {
        return delivered.stream()
                .mapToLong(item -> item instanceof EventGap gap ? gap.count().orElse(1) : 1)
                .sum();
    }

    private EventQueue queue(int capacity, OverflowPolicy policy) {
        return new EventQueue(capacity, policy, time.clock());
    }

    private EventQueue filled(int capacity, OverflowPolicy policy, int events) {
        EventQueue queue = queue(capacity, policy);
        for (int i = 1; i <= events; i++) {
            queue.offer(event(i));
            assertThat(queue.stats().isBalanced()).isTrue();
        }
        return queue;
    }

    private static List<String> drained(EventQueue queue) {
        List<String> names = new ArrayList<>();
        for (StreamItem item = queue.take(); item != null; item = queue.take()) {
            names.add(name(item));
            queue.done(item, true);
            assertThat(queue.stats().isBalanced()).isTrue();
        }
        return names;
    }

    private static String name(StreamItem item) {
        if (item instanceof ManagerEvent event) {
            return String.valueOf(event.sequence());
        }
        EventGap gap = (EventGap) item;
        return gap.kind() == EventGap.Kind.OVERFLOW
                ? gap.count().orElseThrow() + " shed"
                : gap.kind().name();
    }
}
