package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.ManagerTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of an action that is sent over a connection. */
class ActionsTest extends ConnectionScene {

    @Test
    void anAnswerThatIsAnErrorIsAnAnswer() {
        start();
        pbx.answers.put("CoreStatus", () -> "Response: Error\nActionID: $ID\nMessage: Permission denied\n");
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();

        assertThat(answer.join().isSuccess()).isFalse();
        assertThat(answer.join().message()).isEqualTo("Permission denied");
    }

    @Test
    void withoutAnAnswerBothKindsOfFutureFailWithTheTimeoutItself() {
        start();
        pbx.answers.put("CoreStatus", () -> null);
        CompletableFuture<ManagerResponse> sent = connection.send(ACTION, Duration.ofSeconds(2));
        CompletableFuture<EventList> collected = connection.collect(ACTION, Duration.ofSeconds(2));
        time.advance(Duration.ofSeconds(2));

        assertThat(problemOf(sent)).isInstanceOf(ManagerTimeoutException.class);
        assertThat(problemOf(collected)).isInstanceOf(ManagerTimeoutException.class);
    }

    @Test
    void unlessToldOtherwiseAnActionWaitsAsLongAsTheSettingsSay() {
        start();
        pbx.answers.put("CoreStatus", () -> null);
        CompletableFuture<ManagerResponse> sent = connection.send(ACTION);
        CompletableFuture<EventList> collected = connection.collect(ACTION);
        time.advance(Duration.ofMillis(9_999));
        assertThat(sent).isNotDone();
        assertThat(collected).isNotDone();

        time.advance(Duration.ofMillis(1));
        assertThat(sent).isDone();
        assertThat(collected).isDone();
    }

    @Test
    void aLateAnswerIsCountedAsNobodys() {
        start();
        pbx.setBusy(true);
        connection.send(ACTION, Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        pbx.setBusy(false);
        time.run();

        assertThat(connection.stats().uncorrelated()).isEqualTo(1);
        assertThat(connection.stats().responses()).isEqualTo(3);
        assertThat(connection.stats().pendingActions()).isZero();
    }

    /** ModuleLoad without its headers is answered up to three times. */
    @Test
    void ofSeveralAnswersToOneActionTheFirstCountsAndTheOthersAreNobodys() {
        start();
        pbx.answers.put(
                ACTION.name(),
                () ->
                        "Response: ERROR\nActionID: $ID\nMessage: first\n\nResponse: Error\nActionID: $ID\nMessage: second\n");
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();
        pbx.answers.clear();
        CompletableFuture<ManagerResponse> next = connection.send(ACTION);
        time.run();

        assertThat(answer.join().message()).isEqualTo("first");
        assertThat(answer.join().isSuccess()).isFalse();
        assertThat(next.join().message()).isEqualTo("done");
        assertThat(connection.stats().uncorrelated()).isEqualTo(1);
    }

    @Test
    void whatIsSentWhileDownFailsAtOnceAndSaysWhyAndThatItIsSafeToRepeat() {
        pbx.absentBecause = "connection refused";
        start();

        assertThat(problemOf(connection.send(ACTION)))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse())
                .hasMessageContaining("connection refused");
        assertThat(problemOf(connection.collect(ACTION))).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void whatWaitsWhenTheLineIsLostFailsAsOfUnknownOutcomeAndIsNotSentAgain() {
        start();
        pbx.answers.put("CoreStatus", () -> null);
        CompletableFuture<ManagerResponse> sent = connection.send(ACTION);
        time.run();
        pbx.line().drop("the PBX closed the connection");
        time.advance(LONGEST_BACK_OFF);

        assertThat(problemOf(sent))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isTrue());
        assertThat(connection.state().isUp()).isTrue();
        assertThat(pbx.line().names()).doesNotContain("CoreStatus");
    }

    @Test
    void aListIsCollectedAndItsItemsAreNoEventsForSubscribers() {
        start();
        subscribe();
        pbx.answers.put(
                "CoreShowChannels",
                () ->
                        """
                Response: Success
                ActionID: $ID
                EventList: start

                Event: CoreShowChannel
                ActionID: $ID
                Channel: a

                Event: CoreShowChannelsComplete
                ActionID: $ID
                EventList: Complete
                """);
        CompletableFuture<EventList> list = connection.collect(ManagerAction.of("CoreShowChannels"));
        time.run();
        pbx.event("Hangup");

        assertThat(list.join().items()).hasSize(1);
        assertThat(received()).containsExactly("START", "Hangup");
        assertThat(connection.stats().listItems()).isEqualTo(2);
        assertThat(connection.stats().asyncEvents()).isEqualTo(1);
        assertThat(connection.stats().eventFrames()).isEqualTo(3);
    }

    @Test
    void anEventOfAnotherPrincipalWithOurIdReachesSubscribersAndCompletesNothing() {
        start();
        subscribe();
        pbx.answers.put("CoreShowChannels", () -> "Response: Success\nActionID: $ID\nEventList: start\n");
        CompletableFuture<EventList> list = connection.collect(ManagerAction.of("CoreShowChannels"));
        time.run();
        String id = pbx.line().sent.get(pbx.line().sent.size() - 1).id();
        pbx.line()
                .receive("Event: UserEvent\nPrivilege: user,all\nUserEvent: x\nActionID: " + id
                        + "\nEventList: Complete\n");

        assertThat(list).isNotDone();
        assertThat(received()).containsExactly("START", "UserEvent");
    }

    @Test
    void blocksThatAreNeitherResponseNorEventAreIgnored() {
        start();
        subscribe();
        pbx.line().receive("only a line\n");
        pbx.line().receive("Foo: bar\nEvent: Forged\n");
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "Hangup");
    }

    @Test
    void actionIdsCannotBeGuessedFromWhatSubscribersSee() {
        start();
        subscribe();
        pbx.event("Hangup");
        String epoch = ((ManagerEvent) received.get(1)).origin().epoch();
        String id = pbx.line().sent.get(0).id();

        assertThat(id).hasSizeLessThanOrEqualTo(60);
        assertThat(id).doesNotContain(epoch.substring(epoch.length() - 8));
    }
}
