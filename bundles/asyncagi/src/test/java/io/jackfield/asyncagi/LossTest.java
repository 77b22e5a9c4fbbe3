package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.manager.ConnectionLostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection that is lost, comes back or is replaced, and the calls it left behind. */
class LossTest extends Scene {

    private final FakeChannel channel = pbx.channel("1.1");

    private Taken begin() {
        start("lcr");
        channel.begin("lcr", "two");
        return take();
    }

    private void awaitList(long number) {
        await().until(() -> pbx.lists() == number);
        settle();
    }

    @Test
    void whatIsPendingFailsWhenTheConnectionIsLostAndNotWhenItIsBack() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.answer());
        CompletableFuture<AgiReply> waiting = call.execute(AgiCommands.noop());
        await().until(() -> pbx.commands().size() == 1);
        pbx.lose();

        assertThat(problemOf(running))
                .isInstanceOfSatisfying(AgiConnectionException.class, e -> assertThat(e.wasWritten())
                        .isTrue())
                .hasMessageContaining("pbx1");
        assertThat(problemOf(waiting))
                .isInstanceOfSatisfying(AgiConnectionException.class, e -> assertThat(e.wasWritten())
                        .isFalse());
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        assertThat(call.session().isHungUp()).isFalse();
        assertThat(problemOf(call.execute(AgiCommands.noop()))).isInstanceOf(AgiConnectionException.class);
    }

    @Test
    void handlersThatEndWithALostConnectionAreNotSaidOneByOne() {
        Taken call = begin();
        channel.hold();
        CompletableFuture<AgiReply> running = call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        try (CapturedLog log = new CapturedLog()) {
            pbx.lose();
            call.done().completeExceptionally(problemOf(running));
            assertThat(log.text()).doesNotContain("the handler failed", "\tat ");
        }
    }

    @Test
    void aCallThatStillWaitsBeginsANewSessionWithAllThatWasKnownOfIt() {
        Taken lost = begin();
        pbx.lose();
        pbx.restore();

        Taken again = take();
        assertThat(again.session().request().environment())
                .isEqualTo(lost.session().request().environment());
        lost.done().complete(null);
        lost.session().close();
        valueOf(again.execute(AgiCommands.answer()));
        settle();
        assertThat(pbx.commands()).containsExactly("NOOP", "ANSWER");
        again.done().complete(null);
        await().until(() -> !channel.isWaiting());
    }

    @Test
    void aCallThatRunsAnotherApplicationMeanwhileIsTakenWhenItWaitsAgain() {
        Taken call = begin();
        channel.runs("Dial");
        call.execute(AgiCommands.exec("Dial", "PJSIP/1"));
        await().until(() -> pbx.commands().size() == 1);
        pbx.lose();
        pbx.restore();
        await().until(() -> pbx.commands().size() == 2);
        settle();
        assertThat(taken).isEmpty();

        channel.backInAgi();
        valueOf(take().execute(AgiCommands.answer()));
    }

    @Test
    void aCallWhoseSessionWasClosedIsLetGoAndNotOfferedAgain() {
        Taken call = begin();
        channel.hold();
        call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        call.done().complete(null);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.CLOSED);
        settle();
        pbx.lose();
        pbx.restore();
        awaitList(2);
        channel.release();

        await().until(() -> !channel.isWaiting());
        assertThat(channel.executed).containsExactly("ANSWER", "NOOP", "ASYNCAGI BREAK");
        assertThat(taken).isEmpty();
    }

    @Test
    void aCallThatEndedUnseenIsForgotten() {
        begin();
        pbx.lose();
        channel.hangUp();
        pbx.restore();
        awaitList(2);

        assertThat(pbx.commands()).isEmpty();
        assertThat(asyncAgi.sessions()).isZero();
    }

    @Test
    void aChannelThatWentOnAndCameBackUnseenIsANewCall() {
        begin();
        pbx.lose();
        channel.end();
        channel.begin("lcr", "other");
        pbx.restore();

        assertThat(take().session().request().arguments()).containsExactly("lcr", "other");
    }

    @Test
    void aChannelThatWentOnUnseenIsNewWhenItComesBack() {
        begin();
        pbx.lose();
        channel.end();
        pbx.restore();
        awaitList(2);
        assertThat(taken).isEmpty();

        channel.begin("lcr", "again");
        Taken again = take();
        assertThat(again.session().request().arguments()).containsExactly("lcr", "again");
        valueOf(again.execute(AgiCommands.answer()));
        settle();
        assertThat(taken).isEmpty();
        assertThat(channel.isWaiting()).isTrue();
    }

    @Test
    void aCallWhoseHandlerHasGoneMeanwhileIsLeftToOthers() {
        HandlerRegistry.Entry handler = handle("lcr");
        asyncAgi.bind(pbx);
        awaitList(1);
        channel.begin("lcr");
        take();
        pbx.lose();
        handlers.remove(handler);
        pbx.restore();
        awaitList(2);

        assertThat(pbx.commands()).isEmpty();
        await().until(() -> !pbx.isSubscribed());
    }

    @Test
    void secondLossesDoNoHarm() {
        begin();
        channel.runs("Dial");
        for (int i = 0; i < 3; i++) {
            pbx.lose();
            pbx.restore();
            awaitList(i + 2);
        }
        channel.backInAgi();

        take();
        settle();
        assertThat(taken).isEmpty();
    }

    @Test
    void aCommandThatDidNotReachTheConnectionLosesTheSessionAndTheCallIsFoundAgain() {
        Taken call = begin();
        pbx.answer("AGI", action -> {
            pbx.answerNormally("AGI");
            return CompletableFuture.failedFuture(
                    new ConnectionLostException("pbx1 (actions)", action, false, "not logged in"));
        });
        assertThat(problemOf(call.execute(AgiCommands.answer()))).isInstanceOf(AgiConnectionException.class);

        Taken again = take(10);
        valueOf(again.execute(AgiCommands.answer()));
    }

    @Test
    void aConnectionThatIsReplacedLosesItsSessionsToItsSuccessor() {
        Taken call = begin();
        FakePbx successor = new FakePbx("pbx1");
        successor.channels.putAll(pbx.channels);
        asyncAgi.bind(successor);
        settle();
        assertThat(successor.isSubscribed()).as("of one name one is used").isFalse();
        asyncAgi.unbind(pbx);

        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        await().until(successor::isSubscribed);
        assertThat(pbx.isSubscribed()).isFalse();
        await().until(() -> successor.commands().equals(List.of("NOOP")));
    }

    @Test
    void aSessionClosedAfterTheLossIsLostAllTheSame() {
        Taken call = begin();
        pbx.lose();
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        call.session().close();
        assertThat(problemOf(call.execute(AgiCommands.noop())))
                .isInstanceOf(AgiConnectionException.class)
                .isNotInstanceOf(AgiNoSessionException.class);
        pbx.restore();
        take();
    }
}
