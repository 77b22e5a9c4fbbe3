package io.jackfield.manager.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.internal.ManualTime;
import io.jackfield.manager.internal.TestEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events may be with the listener at the same time. */
class LanesTest {

    private final EventQueue queue =
            new EventQueue(SubscriptionOptions.of(EventFilter.all()).withWorkers(3), new ManualTime().clock());
    private final List<Lane> busy = new ArrayList<>();
    private long sequence;

    @Test
    void channelsOfDifferentCallsAreServedAtTheSameTime() {
        offer("a", "a");
        offer("b", "b");
        offer("c", "c");

        assertThat(started()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aChannelsEventsComeOneAfterTheOther() {
        offer("a", "a");
        offer("a", "a");
        offer("a", null);

        assertThat(started()).containsExactly(1L);
        finish(1);
        assertThat(started()).containsExactly(2L);
        finish(2);
        assertThat(started()).containsExactly(3L);
    }

    @Test
    void theChannelsOfOneCallShareALane() {
        offer("a", "a");
        offer("b", "a");

        assertThat(started()).containsExactly(1L);
    }

    @Test
    void aChannelThatJoinsAnotherCallWaitsUntilThatCallHasPassedThePoint() {
        offer("a", "a");
        offer("b", "b");
        offer("a", "a");
        offer("b", "a");
        assertThat(started()).containsExactlyInAnyOrder(1L, 2L);

        finish(2);
        assertThat(started()).as("both events of call a come first").isEmpty();
        finish(1);
        assertThat(started()).containsExactly(3L);
        finish(3);
        assertThat(started()).containsExactly(4L);
    }

    @Test
    void aChannelThatHasJoinedKeepsItsLaneAndDoesNotWaitAgain() {
        offer("a", "a");
        offer("b", "b");
        offer("b", "a");
        assertThat(started()).containsExactlyInAnyOrder(1L, 2L);
        finish(1);
        finish(2);
        assertThat(started()).containsExactly(3L);

        offer("a", "a");
        offer("b", "a");
        assertThat(started()).as("event 3 is still with the listener").containsExactly(4L);
        finish(3);
        assertThat(started()).as("at the same time as call a").containsExactly(5L);
    }

    @Test
    void eventsOfNoChannelShareALane() {
        offer(null, null);
        offer(null, null);

        assertThat(started()).containsExactly(1L);
    }

    @Test
    void theDialledChannelOfACallThatThePbxBeganHasItsOwnOrder() {
        offer("a", "a");
        offer(Headers.parse("Event: DialBegin\nDestUniqueid: a\nDestLinkedid: a"));

        assertThat(started()).containsExactly(1L);
    }

    @Test
    void aChannelWithAnEventOnItsWayIsNotForgottenForOthers() {
        Lanes lanes = new Lanes(2, 4);
        ManagerEvent slow = event("slow", "slow");
        lanes.add(slow);
        Lane first = lanes.ready();
        first.start();
        for (int i = 0; i < 100; i++) {
            ManagerEvent quick = event("quick" + i, "quick" + i);
            lanes.add(quick);
            lanes.shedOldest();
        }
        lanes.add(event("slow", "slow"));

        assertThat(lanes.ready()).as("would overtake").isNull();
        first.finish();
        assertThat(lanes.ready()).isSameAs(first);
    }

    private void offer(String uniqueid, String linkedid) {
        offer(event(uniqueid, linkedid).headers());
    }

    private void offer(Headers headers) {
        queue.offer(new ManagerEvent(headers, TestEvents.ORIGIN, ++sequence));
    }

    private static ManagerEvent event(String uniqueid, String linkedid) {
        return new ManagerEvent(
                Headers.parse("Event: Test\n" + (uniqueid == null ? "" : "Uniqueid: " + uniqueid + "\n")
                        + (linkedid == null ? "" : "Linkedid: " + linkedid)),
                TestEvents.ORIGIN,
                1);
    }

    /** Starts what can start; the numbers of these events. */
    private List<Long> started() {
        List<Long> numbers = new ArrayList<>();
        for (Lane lane = queue.take(); lane != null; lane = queue.take()) {
            busy.add(lane);
            numbers.add(((ManagerEvent) lane.current()).sequence());
        }
        return numbers;
    }

    private void finish(long number) {
        Lane lane = busy.stream()
                .filter(candidate -> ((ManagerEvent) candidate.current()).sequence() == number)
                .findFirst()
                .orElseThrow();
        busy.remove(lane);
        queue.done(lane, true);
    }
}
