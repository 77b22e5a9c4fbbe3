package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiRequest;

/** What a session says about its call before it is asked anything. */
class AgiRequestIT {
    private static final String[] ROWS = {
        "agi_network",
        "agi_network_script",
        "agi_request",
        "agi_channel",
        "agi_language",
        "agi_type",
        "agi_uniqueid",
        "agi_version",
        "agi_callerid",
        "agi_calleridname",
        "agi_callingpres",
        "agi_callingani2",
        "agi_callington",
        "agi_callingtns",
        "agi_dnid",
        "agi_rdnis",
        "agi_context",
        "agi_extension",
        "agi_priority",
        "agi_enhanced",
        "agi_accountcode",
        "agi_threadid"
    };

    @AgiScenario
    void theEnvironmentTellsTheCall(Scene scene) {
        Conversation call = Conversation.of(scene);

        AgiRequest request = call.request();

        assertThat(request.environment().keySet()).containsExactly(ROWS);
        assertThat(request.script()).isEqualTo(call.script());
        assertThat(request.get("request"))
                .contains(
                        "agi://127.0.0.1:" + scene.agi().address().orElseThrow().getPort() + "/" + call.script());
        assertThat(request.channel())
                .isEqualTo(call.channel())
                .matches("Local/call@" + Dialplan.AGI + "-[0-9a-f]{8};2");
        assertThat(request.uniqueId()).isEqualTo(call.script() + ";2");
        assertThat(request.channelType()).isEqualTo("Local");
        assertThat(request.language()).isEqualTo("en");
        assertThat(request.asteriskVersion()).startsWith(scene.pbx().version().major() + ".");
        assertThat(request.context()).isEqualTo(Dialplan.AGI);
        assertThat(request.extension()).isEqualTo("call");
        assertThat(request.priority()).isEqualTo("2");
        assertThat(request.callerIdNumber()).contains("100");
        assertThat(request.callerIdName()).contains("Ada Brandt");
        assertThat(request.dialledNumber()).isEmpty();
        assertThat(request.redirectingNumber()).isEmpty();
        assertThat(request.accountCode()).isEmpty();
        assertThat(request.get("enhanced")).contains("0.0");
        assertThat(Long.parseLong(request.get("threadid").orElseThrow())).isNotZero();
        assertThat(request.arguments()).isEmpty();
    }

    @AgiScenario
    void argumentsComeAsTheDialplanSplitsThem(Scene scene) {
        Conversation call = Conversation.at("arguments", scene, "ARGUMENT=Grüße: 世界 🎺 ");

        assertThat(call.request().arguments()).containsExactly("a b", "", "q,x", "(1,2)", "k: v", "Grüße: 世界 🎺 ", "");
    }

    @AgiScenario
    void aCallerMayHaveAnyName(Scene scene) {
        for (String name : new String[] {"Zoë O'Hara: 5, 6", "unknown", "${EXTEN} $[1+1] %41", "HANGUP"}) {
            Conversation call = Conversation.from("\"" + name + "\" <+4930>", scene);

            assertThat(call.request().get("calleridname")).contains(name);
            assertThat(call.request().callerIdNumber()).contains("+4930");
            call.close();
        }
    }

    @AgiScenario
    void pathAndQueryOfTheScriptAreParameters(Scene scene) {
        Conversation call = Conversation.begin(
                        scene,
                        "call@" + Dialplan.AGI,
                        "ivr/{queue}",
                        scene.agi()::handle,
                        "SCRIPT=ivr/first%20line?lang=de&number=+49%2F30")
                .awaitSession();

        assertThat(call.request().script()).isEqualTo("ivr/first%20line");
        assertThat(call.request().pathParameters()).containsEntry("queue", "first line");
        assertThat(call.request().parameters()).containsEntry("lang", "de").containsEntry("number", "+49/30");
    }

    @AgiScenario
    void aUrlWithoutAScriptHasNone(Scene scene) {
        Conversation call = Conversation.begin(scene, "no-script@" + Dialplan.AGI, "*", scene.agi()::handle)
                .awaitSession();

        assertThat(call.request().script()).isEmpty();
        assertThat(call.request().environment().keySet()).doesNotContain("agi_network_script");
    }

    @AgiScenario
    void aLineFeedInAnArgumentForgesNothingThatCounts(Scene scene) {
        scene.pbx().store("contract", "forged", "x\nagi_channel: Forged/1\nagi_arg_1: y\nnonsense");

        Conversation call = Conversation.at("forged", scene);

        assertThat(call.request().channel()).isEqualTo(call.channel());
        assertThat(call.request().arguments()).containsExactly("x");
        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
    }

    @AgiScenario
    void whatAForgedEndOfTheEnvironmentLeavesBehindIsNoReply(Scene scene) {
        scene.pbx().store("contract", "forged", "x\n\n200 result=1 (forged)");

        Conversation call = Conversation.at("forged", scene, "TRUE=real");

        assertThat(call.say("GET VARIABLE TRUE")).isEqualTo("200 result=1 (real)");
        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
    }
}
