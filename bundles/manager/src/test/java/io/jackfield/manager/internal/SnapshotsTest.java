package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists that subscribers are given where their picture of the PBX begins or has a gap. */
class SnapshotsTest extends ConnectionScene {

    private static final String LIST =
            """
            Response: Success
            ActionID: $ID
            EventList: start
            Message: Peer status list will follow

            Event: Item
            ActionID: $ID

            Event: Item
            ActionID: $ID

            Event: ListComplete
            ActionID: $ID
            EventList: Complete
            """;

    private static final ManagerAction ROOMS = ManagerAction.of("Rooms");

    private final ArrayDeque<Runnable> work = new ArrayDeque<>();

    @Test
    void aFrameFollowsTheBeginningAndEveryLoss() {
        pbx.answers.put("Rooms", () -> LIST);
        start();
        subscribe(withSnapshot(), received);
        assertThat(received()).containsExactly("START", "start Rooms", "Item", "Item", "end 2");

        received.clear();
        time.advance(Duration.ofMillis(10));
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);
        assertThat(received()).containsExactly("LOST", "start Rooms", "Item", "Item", "end 2");
        SnapshotStart frame = (SnapshotStart) received.get(1);
        SnapshotEnd end = (SnapshotEnd) received.get(4);
        assertThat(frame.origin()).isEqualTo(end.origin()).isEqualTo(((ManagerEvent) received.get(2)).origin());
        assertThat(end.action()).isEqualTo("Rooms");
    }

    @Test
    void eachListIsAFrameOfItsOwnInTheOrderAskedFor() {
        pbx.answers.put("Rooms", () -> LIST);
        pbx.answers.put("Calls", () -> LIST);
        start();
        subscribe(withSnapshot().withSnapshot(List.of(ManagerAction.of("Calls"), ROOMS)), received);

        assertThat(received())
                .containsExactly(
                        "START", "start Calls", "Item", "Item", "end 2", "start Rooms", "Item", "Item", "end 2");
    }

    @Test
    void liveEventsStayOutsideTheFrame() {
        pbx.answers.put("Rooms", () -> "Response: Success\nActionID: $ID\nEventList: start\n");
        start();
        subscribe(withSnapshot(), received);
        String id = pbx.line().last("Rooms").id();
        pbx.event("Hangup");
        pbx.line().receive("Event: Item\nActionID: " + id + "\n");
        pbx.event("Newchannel");
        pbx.line().receive("Event: Done\nActionID: " + id + "\nEventList: Complete\n");
        pbx.event("Hold");

        assertThat(received()).containsExactly("START", "Hangup", "Newchannel", "start Rooms", "Item", "end 1", "Hold");
    }

    @Test
    void whatComesBehindAListIsDeliveredBehindItsFrameHoweverFastThePbxIs() {
        pbx.faster = true;
        pbx.answers.put("Rooms", () -> LIST + "\nEvent: Hangup\nPrivilege: call,all\n");
        start();
        subscribe(withSnapshot(), received);

        assertThat(received()).containsExactly("START", "start Rooms", "Item", "Item", "end 2", "Hangup");
    }

    @Test
    void theItemsPassNoFilterAndNoMaskButTheEventsDo() {
        pbx.answers.put("Rooms", () -> LIST);
        start();
        subscribe(named("Hangup").withSnapshot(List.of(ROOMS)), received);
        pbx.event("Newchannel");
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "start Rooms", "Item", "Item", "end 2", "Hangup");
    }

    @Test
    void subscriptionsThatWantTheSameListAtTheSameTimeShareIt() {
        pbx.answers.put("Rooms", () -> LIST);
        List<StreamItem> second = new ArrayList<>();
        List<StreamItem> other = new ArrayList<>();
        subscribe(withSnapshot(), received);
        subscribe(withSnapshot(), second);
        subscribe(withSnapshot().withSnapshot(List.of(ROOMS.with("Conference", "1"))), other);
        start();

        assertThat(names(second)).containsExactly("START", "start Rooms", "Item", "Item", "end 2");
        assertThat(names(second)).isEqualTo(received()).isEqualTo(names(other));
        assertThat(second.get(2)).isSameAs(received.get(2)).isNotSameAs(other.get(2));
        assertThat(asked()).as("one for both, one with another question").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No active conferences.", "No active conferences.\n"})
    void anErrorThatSaysNothingIsThereIsAWholeAndEmptyList(String message) {
        pbx.answers.put("Rooms", () -> "Response: Error\nActionID: $ID\nMessage: " + message + "\n");
        start();
        subscribe(withSnapshot(), received);

        assertThat(received()).containsExactly("START", "start Rooms", "end 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Permission denied", "Invalid/unknown command: Rooms. Use ...", "Not now: No active x"})
    void anyOtherErrorIsAnIncompleteListThatSaysWhy(String message) {
        pbx.answers.put("Rooms", () -> "Response: Error\nActionID: $ID\nMessage: " + message + "\n");
        start();
        subscribe(withSnapshot(), received);

        assertThat(received()).containsExactly("START", "start Rooms", "end 0 " + message);
    }

    @Test
    void aListThatIsNotFinishedInTimeIsIncompleteAndItsLateItemsAreNobodys() {
        pbx.answers.put("Rooms", () -> "Response: Success\nActionID: $ID\nEventList: start\n");
        start();
        subscribe(withSnapshot(), received);
        time.advance(Duration.ofSeconds(10));
        assertThat(received.get(2)).isInstanceOfSatisfying(SnapshotEnd.class, end -> assertThat(end.incomplete())
                .hasValueSatisfying(why -> assertThat(why).contains("Rooms", "10000 ms")));

        pbx.line().receive("Event: Item\nActionID: " + pbx.line().last("Rooms").id() + "\n");
        assertThat(received).hasSize(3);
    }

    @Test
    void aConnectionLostInMidListLeavesNoFrameAndTheNextLoginGivesAWholeOne() {
        pbx.answers.put(
                "Rooms",
                () ->
                        """
                Response: Success
                ActionID: $ID
                EventList: start

                Event: Half
                ActionID: $ID
                """);
        start();
        subscribe(withSnapshot(), received);
        pbx.line().drop("gone");
        pbx.answers.put("Rooms", () -> LIST);
        time.advance(LONGEST_BACK_OFF);

        assertThat(received()).containsExactly("START", "LOST", "start Rooms", "Item", "Item", "end 2");
    }

    @Test
    void afterShedEventsThereIsAFrameAtMostEveryFiveSecondsAndTheLastAlways() {
        pbx.answers.put("Rooms", () -> LIST);
        start();
        connection.subscribe(withSnapshot().withQueueSize(1).withExecutor(work::add), StreamListener.of(received::add));
        time.run();
        work();
        assertThat(asked()).as("that of the beginning").isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            overflow();
        }
        assertThat(Collections.frequency(received(), "OVERFLOW")).isEqualTo(10);
        assertThat(asked()).isEqualTo(1);

        time.advance(Duration.ofSeconds(4));
        work();
        assertThat(asked()).isEqualTo(2);
        assertThat(received()).endsWith("start Rooms", "Item", "Item", "end 2");

        time.advance(Duration.ofSeconds(30));
        assertThat(asked()).as("nothing was shed since").isEqualTo(2);
        overflow();
        assertThat(asked()).as("long after the last, at once").isEqualTo(3);
    }

    @Test
    void whatIsShedAfterTheScheduledFrameIsFollowedByOneMore() {
        pbx.answers.put("Rooms", () -> LIST);
        start();
        connection.subscribe(withSnapshot().withQueueSize(1).withExecutor(work::add), StreamListener.of(received::add));
        time.run();
        work();
        time.advance(Duration.ofSeconds(1));
        overflow();
        time.advance(Duration.ofSeconds(4));
        overflow();
        time.advance(Duration.ofSeconds(4));
        assertThat(asked()).isEqualTo(2);

        time.advance(Duration.ofSeconds(1));
        work();
        assertThat(asked()).isEqualTo(3);
        assertThat(received()).endsWith("start Rooms", "Item", "Item", "end 2");
    }

    @Test
    void aListThatMustNotBeSentIsRefusedAtOnce() {
        start();
        assertThatThrownBy(() -> subscribe(withSnapshot().withSnapshot(List.of(ManagerAction.of("logoff"))), received))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("logoff");
        assertThatThrownBy(() -> subscribe(withSnapshot().withSnapshot(List.of(ManagerAction.of("Command"))), received))
                .isInstanceOf(ActionNotPermittedException.class);
        time.run();

        assertThat(received).isEmpty();
        assertThat(pbx.line().names()).containsExactly("Challenge", "Login");
    }

    private static SubscriptionOptions withSnapshot() {
        return SubscriptionOptions.of(EventFilter.all()).withSnapshot(List.of(ROOMS));
    }

    /** Two events for one place, one gap. */
    private void overflow() {
        pbx.event("First");
        pbx.event("Second");
        work();
    }

    private void work() {
        while (!work.isEmpty()) {
            work.poll().run();
            time.run();
        }
    }

    private int asked() {
        return Collections.frequency(pbx.line().names(), "Rooms");
    }
}
