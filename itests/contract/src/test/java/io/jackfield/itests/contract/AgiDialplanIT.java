package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiReply;

/** Applications and subroutines of the dialplan, and where it goes on. */
class AgiDialplanIT {
    @AgiScenario
    void applicationsAreExecuted(Scene scene) {
        Recording heard = scene.record("UserEvent");
        Conversation call = Conversation.of(scene);

        assertThat(call.say(AgiCommands.exec("NoOp"))).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.exec("Wait", "0.1"))).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.exec("UserEvent", "Agi,Text: \"q\" \\b,Number: 2")))
                .isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.exec("NoSuchApplication", "x"))).isEqualTo("200 result=-2");
        assertThat(call.say(AgiCommands.exec("Set", "ONE=1"))).isEqualTo("200 result=0");
        assertThat(call.say("EXEC Set TWO=2 ignored")).isEqualTo("200 result=0");

        assertThat(call.say("GET FULL VARIABLE ${ONE}${TWO}")).isEqualTo("200 result=1 (12)");
        heard.await("UserEvent", "UserEvent=Agi", "Text=q b", "Number=2");
    }

    @AgiScenario
    void aDialTellsItsOutcomeInAVariable(Scene scene) {
        Conversation call = Conversation.of(scene);

        for (String callee : new String[] {"brief", "busy", "congestion"}) {
            call.execute(AgiCommands.exec("Dial", "Local/" + callee + "@" + Dialplan.CONTEXT + "/n,10,g"));

            assertThat(call.execute(AgiCommands.getVariable("DIALSTATUS")).data())
                    .as(callee)
                    .contains(callee.equals("brief") ? "ANSWER" : callee.toUpperCase());
        }
    }

    @AgiScenario
    void variablesInOptionsAreExpandedOnlyIfAsked(Scene scene) {
        Conversation plain = Conversation.of(scene);
        plain.execute(AgiCommands.exec("Set", "COPY=${EXTEN}"));
        assertThat(plain.execute(AgiCommands.getVariable("COPY")).data()).contains("${EXTEN}");

        Conversation full = Conversation.of(scene, "AGIEXECFULL=yes");
        full.execute(AgiCommands.exec("Set", "COPY=${EXTEN}"));
        assertThat(full.execute(AgiCommands.getVariable("COPY")).data()).contains("call");
    }

    @AgiScenario
    void aSubroutineReturns(Scene scene) {
        Conversation call = Conversation.of(scene);

        AgiReply reply = call.execute(AgiCommands.gosub(Dialplan.SUBROUTINES, "join", "1", "a b,c"));

        assertThat(reply.lines()).containsExactly("100 result=0 Trying...", "200 result=0 Gosub complete");
        assertThat(call.say("GET VARIABLE GOSUB_RETVAL")).isEqualTo("200 result=1 (a b+c)");
        assertThat(call.say(AgiCommands.gosub(Dialplan.SUBROUTINES, "silent", "1")))
                .isEqualTo("200 result=0 Gosub complete");
        assertThat(call.say("GET FULL VARIABLE ${EXTEN}@${CONTEXT}:${PRIORITY}"))
                .isEqualTo("200 result=1 (call@" + Dialplan.AGI + ":2)");
        call.done();
        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
    }

    @AgiScenario
    void aSubroutineThatIsNotThereIsAFailure(Scene scene) {
        Conversation call = Conversation.of(scene);

        assertThat(call.say(AgiCommands.gosub(Dialplan.SUBROUTINES, "none", "1")))
                .isEqualTo("200 result=-1 Gosub label not found");
        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
        call.done();
        assertThat(call.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void theDialplanGoesOnWhereItIsTold(Scene scene) {
        Conversation priority = Conversation.of(scene);
        assertThat(priority.say(AgiCommands.setContext(Dialplan.AGI))).isEqualTo("200 result=0");
        assertThat(priority.say(AgiCommands.setExtension("elsewhere"))).isEqualTo("200 result=0");
        assertThat(priority.say(AgiCommands.setPriority("1"))).isEqualTo("200 result=0");
        assertElsewhere(priority, "1");

        Conversation next = Conversation.of(scene);
        next.execute(AgiCommands.setExtension("elsewhere"));
        assertElsewhere(next, "3");

        Conversation jump = Conversation.of(scene);
        assertThat(jump.say(AgiCommands.exec("Goto", Dialplan.AGI + ",elsewhere,1")))
                .isEqualTo("200 result=0");
        assertElsewhere(jump, "1");
    }

    private static void assertElsewhere(Conversation call, String own) {
        call.done();
        assertThat(call.told().get("Own")).isEqualTo(own);
        assertThat(call.ending()).isEqualTo("SUCCESS");
    }

    @AgiScenario
    void aCallIsAnsweredByTheScript(Scene scene) {
        Conversation call = Conversation.of(scene);

        assertThat(call.say("GET VARIABLE CHANNEL(state)")).isEqualTo("200 result=1 (Ring)");
        assertThat(call.say(AgiCommands.channelStatus())).isEqualTo("200 result=4");
        assertThat(call.say(AgiCommands.answer())).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.channelStatus())).isEqualTo("200 result=6");
        assertThat(call.pressing("7", AgiCommands.waitForDigit(Scene.PATIENCE)).digit())
                .contains('7');
    }
}
