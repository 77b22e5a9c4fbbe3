package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that end otherwise than lists do since Asterisk 13. */
class AnswerShapeTest extends ConnectionScene {

    @BeforeEach
    void up() {
        start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAXStats", "faxstats", "FAXSession"})
    void aSingleEventIsTheWholeOfTheAnswer(String name) {
        EventList answer = collected(
                name,
                """
                Response: Success
                ActionID: $ID
                Message: FAX Statistics will follow

                Event: FAXStats
                ActionID: $ID
                CurrentSessions: 0
                """);

        assertThat(answer.items()).hasSize(1);
        assertThat(answer.items().get(0).get("CurrentSessions")).isEqualTo("0");
        assertThat(answer.complete()).isEmpty();
    }

    @Test
    void aHeaderCalledErrorIsNoError() {
        EventList answer = collected(
                "ListCategories",
                """
                Response: Success
                ActionID: $ID
                Error: no categories found
                """);

        assertThat(answer.response().isSuccess()).isTrue();
        assertThat(answer.isList()).isFalse();
    }

    @Test
    void theEarlierValueOfTheDatabaseIsOneEvent() {
        EventList answer = collected(
                "DBGet",
                """
                Response: Success
                ActionID: $ID
                Message: Result will follow

                Event: DBGetResponse
                ActionID: $ID
                Family: f
                Key: k
                Val: v
                """);

        assertThat(answer.items()).hasSize(1);
        assertThat(answer.items().get(0).get("Val")).isEqualTo("v");
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @Test
    void theLaterValueOfTheDatabaseIsAList() {
        EventList answer = collected(
                "DBGet",
                """
                Response: Success
                ActionID: $ID
                EventList: start
                Message: Result will follow

                Event: DBGetResponse
                ActionID: $ID
                Val: v

                Event: DBGetComplete
                ActionID: $ID
                EventList: Complete
                ListItems: 1
                """);

        assertThat(answer.items()).hasSize(1);
        assertThat(answer.complete())
                .hasValueSatisfying(end -> assertThat(end.name()).isEqualTo("DBGetComplete"));
    }

    @Test
    void aKeyThatIsNotThereIsAnErrorAndNothingFollows() {
        EventList answer = collected("DBGet", "Response: Error\nActionID: $ID\nMessage: Database entry not found\n");

        assertThat(answer.response().isSuccess()).isFalse();
        assertThat(answer.items()).isEmpty();
    }

    @Test
    void oldPeersAreAnnouncedInWordsAndEndWithTheirComplete() {
        EventList answer = collected(
                "SIPpeers",
                """
                Response: Success
                ActionID: $ID
                Message: Peer status list will follow

                Event: PeerEntry
                ActionID: $ID
                ObjectName: a

                Event: PeerEntry
                ActionID: $ID
                ObjectName: b

                Event: PeerlistComplete
                ActionID: $ID
                ListItems: 2
                """);

        assertThat(answer.items()).extracting(item -> item.get("ObjectName")).containsExactly("a", "b");
        assertThat(answer.complete()).isPresent();
    }

    @Test
    void oldQueuesMayBeNone() {
        EventList answer = collected(
                "queuestatus",
                """
                Response: Success
                ActionID: $ID
                Message: Queue status will follow

                Event: QueueStatusComplete
                ActionID: $ID
                """);

        assertThat(answer.items()).isEmpty();
        assertThat(answer.complete()).isPresent();
    }

    @Test
    void inANewListAnItemMayBeCalledCompleteAndEndsNothing() {
        EventList answer = collected(
                "QueueStatus",
                """
                Response: Success
                ActionID: $ID
                EventList: start
                Message: Queue status will follow

                Event: AgentComplete
                ActionID: $ID

                Event: QueueMember
                ActionID: $ID

                Event: QueueStatusComplete
                ActionID: $ID
                EventList: complete
                """);

        assertThat(answer.items()).hasSize(2);
    }

    @Test
    void aMailboxListWithNothingInItIsOverWithItsResponse() {
        EventList answer = collected(
                "VoicemailUsersList",
                "Response: Success\nActionID: $ID\nMessage: There are no voicemail users currently defined.\n");

        assertThat(answer.response().isSuccess()).isTrue();
        assertThat(answer.items()).isEmpty();
        assertThat(answer.complete()).isEmpty();
    }

    @Test
    void wordsAloneAnnounceNothingWhereNoVersionMeansThem() {
        EventList answer = collected("Reload", "Response: Success\nActionID: $ID\nMessage: A reload will follow\n");

        assertThat(answer.response().message()).isEqualTo("A reload will follow");
    }

    @Test
    void anErrorBehindTheStartOfAListEndsItWithWhatWasThere() {
        EventList answer = collected(
                "PJSIPShowEndpoint",
                """
                Response: Success
                ActionID: $ID
                EventList: start

                Event: EndpointDetail
                ActionID: $ID

                Response: Error
                ActionID: $ID
                Message: Unable to retrieve
                """);

        assertThat(answer.response().isSuccess()).isFalse();
        assertThat(answer.items()).hasSize(1);
        assertThat(answer.complete()).isEmpty();
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @Test
    void aListThatNeverEndsIsCutOffAndTheConnectionStays() {
        pbx.answers.put("Endless", () -> "Response: Success\nActionID: $ID\nEventList: start\n");
        CompletableFuture<EventList> list = connection.collect(ManagerAction.of("Endless"));
        time.run();
        String id = pbx.line().last("Endless").id();
        String item = "Event: Item\nActionID: " + id + "\nX: " + "x".repeat(4 * 1024 * 1024) + "\n";
        for (int i = 0; i < 15; i++) {
            pbx.line().receive(item);
        }
        assertThat(list).isNotDone();
        pbx.line().receive(item);

        assertThat(problemOf(list))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Endless", "longer than");
        pbx.line().receive(item);
        assertThat(connection.stats().pendingActions()).isZero();
        assertThat(connection.stats().listItems()).isEqualTo(17);
        assertThat(connection.state().isUp()).isTrue();
    }

    private EventList collected(String name, String answer) {
        pbx.answers.put(name, () -> answer);
        CompletableFuture<EventList> list = connection.collect(ManagerAction.of(name));
        time.run();
        assertThat(list).isCompleted();
        return list.join();
    }
}
