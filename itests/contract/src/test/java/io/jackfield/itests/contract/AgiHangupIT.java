package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.agi.AgiCall;
import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.DeadChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Callers who hang up: before the session, while it is idle, during a command, and after it. */
class AgiHangupIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @AgiScenario
    void whileTheSessionIsIdle(Scene scene) {
        Conversation call = Conversation.answered(scene);

        call.hangUp();
        get(call.session().hangup());

        assertWhatWorksOnADeadChannel(call);
        assertThatThrownBy(() -> call.execute(AgiCommands.streamFile("beep", "")))
                .isInstanceOf(AgiHangupException.class);
        call.done();
        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
        assertThat(call.ending()).isEqualTo("HANGUP");
    }

    private static void assertWhatWorksOnADeadChannel(Conversation call) {
        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.verbose("dead"))).isEqualTo("200 result=1");
        assertThat(call.say(AgiCommands.setVariable("OWN", "afterwards"))).isEqualTo("200 result=1");
        assertThat(call.say(AgiCommands.getVariable("OWN"))).isEqualTo("200 result=1 (afterwards)");
        assertThat(call.say(AgiCommands.getFullVariable("${OWN}"))).isEqualTo("200 result=1 (afterwards)");
        assertThat(call.say(AgiCommands.databasePut("agi-dead", "dead", "x"))).isEqualTo("200 result=1");
        assertThat(call.say(AgiCommands.databaseGet("agi-dead", "dead"))).isEqualTo("200 result=1 (x)");
        assertThat(call.say(AgiCommands.databaseDel("agi-dead", "dead"))).isEqualTo("200 result=1");
        assertThat(call.say(AgiCommands.databaseDelTree("agi-dead"))).isEqualTo("200 result=1");
        assertThat(call.say(AgiCommands.exec("NoOp"))).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.speechDestroy())).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.speechUnloadGrammar("x"))).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.asyncAgiBreak())).isEqualTo("200 result=0");
    }

    @AgiScenario
    void duringACommand(Scene scene) {
        for (AgiCommand command : new AgiCommand[] {
            AgiCommands.streamFile("demo-congrats", ""),
            AgiCommands.controlStreamFile("demo-congrats", ""),
            AgiCommands.getData("demo-congrats", LONG, 4),
            AgiCommands.waitForDigit(LONG),
            AgiCommands.sayDigits("12345678901234567890", ""),
            AgiCommands.exec("Wait", "30"),
            AgiCommands.receiveText(LONG)
        }) {
            Conversation call = Conversation.answered(scene);
            CompletableFuture<AgiReply> reply = call.begin(command);

            call.hangUp();

            assertThat(get(reply).result()).as("%s", command).isEqualTo("-1");
            get(call.session().hangup());
            call.done();
            assertThat(call.ending()).as("%s", command).isEqualTo("HANGUP");
        }
    }

    @AgiScenario
    void duringAStepOfAScript(Scene scene) {
        Conversation call = Conversation.answered(scene);
        AgiCall script = new AgiCall(call.session());
        CompletableFuture<Void> step = CompletableFuture.runAsync(() -> script.streamFile("demo-congrats"));
        call.awaitCommands("STREAM FILE", 1);

        call.hangUp();

        assertThatThrownBy(() -> get(step)).isInstanceOf(AgiHangupException.class);
        assertThat(script.isHungUp()).isTrue();
    }

    @AgiScenario
    void atAnyMoment(Scene scene) {
        for (int i = 0; i < 5; i++) {
            Conversation call = Conversation.answered(scene);
            CompletableFuture<AgiReply> first = call.session().execute(AgiCommands.getData("beep", LONG, 1));
            CompletableFuture<AgiReply> second = call.session().execute(AgiCommands.getVariable("EXTEN"));

            call.hangUp();

            boolean cut = get(first.handle((reply, hangup) -> reply == null || reply.is(-1)));
            assertThat(cut).isTrue();
            assertThat(get(second).data()).contains("answered");
            call.done();
            assertThat(get(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
            assertThat(call.ending()).isEqualTo("HANGUP");
        }
    }

    @AgiScenario
    void afterTheSession(Scene scene) {
        Conversation call = Conversation.of(scene);

        call.done();

        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.CLOSED);
        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
        assertThat(call.session().hangup()).isNotDone();
    }

    @AgiScenario
    void beforeTheSession(Scene scene) {
        Conversation call = Conversation.begin(scene, "call@" + Dialplan.AGI_AFTERWARDS, null, scene.agi()::handle)
                .awaitSession();

        assertThat(call.request().extension()).isEqualTo("h");
        assertWhatWorksOnADeadChannel(call);
        assertThatThrownBy(() -> call.execute(AgiCommands.answer())).isInstanceOf(DeadChannelException.class);
        assertThat(call.session().isHungUp()).isTrue();
        assertThatThrownBy(() -> call.execute(AgiCommands.channelStatus())).isInstanceOf(AgiHangupException.class);
        call.done();
        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
    }

    @AgiScenario
    void theScriptHangsUp(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(call.say(AgiCommands.hangup())).isEqualTo("200 result=1");

        get(call.session().hangup());
        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
        call.done();
        assertThat(call.ending()).isEqualTo("HANGUP");
    }

    @AgiScenario
    void aSubroutineHangsUp(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(call.say(AgiCommands.gosub(Dialplan.SUBROUTINES, "die", "1")))
                .isEqualTo("200 result=0 Gosub complete (abnormal exit)");

        get(call.session().hangup());
        call.done();
        assertThat(call.ending()).isEqualTo("HANGUP");
    }

    @AgiScenario
    void timeIsUp(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(call.say(AgiCommands.setAutoHangup(Duration.ofMillis(300)))).isEqualTo("200 result=0");

        assertThat(call.say(AgiCommands.waitForDigit(LONG))).isEqualTo("200 result=-1");
        get(call.session().hangup());
        call.done();
        assertThat(call.ending()).isEqualTo("HANGUP");
    }

    @AgiScenario
    void whenAsteriskDoesNotSaySoTheNextCommandFindsOut(Scene scene) {
        Conversation call = Conversation.answered(scene, "AGISIGHUP=no");
        CompletableFuture<AgiReply> reply = call.begin(AgiCommands.waitForDigit(LONG));

        call.hangUp();

        assertThat(get(reply).result()).isEqualTo("-1");
        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
        assertThat(call.session().isHungUp()).isFalse();
        assertThatThrownBy(() -> call.execute(AgiCommands.answer())).isInstanceOf(DeadChannelException.class);
        assertThat(call.session().isHungUp()).isTrue();
        call.done();
        assertThat(call.ending()).isEqualTo("HANGUP");
    }

    @AgiScenario
    void asteriskMayEndTheSessionItself(Scene scene) {
        Conversation call = Conversation.answered(scene, "AGIEXITONHANGUP=yes");

        call.hangUp();

        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
        assertThat(call.ending()).isEqualTo("HANGUP");
    }
}
