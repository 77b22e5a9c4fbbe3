package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.manager.spi.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingActionsTest {

    private static final ManagerAction LIST = ManagerAction.of("CoreShowChannels");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final List<String> ids = new ArrayList<>();
    private final PendingActions pending = new PendingActions(TestEvents.ORIGIN, "jf-1234-", time);
    private final Link link = new Link() {
        @Override
        public boolean send(ManagerAction action, String actionId, Duration patience) {
            ids.add(actionId);
            return true;
        }

        @Override
        public void close() {}
    };

    @Test
    void anAnswerCompletesItsOwnActionOnly() {
        CompletableFuture<EventList> first = send(false);
        CompletableFuture<EventList> second = send(false);

        assertThat(receive("Response: Success\nActionID: " + ids.get(1) + "\nPing: Pong\n"))
                .isTrue();
        assertThat(first).isNotDone();
        assertThat(second.join().response().get("Ping")).isEqualTo("Pong");
        assertThat(second.join().items()).isEmpty();
        assertThat(pending.size()).isEqualTo(1);
    }

    @Test
    void idsAreUniqueUnguessableInTheirBeginningAndShort() {
        for (int i = 0; i < 10_000; i++) {
            send(false);
        }
        assertThat(new HashSet<>(ids)).hasSize(10_000);
        assertThat(ids).allMatch(id -> id.startsWith("jf-1234-") && id.length() <= 60);
    }

    @Test
    void withoutAnAnswerTheTimeoutEndsTheWaitExactlyThen() {
        CompletableFuture<EventList> result = send(false);
        time.advance(TIMEOUT.minusMillis(1));
        assertThat(result).isNotDone();

        time.advance(Duration.ofMillis(1));
        assertThat(problemOf(result))
                .isInstanceOf(ManagerTimeoutException.class)
                .hasMessage("pbx1: no answer to action CoreShowChannels within 10000 ms; it may still take effect");
        assertThat(pending.size()).isZero();
    }

    @Test
    void anAnswerAfterTheTimeoutIsNobodys() {
        CompletableFuture<EventList> result = send(false);
        time.advance(TIMEOUT);

        assertThat(receive("Response: Success\nActionID: " + ids.get(0) + "\n")).isFalse();
        assertThat(problemOf(result)).isInstanceOf(ManagerTimeoutException.class);
    }

    @Test
    void anAnswerInTimeLeavesNoTimerBehind() {
        send(true);
        answer(0, "Response: Success\n");

        assertThat(time.waiting()).isZero();
    }

    @Test
    void whoIsToldTheAnswerFindsTheActionGone() {
        List<Integer> sizes = new ArrayList<>();
        send(false).thenRun(() -> sizes.add(pending.size()));
        send(true).thenRun(() -> sizes.add(pending.size()));

        answer(0, "Response: Success\n");
        answer(1, "Response: Success\nEventList: start\n");
        item(1, "Event: CoreShowChannelsComplete\nEventList: Complete\nListItems: 0\n");

        assertThat(sizes).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ActionID: jf-1234-zzz\n", "ActionID: \n", "ActionID: mine\n"})
    void anAnswerWithoutAnIdOfOursIsNobodys(String id) {
        CompletableFuture<EventList> result = send(false);

        assertThat(receive("Response: Error\n" + id + "Message: Missing action in request\n"))
                .isFalse();
        assertThat(result).isNotDone();
    }

    @Test
    void aListIsGatheredInOrderUpToItsCompleteEvent() {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nEventList: start\n");
        item(0, "Event: CoreShowChannel\nChannel: a\n");
        item(0, "Event: CoreShowChannel\nChannel: b\n");
        assertThat(result).isNotDone();
        item(0, "Event: CoreShowChannelsComplete\nEventList: Complete\nListItems: 2\n");

        assertThat(result.join().isList()).isTrue();
        assertThat(result.join().items())
                .extracting(item -> item.get("Channel"))
                .containsExactly("a", "b");
        assertThat(result.join().complete().orElseThrow().get("ListItems")).isEqualTo("2");
        assertThat(pending.size()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void theWordsThatOpenAndCloseAListCountInAnyCase() {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nEventList: Start\n");
        item(0, "Event: FAXSessionsComplete\nEventList: COMPLETE\n");

        assertThat(result.join().isList()).isTrue();
    }

    @Test
    void withoutAListTheResponseIsFinalEvenForOneWhoGathers() {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nMessage: nothing found\n");

        assertThat(result.join().isList()).isFalse();
        assertThat(result.join().complete()).isEmpty();
    }

    @Test
    void whoDoesNotGatherGetsTheResponseAndTheItemsDoNotCountAsEvents() {
        CompletableFuture<EventList> result = send(false);
        answer(0, "Response: Success\nEventList: start\n");

        assertThat(result.join().items()).isEmpty();
        assertThat(item(0, "Event: CoreShowChannel\n")).isTrue();
        assertThat(item(0, "Event: CoreShowChannelsComplete\nEventList: Complete\n"))
                .isTrue();
    }

    @Test
    void anErrorAfterTheStartOfAListEndsItAsAnError() {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nEventList: start\n");
        item(0, "Event: EndpointDetail\n");
        answer(0, "Response: Error\nMessage: could not format\n");

        assertThat(result.join().response().isSuccess()).isFalse();
        assertThat(result.join().response().message()).isEqualTo("could not format");
        assertThat(result.join().items()).hasSize(1);
        assertThat(pending.size()).isZero();
    }

    @Test
    void aListThatNeverEndsRunsIntoItsTimeout() {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nEventList: start\n");
        item(0, "Event: CoreShowChannel\n");
        time.advance(TIMEOUT);

        assertThat(problemOf(result)).isInstanceOf(ManagerTimeoutException.class);
        assertThat(item(0, "Event: CoreShowChannel\n"))
                .as("later items are no events")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"call,all", "<none>", "user,all", "system,call,all"})
    void whatIsBroadcastNeverCompletesAListEvenWithItsId(String privilege) {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nEventList: start\n");

        assertThat(item(0, "Event: UserEvent\nPrivilege: " + privilege + "\nEventList: Complete\n"))
                .isFalse();
        assertThat(item(0, "Event: OriginateResponse\nPrivilege: " + privilege + "\n"))
                .isFalse();
        assertThat(result).isNotDone();
    }

    @Test
    void itemsOfStatusCarryAPrivilegeAndAreItemsAllTheSame() {
        CompletableFuture<EventList> result = send(true);
        answer(0, "Response: Success\nEventList: start\n");
        item(0, "Event: Status\nPrivilege: Call\nChannel: a\n");
        item(0, "Event: StatusComplete\nEventList: Complete\n");

        assertThat(result.join().items()).hasSize(1);
    }

    @Test
    void anItemWithoutIdBelongsToTheListThatIsOpen() {
        CompletableFuture<EventList> result = send(true);
        assertThat(event("Event: PeerEntry\nObjectName: early\n")).isFalse();
        answer(0, "Response: Success\nEventList: start\n");

        assertThat(event("Event: PeerEntry\nObjectName: peer1\n")).isTrue();
        assertThat(event("Event: PeerStatus\nPrivilege: system,all\nObjectName: other\n"))
                .isFalse();
        item(0, "Event: PeerlistComplete\nEventList: Complete\n");

        assertThat(result.join().items()).extracting(i -> i.get("ObjectName")).containsExactly("peer1");
        assertThat(event("Event: PeerEntry\nObjectName: late\n")).isFalse();
    }

    @Test
    void anItemBeforeAnyResponseCompletesNothing() {
        CompletableFuture<EventList> result = send(true);
        item(0, "Event: CoreShowChannelsComplete\nEventList: Complete\n");

        assertThat(result).isNotDone();
    }

    @Test
    void aLossFailsWhatWasWrittenAsOfUnknownOutcome() {
        CompletableFuture<EventList> waiting = send(false);
        CompletableFuture<EventList> gathering = send(true);
        answer(1, "Response: Success\nEventList: start\n");
        pending.close("the PBX closed the connection");

        for (CompletableFuture<EventList> result : List.of(waiting, gathering)) {
            assertThat(problemOf(result))
                    .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                            .isTrue())
                    .hasMessage("pbx1: action CoreShowChannels was written, its outcome is unknown"
                            + " (the PBX closed the connection)");
        }
        assertThat(pending.size()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void whatComesAfterTheLossIsNotWrittenAndFailsAsSafeToRepeat() {
        pending.close("the PBX closed the connection");
        CompletableFuture<EventList> late = send(false);

        assertThat(ids).isEmpty();
        assertThat(problemOf(late))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse())
                .hasMessageContaining("can be repeated")
                .hasMessageContaining("the PBX closed the connection");
        assertThat(pending.size()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void whatTheLinkDoesNotTakeFailsAsSafeToRepeat() {
        CompletableFuture<EventList> result = pending.send(new RefusingLink(null), LIST, TIMEOUT, null, Runnable::run);

        assertThat(problemOf(result))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse());
        assertThat(pending.size()).isZero();
    }

    @Test
    void whatCannotBeSentFailsWithTheReason() {
        IllegalArgumentException tooLong = new IllegalArgumentException("the line Data takes 2000 bytes");
        CompletableFuture<EventList> result =
                pending.send(new RefusingLink(tooLong), LIST, TIMEOUT, null, Runnable::run);

        assertThat(problemOf(result)).isSameAs(tooLong);
        assertThat(pending.size()).isZero();
    }

    @Test
    void afterTheTimerHasStoppedAFutureStillCompletes() {
        time.shutdown();
        CompletableFuture<EventList> result = send(false);

        assertThat(problemOf(result))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isTrue());
        assertThat(pending.size()).isZero();
    }

    @Test
    void theLongestWaitIsThatOfTheActionWithTheLatestDeadline() {
        assertThat(pending.longestWait()).isZero();
        pending.send(link, LIST, Duration.ofSeconds(30), null, Runnable::run);
        pending.send(link, LIST, Duration.ofSeconds(5), null, Runnable::run);
        time.advance(Duration.ofSeconds(10));
        assertThat(pending.longestWait()).isEqualTo(20_000);

        answer(0, "Response: Success\n");
        assertThat(pending.longestWait()).isZero();
    }

    @Test
    void resultsAreHandedOverOnTheExecutorAskedFor() {
        List<Runnable> handedOver = new ArrayList<>();
        CompletableFuture<EventList> result = pending.send(link, LIST, TIMEOUT, null, handedOver::add);
        answer(0, "Response: Success\n");
        assertThat(result).isNotDone();

        handedOver.forEach(Runnable::run);
        assertThat(result).isCompleted();
    }

    @Test
    void whoIsToldOfAnAnswerMayWaitForAThreadThatAsksHowLongTheOthersTake() {
        Thread asking = new Thread(pending::longestWait, "asking");
        boolean[] answeredMeanwhile = new boolean[1];
        send(false).whenComplete((answer, problem) -> {
            asking.start();
            answeredMeanwhile[0] = endsWithinTwoSeconds(asking);
        });
        answer(0, "Response: Success\n");

        assertThat(answeredMeanwhile).containsExactly(true);
        assertThat(endsWithinTwoSeconds(asking)).isTrue();
    }

    @Test
    void anAnswerThatIsThereBeforeSendingIsOverLeavesNoTimerBehind() {
        List<Runnable> handedOver = new ArrayList<>();
        Link fast = new Link() {
            @Override
            public boolean send(ManagerAction action, String actionId, Duration patience) {
                return receive("Response: Success\nActionID: " + actionId + "\n");
            }

            @Override
            public void close() {}
        };
        pending.send(fast, LIST, TIMEOUT, null, handedOver::add);

        assertThat(handedOver).hasSize(1);
        assertThat(time.waiting()).isZero();
    }

    private static boolean endsWithinTwoSeconds(Thread thread) {
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private record RefusingLink(IllegalArgumentException problem) implements Link {

        @Override
        public boolean send(ManagerAction action, String actionId, Duration patience) {
            if (problem != null) {
                throw problem;
            }
            return false;
        }

        @Override
        public void close() {}
    }

    private CompletableFuture<EventList> send(boolean gather) {
        return pending.send(link, LIST, TIMEOUT, gather ? AnswerShape.of(LIST) : null, Runnable::run);
    }

    private boolean receive(String response) {
        return pending.response(Headers.parse(response));
    }

    private void answer(int index, String response) {
        assertThat(receive(response + "ActionID: " + ids.get(index) + "\n")).isTrue();
    }

    private boolean item(int index, String event) {
        return event(event + "ActionID: " + ids.get(index) + "\n");
    }

    /** As the session does with each event; true if it belonged to a list. */
    private boolean event(String text) {
        Headers view = Headers.parse(text);
        if (pending.kindOf(view) != PendingActions.EventKind.LIST_ITEM) {
            return false;
        }
        pending.listItem(new ManagerEvent(view, TestEvents.ORIGIN, 1));
        return true;
    }

    private static Throwable problemOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        Throwable[] seen = new Throwable[1];
        future.whenComplete((value, problem) -> seen[0] = problem);
        return seen[0];
    }
}
