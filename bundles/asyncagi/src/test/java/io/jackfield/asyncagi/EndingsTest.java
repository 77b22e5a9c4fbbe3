package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiTimeoutException;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.ScriptPattern;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** How sessions end, who hears of it, and what the channel is told. */
class EndingsTest extends Scene {

    private static final AgiCommand MISSING = AgiCommands.streamFile("missing", "");
    private static final String FAIL = "STREAM FILE \"jackfield-ends-this-session-as-failed\" \"\"";

    private final FakeChannel channel = pbx.channel("1.1");

    private Taken begin() {
        start("lcr");
        channel.begin("lcr");
        return take();
    }

    @Test
    void aHandlerThatHasFinishedLetsTheDialplanGoOn() {
        Taken call = begin();
        valueOf(call.execute(AgiCommands.answer()));
        call.done().complete(null);

        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.CLOSED);
        await().until(() -> !channel.isWaiting());
        assertThat(channel.executed).containsExactly("ANSWER", "ASYNCAGI BREAK");
        assertThat(problemOf(call.execute(AgiCommands.answer()))).isInstanceOf(AgiNoSessionException.class);
        settle();
        assertThat(pbx.commands()).hasSize(2);
    }

    @Test
    void aHandlerThatFailsMakesTheApplicationFail() {
        Taken call = begin();
        call.done().completeExceptionally(new IllegalStateException("expected by this test"));

        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.FAILED);
        await().until(() -> !channel.isWaiting());
        settle();
        assertThat(pbx.commands()).as("no BREAK is left for the next time").containsExactly(FAIL);
    }

    @Test
    void aMistakeOfAHandlerIsSaidWithItsStackTraceAlsoAfterAHangup() {
        Taken call = begin();
        channel.hangUp();
        await().until(() -> call.session().isHungUp());
        try (CapturedLog log = new CapturedLog()) {
            call.done().completeExceptionally(new IllegalStateException("expected by this test"));
            assertThat(log.text()).contains("ERROR", "the handler failed", "expected by this test", "\tat ");
        }
    }

    @Test
    void aCommandThatFailsTheHandlerIsOneLine() {
        Taken call = begin();
        pbx.results.put("ANSWER", "510 Invalid or unknown command\n");
        Throwable refused = problemOf(call.execute(AgiCommands.answer()));
        try (CapturedLog log = new CapturedLog()) {
            call.done().completeExceptionally(new CompletionException(refused));
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains("the handler failed", refused.getMessage());
            assertThat(log.text()).doesNotContain("\tat ");
        }
    }

    @Test
    void whoeverThrowsOrReturnsNothingFails() {
        AgiHandler broken = session -> {
            if (session.request().script().equals("null")) {
                return null;
            }
            throw new NoClassDefFoundError("expected by this test");
        };
        handlers.add(new HandlerRegistry.Entry(broken, ScriptPattern.parse("*"), Set.of(), 0, 0, "this test"));
        asyncAgi.bind(pbx);
        await().until(() -> pbx.lists() == 1);
        channel.begin("null");
        await().until(() -> !channel.isWaiting());
        FakeChannel other = pbx.channel("1.2").begin("error");
        await().until(() -> !other.isWaiting());
        assertThat(pbx.commands()).containsExactly(FAIL, FAIL);
    }

    @Test
    void whereFailingIsImpossibleTheCallIsLetGoAllTheSame() {
        Taken call = begin();
        pbx.results.put("STREAM FILE", "510 Invalid or unknown command\n");
        call.session().fail();

        await().until(() -> !channel.isWaiting());
        assertThat(channel.executed).containsExactly(FAIL, "ASYNCAGI BREAK");
    }

    @Test
    void closingWaitsForTheCommandThatRuns() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.exec("Dial", "PJSIP/1"));
        CompletableFuture<AgiReply> waiting = call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        call.session().close();

        assertThat(problemOf(running)).isInstanceOf(AgiNoSessionException.class);
        assertThat(problemOf(waiting)).isInstanceOf(AgiNoSessionException.class);
        settle();
        assertThat(pbx.commands()).hasSize(1);
        channel.release();
        await().until(() -> !channel.isWaiting());
        assertThat(channel.executed).containsExactly("EXEC \"Dial\" \"PJSIP/1\"", "ASYNCAGI BREAK");
    }

    @Test
    void aHangupFailsWhatIsPendingAndNoMoreIsSent() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.waitForDigit(Duration.ofMillis(-1)));
        CompletableFuture<AgiReply> waiting = call.execute(AgiCommands.setVariable("a", "b"));
        await().until(() -> pbx.commands().size() == 1);
        channel.hangUp();

        assertThat(problemOf(running)).isInstanceOf(AgiHangupException.class);
        assertThat(problemOf(waiting)).as("there is no dead mode").isInstanceOf(AgiHangupException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
        assertThat(call.session().isHungUp()).isTrue();
        valueOf(call.session().hangup());
        assertThat(problemOf(call.execute(AgiCommands.noop()))).isInstanceOf(AgiHangupException.class);
        call.done().completeExceptionally(new AgiHangupException("x", AgiCommands.answer()));
        settle();
        assertThat(pbx.commands()).hasSize(1);
        assertThat(asyncAgi.sessions()).isZero();
    }

    @Test
    void aCommandCutByAHangupStillHasItsReply() {
        Taken call = begin();
        channel.hold();
        pbx.results.put("EXEC", "200 result=-1\n");
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.exec("Wait", "60"));
        await().until(() -> pbx.commands().size() == 1);
        channel.requestHangup();
        valueOf(call.session().hangup());
        assertThat(running).isNotDone();
        channel.release();

        assertThat(valueOf(running).is(-1)).isTrue();
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
    }

    @Test
    void aCommandThatTakesTooLongEndsTheSessionAndTheCallIsLetGoWhenItIsDone() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.session().execute(AgiCommands.answer(), Duration.ofMillis(50));
        assertThat(problemOf(running)).isInstanceOf(AgiTimeoutException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.TIMEOUT);
        settle();
        assertThat(pbx.commands()).containsExactly("ANSWER");

        channel.release();
        await().until(() -> !channel.isWaiting());
        assertThat(channel.executed).containsExactly("ANSWER", FAIL);
    }

    @Test
    void aHangupByTheManagerIsKnownOnlyBehindTheEnd() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        channel.hangUpByManager();

        assertThat(problemOf(running)).isInstanceOf(AgiHangupException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
    }

    @Test
    void aHangupByTheDialplanBehindTheApplicationIsNoneOfTheSession() {
        Taken call = begin();
        pbx.results.put("STREAM FILE", "200 result=-1 endpos=0\n");
        valueOf(call.execute(MISSING));
        channel.goOn().hangUp();

        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        assertThat(call.session().isHungUp()).isFalse();
    }

    @Test
    void aHangupThatNobodyAskedForIsOneToo() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        pbx.event("Event: Hangup\r\nUniqueid: 1.1\r\nCause: 16");

        assertThat(problemOf(running)).isInstanceOf(AgiHangupException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
    }

    @Test
    void aCallThatIsHungUpAlreadyHasASessionThatEndsAtOnce() {
        start("lcr");
        channel.beginWith(
                "agi:async,lcr",
                "agi_request: async\nagi_channel: Local/1.1\nagi_uniqueid: 1.1\nagi_extension: h\nagi_arg_1: lcr\n\n");
        channel.end();

        Taken call = take();
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
        assertThat(problemOf(call.execute(AgiCommands.noop()))).isInstanceOf(AgiHangupException.class);
        assertThat(pbx.commands()).isEmpty();
    }

    @Test
    void aCommandThatFailsBadlyEndsTheSessionAndLeavesNothingForTheNext() {
        Taken call = begin();
        pbx.results.put("STREAM FILE", "200 result=-1 endpos=0\n");
        assertThat(valueOf(call.execute(MISSING)).is(-1)).isTrue();
        CompletableFuture<AgiReply> next = call.execute(AgiCommands.hangup());
        assertThat(problemOf(next)).isInstanceOf(AgiConnectionException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        call.done().complete(null);
        settle();

        channel.begin("lcr", "again");
        Taken again = take();
        valueOf(again.execute(AgiCommands.answer()));
        assertThat(channel.executed).doesNotContain("HANGUP", "ASYNCAGI BREAK");
        assertThat(channel.isWaiting()).isTrue();
    }

    @Test
    void aFailureWhoseEndIsUnderWayIsFollowedByNothingThatHarms() {
        Taken call = begin();
        pbx.results.put("STREAM FILE", "200 result=-1 endpos=0\n");
        // What the handler does at once, before the end of AGI() can be known.
        CompletableFuture<Void> quick = call.execute(MISSING).thenAccept(reply -> {
            call.execute(AgiCommands.hangup());
            call.session().close();
        });
        valueOf(quick);
        await().until(() -> !channel.isWaiting());
        settle();

        assertThat(pbx.commands()).doesNotContain("HANGUP", "ASYNCAGI BREAK");
    }

    @Test
    void aFailureThatDoesNotEndTheSessionIsFollowedByTheNextCommand() {
        Taken call = begin();
        pbx.results.put("GET DATA", "200 result=-1\n");
        valueOf(call.execute(AgiCommand.raw("GET DATA \"x\" \"1000\" \"4\"")));
        valueOf(call.execute(AgiCommands.answer()));

        assertThat(channel.executed).hasSize(3).endsWith("NOOP", "ANSWER");
    }

    @Test
    void asteriskMayEndTheSessionWithoutAHangup() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        channel.end();

        assertThat(problemOf(running))
                .isInstanceOfSatisfying(AgiConnectionException.class, e -> assertThat(e.wasWritten())
                        .isTrue());
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        assertThat(call.session().isHungUp()).isFalse();
    }

    @Test
    void theSameChannelMayComeAgain() {
        Taken first = begin();
        first.done().complete(null);
        await().until(() -> !channel.isWaiting());
        channel.begin("lcr", "again");
        Taken second = take();

        assertThat(second.session().request().arguments()).containsExactly("lcr", "again");
        valueOf(second.execute(AgiCommands.answer()));
    }

    @Test
    void aChannelThatIsGoneIsAHangupAndOneThatTakesNoCommandsIsLost() {
        Taken call = begin();
        pbx.answer(
                "AGI",
                action -> CompletableFuture.completedFuture(FakePbx.response("Error", "Channel 1.1 does not exist.")));
        assertThat(problemOf(call.execute(AgiCommands.answer()))).isInstanceOf(AgiHangupException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.HANGUP);

        pbx.channel("1.2").begin("lcr");
        Taken other = take();
        pbx.answer("AGI", action -> CompletableFuture.completedFuture(FakePbx.response("Error", "Permission denied")));
        assertThat(problemOf(other.execute(AgiCommands.answer())))
                .isInstanceOf(AgiConnectionException.class)
                .hasMessageContaining("Permission denied");
    }

    @Test
    void stoppingEndsWhatIsInProgressSoThatTheDialplanCanFallBack() {
        Taken idle = begin();
        FakeChannel busyChannel = pbx.channel("1.2").begin("lcr");
        Taken busy = take();
        busyChannel.hold();
        CompletableFuture<AgiReply> running = busy.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        asyncAgi.close();

        assertThat(valueOf(idle.session().ended())).isEqualTo(AgiEnd.STOPPED);
        assertThat(valueOf(busy.session().ended())).isEqualTo(AgiEnd.STOPPED);
        assertThat(problemOf(running)).isInstanceOf(AgiNoSessionException.class);
        assertThat(channel.isWaiting()).isFalse();
        busyChannel.release();
        assertThat(busyChannel.isWaiting()).isFalse();
        assertThat(busyChannel.executed).containsExactly("ANSWER", FAIL);
        assertThat(pbx.isSubscribed()).isFalse();
    }
}
