package io.jackfield.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiTimeoutException;
import io.jackfield.agi.DeadChannelException;
import io.jackfield.agi.SessionScene;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveSessionTest {

    private static final AgiCommand NOOP = AgiCommands.noop();
    private static final AgiCommand ANSWER = AgiCommands.answer();
    private static final AgiCommand DIAL = AgiCommands.exec("Dial", "PJSIP/100");
    private static final AgiCommand GET = AgiCommands.getVariable("X");

    private final SessionScene scene = new SessionScene();
    private final LiveSession session = scene.session;

    @Test
    void aCommandHasItsReply() {
        CompletableFuture<AgiReply> reply = scene.execute(ANSWER);
        assertThat(scene.sent).containsExactly("ANSWER");
        assertThat(reply).isNotDone();
        scene.receive("200 result=0\n");
        assertThat(reply).isCompletedWithValueMatching(r -> r.is(0));
        assertThat(session.isBusy()).isFalse();
    }

    @Test
    void commandsAreNeverPipelined() {
        CompletableFuture<AgiReply> first = scene.execute(AgiCommands.streamFile("long", ""));
        CompletableFuture<AgiReply> second = scene.execute(ANSWER);
        CompletableFuture<AgiReply> third = scene.execute(NOOP);
        assertThat(scene.sent).hasSize(1);
        scene.receive("200 result=0 endpos=").receive("3520\n");
        assertThat(first).isCompleted();
        assertThat(scene.sent).hasSize(2);
        scene.receive("200 result=-1\n");
        assertThat(second).isCompletedWithValueMatching(r -> r.is(-1));
        assertThat(scene.last()).isEqualTo("NOOP");
        scene.receive("200 result=0\n");
        assertThat(third).isCompleted();
    }

    @Test
    void whatAFutureTriggersRunsOnAWorkerAndMayExecuteTheNextCommand() {
        CompletableFuture<CompletableFuture<AgiReply>> second =
                session.execute(NOOP).thenApply(reply -> session.execute(ANSWER));
        byte[] bytes = "200 result=0\n".getBytes();
        session.received(bytes, 0, bytes.length);
        assertThat(second).as("still on the thread that received").isNotDone();
        scene.letWorkersWork();
        assertThat(second).isDone();
        assertThat(scene.last()).isEqualTo("ANSWER");
    }

    @Test
    void theThreadThatReadsRefusesToWaitForWhatItWouldHaveToRead() {
        CompletableFuture<AgiReply> reply = scene.execute(NOOP);
        CompletableFuture<String> follower =
                reply.thenApply(AgiReply::result).thenCompose(CompletableFuture::completedFuture);
        scene.reader = true;
        for (CompletableFuture<?> future : List.of(reply, follower, session.hangup(), session.ended())) {
            assertThatIllegalStateException().isThrownBy(future::get).withMessageContaining("AgiHandler.blocking");
            assertThatIllegalStateException().isThrownBy(() -> future.get(1, TimeUnit.HOURS));
            assertThatIllegalStateException().isThrownBy(future::join);
        }
        scene.receive("200 result=7\n");
        assertThat(follower.join()).as("there is nothing to wait for").isEqualTo("7");
    }

    @Test
    void completingOrCancellingAFutureChangesNothingForTheSession() {
        CompletableFuture<AgiReply> first = scene.execute(NOOP);
        CompletableFuture<AgiReply> second = scene.execute(ANSWER);
        first.cancel(true);
        session.ended().complete(AgiEnd.CLOSED);
        session.hangup().cancel(true);
        assertThat(scene.sent).hasSize(1);
        scene.receive("200 result=0\n").receive("200 result=0\n");
        assertThat(second).isCompleted();
        assertThat(session.ended()).isNotDone();
        assertThat(session.hangup()).isNotDone();
    }

    @Test
    void theQueueIsBounded() {
        for (int i = 0; i < 4; i++) {
            assertThat(scene.execute(NOOP)).isNotDone();
        }
        assertFailed(scene.execute(NOOP), IllegalStateException.class, "PJSIP/alice-1: 3 commands wait already");
        scene.receive("200 result=0\n");
        assertThat(scene.execute(NOOP)).isNotDone();
    }

    @Test
    void aLineTooLongIsRefusedAndHarmsNoOther() {
        assertFailed(
                scene.execute(AgiCommands.setVariable("X", "x".repeat(200))),
                IllegalArgumentException.class,
                "expected at most 200");
        assertThat(scene.sent).isEmpty();
        assertThat(scene.execute(NOOP)).isNotDone();
        assertThat(scene.sent).hasSize(1);
    }

    @Test
    void refusedCommandsAreExceptionsAndTheSessionGoesOn() {
        CompletableFuture<AgiReply> unknown = scene.execute(AgiCommand.raw("BOGUS"));
        scene.receive("510 Invalid or unknown command\n");
        assertFailed(unknown, AgiCommandException.class, "BOGUS failed: 510 Invalid or unknown command");
        CompletableFuture<AgiReply> wrong = scene.execute(AgiCommands.setPriority("nolabel"));
        scene.receive("520-Invalid command syntax.  Proper usage follows:\nChanges it.\n520 End of proper usage.\n");
        assertThat(assertFailed(wrong, AgiCommandException.class, "520 Invalid command syntax")
                        .reply()
                        .usage())
                .contains("Changes it.");
        CompletableFuture<AgiReply> oneLine = scene.execute(NOOP);
        scene.receive("520 Invalid command syntax.  Proper usage not available.\n");
        assertFailed(oneLine, AgiCommandException.class, "not available");
        CompletableFuture<AgiReply> gosub = scene.execute(AgiCommands.gosub("c", "s", "1"));
        scene.receive("100 result=0 Trying...\n503 result=-2 Memory allocation failure\n");
        assertFailed(gosub, AgiCommandException.class, "503 result=-2 Memory allocation failure");
        assertThat(scene.execute(NOOP)).isNotDone();
        assertThat(scene.closed).isEmpty();
    }

    @Test
    void anInterimReplyIsNotTheReply() {
        CompletableFuture<AgiReply> gosub = scene.execute(AgiCommands.gosub("c", "s", "1"));
        scene.receive("100 result=0 Trying...\n");
        assertThat(gosub).isNotDone();
        scene.letTimePass(Duration.ofHours(3));
        scene.receive("200 result=0 Gosub complete\n");
        assertThat(gosub).isCompletedWithValueMatching(r -> r.is(0));
    }

    @Test
    void aHangupWhileIdleIsVisibleAtOnceAndAllowsDeadChannelCommands() {
        scene.receive("HANGUP\n");
        assertThat(session.isHungUp()).isTrue();
        assertThat(session.hangup()).isCompleted();
        assertThat(session.ended()).isNotDone();
        assertFailed(scene.execute(ANSWER), AgiHangupException.class, "PJSIP/alice-1: hung up before ANSWER was done");
        assertThat(scene.sent).isEmpty();
        CompletableFuture<AgiReply> variable = scene.execute(GET);
        scene.receive("200 result=1 (t13)\n");
        assertThat(variable)
                .isCompletedWithValueMatching(r -> r.data().orElse("").equals("t13"));
    }

    @Test
    void aHangupBeforeTheReplyIsSkippedAndTheReplyStillComes() {
        CompletableFuture<AgiReply> reply = scene.execute(ANSWER);
        CompletableFuture<AgiReply> waiting = scene.execute(AgiCommands.streamFile("x", ""));
        CompletableFuture<AgiReply> deadOk = scene.execute(GET);
        scene.receive("HANGUP\n");
        assertThat(reply).isNotDone();
        assertFailed(waiting, AgiHangupException.class, "STREAM FILE");
        assertThat(deadOk).isNotDone();
        scene.receive("511 Command Not Permitted on a dead channel or intercept routine\n");
        assertFailed(reply, AgiHangupException.class, "hung up before ANSWER was done");
        assertThat(scene.sent).containsExactly("ANSWER", "GET VARIABLE \"X\"");
    }

    @Test
    void aHangupBehindTheReplyInOnePieceIsKnownWhenTheReplyIs() {
        CompletableFuture<Boolean> known = session.execute(DIAL).thenApply(reply -> session.isHungUp());
        scene.receive("200 result=-1\nHANGUP\n");
        assertThat(known).isCompletedWithValue(true);
    }

    @Test
    void withoutAHangupLineTheReplyProvesIt() {
        CompletableFuture<AgiReply> status = scene.execute(AgiCommands.channelStatus());
        scene.receive("511 Command Not Permitted on a dead channel or intercept routine\n");
        assertFailed(status, DeadChannelException.class, "CHANNEL STATUS is not permitted on a dead channel");
        assertThat(session.isHungUp()).isTrue();

        SessionScene recording = new SessionScene();
        recording.execute(AgiCommands.recordFile("f", "wav", "#", Duration.ofSeconds(5)));
        recording.receive("200 result=-1 (hangup) endpos=27520\n");
        assertThat(recording.session.isHungUp()).isTrue();
    }

    @Test
    void aTextTimeoutIsNoHangupWhateverAsteriskSays() {
        scene.execute(AgiCommands.receiveChar(Duration.ofMillis(200)));
        scene.receive("200 result=-1 (hangup)\n");
        assertThat(session.isHungUp()).isFalse();
    }

    @Test
    void closingEndsEverythingAndTheFarewellIsNoHangup() {
        CompletableFuture<AgiReply> playing = scene.execute(AgiCommands.streamFile("long", ""));
        CompletableFuture<AgiReply> waiting = scene.execute(NOOP);
        session.close();
        session.close();
        session.fail();
        scene.receive("HANGUP\n");
        assertFailed(playing, AgiNoSessionException.class, "STREAM FILE is not done, the session has ended: CLOSED");
        assertFailed(waiting, AgiNoSessionException.class, "NOOP");
        assertFailed(scene.execute(NOOP), AgiNoSessionException.class, "CLOSED");
        assertThat(scene.closed).containsExactly(AgiEnd.CLOSED);
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.CLOSED);
        assertThat(session.isHungUp()).isFalse();
        assertThat(session.hangup()).isNotDone();
        assertThat(scene.timer.waiting()).isZero();
    }

    @Test
    void aFailedSessionSaysSo() {
        session.fail();
        scene.letWorkersWork();
        assertThat(scene.closed).containsExactly(AgiEnd.FAILED);
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.FAILED);
    }

    @Test
    void afterAHangupTheEndIsAHangupWhoeverClosed() {
        scene.receive("HANGUP\nHANGUP\n");
        session.lost("end of stream");
        scene.letWorkersWork();
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.HANGUP);
        assertFailed(scene.execute(NOOP), AgiHangupException.class, "NOOP");
    }

    @Test
    void aLossSaysWhatWasWritten() {
        CompletableFuture<AgiReply> running = scene.execute(DIAL);
        CompletableFuture<AgiReply> waiting = scene.execute(NOOP);
        scene.receive("200 res");
        session.lost("connection reset");
        scene.letWorkersWork();
        assertThat(assertFailed(running, AgiConnectionException.class, "was written, its outcome is unknown")
                        .wasWritten())
                .isTrue();
        assertThat(assertFailed(waiting, AgiConnectionException.class, "was not written (connection reset)")
                        .wasWritten())
                .isFalse();
        assertFailed(scene.execute(NOOP), AgiConnectionException.class, "LOST");
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.LOST);
        assertThat(scene.closed).containsExactly(AgiEnd.LOST);
    }

    @Test
    void aBoundedCommandHasItsOwnTimeAndAMargin() {
        CompletableFuture<AgiReply> digit = scene.execute(AgiCommands.waitForDigit(Duration.ofSeconds(10)));
        scene.letTimePass(Duration.ofMillis(39_999));
        assertThat(digit).isNotDone();
        CompletableFuture<AgiReply> waiting = scene.execute(NOOP);
        scene.letTimePass(Duration.ofMillis(1));
        assertFailed(digit, AgiTimeoutException.class, "no reply to WAIT FOR DIGIT within 40000 ms");
        assertFailed(waiting, AgiNoSessionException.class, "TIMEOUT");
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.TIMEOUT);
        assertThat(scene.closed).containsExactly(AgiEnd.TIMEOUT);
        scene.receive("200 result=0\n");
    }

    @Test
    void whatMayLastHasNoDeadlineUnlessTheCallerGivesOne() {
        CompletableFuture<AgiReply> dial = scene.execute(DIAL);
        assertThat(scene.timer.waiting()).isZero();
        scene.letTimePass(Duration.ofDays(2));
        scene.receive("200 result=0\n");
        assertThat(dial).isCompleted();
        CompletableFuture<AgiReply> own = session.execute(DIAL, Duration.ofSeconds(1));
        scene.letTimePass(Duration.ofSeconds(1));
        assertFailed(own, AgiTimeoutException.class, "1000 ms");
        assertThatIllegalArgumentException().isThrownBy(() -> session.execute(DIAL, Duration.ZERO));
    }

    @Test
    void theDeadlineCountsFromWriting() {
        scene.execute(DIAL);
        CompletableFuture<AgiReply> noop = scene.execute(NOOP);
        scene.letTimePass(Duration.ofHours(1));
        assertThat(noop).isNotDone();
        scene.receive("200 result=0\n");
        scene.letTimePass(Duration.ofSeconds(29));
        assertThat(noop).isNotDone();
        scene.receive("200 result=0\n");
        assertThat(noop).isCompleted();
        assertThat(scene.timer.waiting()).isZero();
    }

    @Test
    void aReplyThatStopsInTheMiddleIsNotWaitedForForEver() {
        CompletableFuture<AgiReply> value = scene.execute(AgiCommands.getFullVariable("${X}"));
        scene.letTimePass(Duration.ofHours(1));
        scene.receive("200 result=1 (cut off\n");
        scene.letTimePass(Duration.ofSeconds(30));
        assertFailed(value, AgiTimeoutException.class, "GET FULL VARIABLE");
    }

    @Test
    void anApplicationThatReturnsOneIsFollowedByASecondReplyThatIsDiscarded() {
        CompletableFuture<AgiReply> exec = scene.execute(DIAL);
        CompletableFuture<AgiReply> next = scene.execute(GET);
        scene.receive("200 result=1\n");
        assertThat(exec).isCompletedWithValueMatching(r -> r.is(1));
        assertThat(scene.last()).matches("GET FULL VARIABLE \"jackfield-[0-9a-f-]{36}\"");
        scene.receive("520-Invalid command syntax.  Proper usage follows:\nx\n").receive("520 End of proper usage.\n");
        assertThat(scene.sent).hasSize(2);
        scene.receiveEcho();
        assertThat(scene.last()).isEqualTo("GET VARIABLE \"X\"");
        scene.receive("200 result=0\n");
        assertThat(next).isCompletedWithValueMatching(r -> r.data().isEmpty());
        scene.execute(NOOP);
        assertThat(scene.last()).isEqualTo("NOOP");
    }

    @Test
    void theSecondReplyMayAlsoComeInTheSamePieceOrWhileIdle() {
        scene.execute(DIAL);
        scene.receive(
                "200 result=1\n520-Invalid command syntax.  Proper usage follows:\nx\n520 End of proper usage.\n");
        scene.execute(NOOP);
        scene.receiveEcho();
        assertThat(scene.last()).isEqualTo("NOOP");
    }

    @Test
    void whatIsLeftOfAValueIsNeverTheReplyToAnother() {
        CompletableFuture<AgiReply> value = scene.execute(GET);
        scene.receive("200 result=1 (l1)\n");
        scene.receive("l2\n200 result=0\nl4)\n");
        assertThat(value).isCompletedWithValueMatching(r -> r.data().orElse("").equals("l1"));
        CompletableFuture<AgiReply> next = scene.execute(AgiCommands.setVariable("Y", "1"));
        scene.receiveEcho();
        assertThat(scene.last()).startsWith("SET VARIABLE");
        scene.receive("200 result=1\n");
        assertThat(next).isCompletedWithValueMatching(r -> r.is(1));
    }

    @Test
    void aFakeEchoInAValueDoesNotPass() {
        scene.execute(GET);
        scene.receive("200 result=1 (a\nb)\n");
        scene.execute(NOOP);
        scene.receive("200 result=0\n200 result=1 (jackfield-)\n");
        assertThat(scene.last()).startsWith("GET FULL VARIABLE");
        scene.receiveEcho();
        assertThat(scene.last()).isEqualTo("NOOP");
    }

    @Test
    void anEchoGluedToACutLineIsFound() {
        scene.execute(GET);
        scene.receive("200 result=1 (a\nb)\n");
        scene.execute(NOOP);
        String echo = scene.last().replaceAll("GET FULL VARIABLE \"(.*)\"", "$1");
        scene.receive("the rest of a line200 result=1 (" + echo + ")\n");
        assertThat(scene.last()).isEqualTo("NOOP");
    }

    @Test
    void aHangupDuringTheEchoFailsWhatNeedsACall() {
        scene.execute(GET);
        scene.receive("200 result=1 (a\nb)\n");
        CompletableFuture<AgiReply> answer = scene.execute(ANSWER);
        CompletableFuture<AgiReply> noop = scene.execute(NOOP);
        scene.receive("HANGUP\n").receiveEcho();
        assertFailed(answer, AgiHangupException.class, "ANSWER");
        assertThat(scene.last()).isEqualTo("NOOP");
        scene.receive("200 result=0\n");
        assertThat(noop).isCompleted();
    }

    @Test
    void anEchoThatNeverComesEndsTheSession() {
        scene.execute(GET);
        scene.receive("200 result=1 (a\nb)\n");
        CompletableFuture<AgiReply> next = scene.execute(DIAL);
        scene.receive("510 Invalid or unknown command\n");
        scene.letTimePass(Duration.ofSeconds(30));
        assertFailed(next, AgiTimeoutException.class, "EXEC");
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.TIMEOUT);
    }

    @Test
    void theTimeOfTheEchoIsNotThatOfTheCommandBehindIt() {
        scene.execute(GET);
        scene.receive("200 result=1 (a\nb)\n");
        CompletableFuture<AgiReply> dial = scene.execute(DIAL);
        scene.letTimePass(Duration.ofSeconds(29));
        scene.receiveEcho();
        assertThat(scene.timer.waiting()).isZero();
        scene.letTimePass(Duration.ofHours(1));
        assertThat(dial).isNotDone();
    }

    @Test
    void aLineThatIsNoReplyInPlaceOfOneEndsTheSession() {
        try (CapturedLog log = new CapturedLog()) {
            CompletableFuture<AgiReply> reply = scene.execute(ANSWER);
            scene.receive("l2\n200 result=0\n");
            assertFailed(reply, AgiConnectionException.class, "no reply came in place of the reply to ANSWER");
            assertThat(session.ended()).isCompletedWithValue(AgiEnd.BROKEN);
            assertThat(log.lines("WARN")).singleElement().asString().contains("PJSIP/alice-1", "127.0.0.1:4711");
        }
    }

    @Test
    void aReplyBeyondAllBoundsEndsTheSession() {
        CompletableFuture<AgiReply> reply = scene.execute(GET);
        scene.receive("200 result=1 (" + "x".repeat(1024 * 1024));
        assertFailed(reply, AgiConnectionException.class, "exceeds 1048576 bytes");
        assertThat(session.ended()).isCompletedWithValue(AgiEnd.BROKEN);
        scene.receive("more");
    }

    @Test
    void aTransportThatStopsLeavesNoFutureOpen() {
        CompletableFuture<AgiReply> running = scene.execute(DIAL);
        session.end(AgiEnd.STOPPED);
        scene.letWorkersWork();
        assertFailed(running, AgiNoSessionException.class, "STOPPED");

        LiveSession late = new LiveSession(
                session.request(),
                "peer",
                scene,
                SessionScene.LIMITS,
                task -> {
                    throw new java.util.concurrent.RejectedExecutionException("stopped");
                },
                scene.timer);
        scene.timer.shutdown();
        CompletableFuture<AgiReply> reply = late.execute(NOOP);
        late.close();
        assertFailed(reply, AgiNoSessionException.class, "CLOSED");
        assertThat(late.ended()).isCompletedWithValue(AgiEnd.CLOSED);
    }

    private static <T extends Exception> T assertFailed(CompletableFuture<?> future, Class<T> type, String message) {
        assertThat(future).isCompletedExceptionally();
        Throwable problem = future.handle((value, e) -> e).join();
        assertThat(problem).isInstanceOf(type).hasMessageContaining(message);
        return type.cast(problem);
    }
}
