package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.spi.HandlerRegistry;
import org.junit.jupiter.api.Test;

/** Calls whose beginning nobody saw, or only in part, and connections that nobody needs. */
class WaitingCallsTest extends Scene {

    @Test
    void aCallThatWaitsAlreadyIsFound() {
        FakeChannel waiting = pbx.channel("1.1").begin("lcr?x=1", "a b");
        FakeChannel others = pbx.channel("1.2").begin("ivr");
        FakeChannel elsewhere = pbx.channel("1.3");
        start("lcr");

        Taken call = take();
        assertThat(call.session().request().script()).isEqualTo("lcr");
        assertThat(call.session().request().parameters()).containsEntry("x", "1");
        assertThat(call.session().request().arguments()).containsExactly("lcr?x=1", "a b");
        assertThat(call.session().request().dialledNumber()).contains("4711");
        assertThat(call.session().request().callerIdNumber()).contains("100");
        assertThat(call.session().request().callerIdName()).isEmpty();
        assertThat(call.session().request().uniqueId()).isEqualTo("1.1");
        valueOf(call.execute(AgiCommands.answer()));
        assertThat(waiting.executed).containsExactly("NOOP", "ANSWER");
        assertThat(others.executed).isEmpty();
        assertThat(elsewhere.executed).isEmpty();
        assertThat(pbx.commands()).hasSize(2);
    }

    @Test
    void aCallIsFoundByAHandlerThatComesLaterAndByNoneTwice() {
        start("lcr");
        pbx.channel("1.1").begin("lcr");
        take();
        pbx.channel("1.2").begin("ivr/sales");
        settle();
        handle("ivr/{queue}");

        assertThat(take().session().request().pathParameters()).containsEntry("queue", "sales");
        handle("other");
        await().until(() -> pbx.lists() == 3);
        settle();
        assertThat(taken).isEmpty();
    }

    @Test
    void aBeginningThatComesWhileTheCallIsAskedIsTheTruth() {
        FakeChannel channel = pbx.channel("1.1").begin("lcr");
        channel.hold();
        start("lcr");
        await().until(() -> pbx.commands().size() == 1);
        channel.end();
        channel.begin("lcr", "second");
        Taken call = take();
        channel.release();

        assertThat(call.session().request().arguments()).containsExactly("lcr", "second");
        valueOf(call.execute(AgiCommands.answer()));
        settle();
        assertThat(taken).isEmpty();
    }

    @Test
    void anEndThatComesWhileTheCallIsAskedLeavesNothing() {
        FakeChannel channel = pbx.channel("1.1").begin("lcr");
        channel.hold();
        start("lcr");
        await().until(() -> pbx.commands().size() == 1);
        channel.hangUp();
        channel.release();
        settle();

        assertThat(taken).isEmpty();
        assertThat(asyncAgi.sessions()).isZero();
    }

    @Test
    void aLongEnvironmentIsPutTogetherBeforeTheHandlerIsCalled() {
        start("lcr");
        String argument = "x".repeat(2500) + "é";
        FakeChannel channel = pbx.channel("1.1").begin("lcr", argument, "last");
        Taken call = take();

        assertThat(call.session().request().arguments()).containsExactly("lcr", argument, "last");
        pbx.results.put("GET VARIABLE", "200 result=1 (v)\n");
        assertThat(valueOf(call.execute(AgiCommands.getVariable("X"))).lines()).containsExactly("200 result=1 (v)");
        assertThat(channel.executed).containsExactly("NOOP", "NOOP", "GET VARIABLE \"X\"");
    }

    @Test
    void nothingIsSentForTheRestOfAnEnvironmentThatIsForOthers() {
        start("lcr");
        pbx.channel("1.1").begin("ivr", "x".repeat(2000));
        settle();

        assertThat(pbx.commands()).isEmpty();
    }

    @Test
    void aScriptBeyondWhatTheBeginningTellsIsReadFromTheListOfChannels() {
        start("lcr");
        String script = "lcr?name=" + "x".repeat(1500);
        pbx.channel("1.1").begin(script);
        Taken call = take();

        assertThat(call.session().request().arguments()).containsExactly(script);
        assertThat(valueOf(call.execute(AgiCommands.answer())).lines()).containsExactly("200 result=0");
    }

    @Test
    void withoutTheRightToListNewCallsAreTakenAllTheSame() {
        pbx.refuseLists("Permission denied");
        start("lcr");
        settle();
        pbx.channel("1.1").begin("lcr");

        valueOf(take().execute(AgiCommands.answer()));
    }

    @Test
    void aConnectionThatNoHandlerIsForIsLeftAlone() {
        asyncAgi.bind(pbx);
        settle();
        assertThat(pbx.isSubscribed()).isFalse();
        handle("lcr", "pbx2");
        settle();
        assertThat(pbx.isSubscribed()).isFalse();
        HandlerRegistry.Entry handler = handle("lcr", "pbx1");
        await().until(pbx::isSubscribed);
        handlers.remove(handler);
        await().until(() -> !pbx.isSubscribed());
        assertThat(pbx.commands()).isEmpty();
    }

    @Test
    void aCallInProgressOutlivesItsHandlersRegistration() {
        HandlerRegistry.Entry handler = handle("lcr");
        asyncAgi.bind(pbx);
        await().until(() -> pbx.lists() == 1);
        FakeChannel channel = pbx.channel("1.1").begin("lcr");
        Taken call = take();
        handlers.remove(handler);
        settle();
        valueOf(call.execute(AgiCommands.answer()));
        pbx.channel("1.2").begin("lcr");
        settle();
        assertThat(taken).isEmpty();

        call.done().complete(null);
        await().until(() -> !channel.isWaiting());
        await().until(() -> !pbx.isSubscribed());
    }

    @Test
    void aHandlerThatIsReplacedFindsTheCallsThatCameMeanwhile() {
        HandlerRegistry.Entry handler = handle("lcr");
        asyncAgi.bind(pbx);
        await().until(() -> pbx.lists() == 1);
        handlers.remove(handler);
        await().until(() -> !pbx.isSubscribed());
        pbx.channel("1.1").begin("lcr");
        handle("lcr");

        valueOf(take().execute(AgiCommands.answer()));
    }
}
