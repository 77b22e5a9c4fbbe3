package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.asterisk.SipPhone;
import io.jackfield.manager.ManagerEvent;
import java.util.concurrent.CompletableFuture;

/** A telephone calls a route by SIP. One PBX after the other: SIPp takes ports beside the ones it is given. */
class SipCallIT {
    private static final String NO_SIP = "it speaks no SIP";

    @Scenario(over = Transport.AMI, except = "simulator", because = NO_SIP)
    void aTelephoneEntersAPin(Scene scene) {
        SipScenario scenario = SipScenario.call().awaitMessage().press("4711#").awaitHangup();
        try (Routes routes = new Routes(scene)) {
            routes.add("fastagi:ivr/{queue}", route -> route.to("agi:answer")
                    .to("agi:get-data?file=demo-congrats&timeout=30s&maxDigits=9&result=header.pin")
                    .to("agi:stream-file?file=beep")
                    .to("agi:set-variable?variable=OWN&value=${header.pin} of ${header.CamelAgiCallerIdName} at"
                            + " ${header.CamelAgiParameter.queue}"));
            Recording heard = record(scene);
            try (SipPhone phone = SipPhone.call(((RealPbx) scene.pbx()).asterisk(), "ivr", scenario.toString())) {
                sendMessageDuring("GET DATA", scene, phone, heard);
                phone.awaitEnd();
            }

            ManagerEvent told = heard.await("UserEvent", "UserEvent=AgiEnd");
            assertThat(told.get("Channel")).startsWith("PJSIP/telephone-");
            assertThat(told.get("Own")).isEqualTo("4711 of Ada Brandt at sales");
            assertThat(told.get("Status")).isEqualTo("SUCCESS");
            assertThat(told.get("Jackfield")).isEqualTo("OK");
            assertThat(told.get("Continued")).isEqualTo("yes");
        }
    }

    @Scenario(over = Transport.AMI, except = "simulator", because = NO_SIP)
    void aTelephoneHangsUpDuringAPrompt(Scene scene) {
        SipScenario scenario = SipScenario.call().awaitMessage().hangUp();
        CompletableFuture<String> end = new CompletableFuture<>();
        try (Routes routes = new Routes(scene)) {
            routes.add("fastagi:ivr/{queue}", route -> route.onCompletion()
                    .process(exchange -> end.complete(exchange.getMessage().getHeader("CamelAgiEnd", String.class)))
                    .end()
                    .to("agi:answer")
                    .to("agi:stream-file?file=demo-congrats"));
            Recording heard = record(scene);
            try (SipPhone phone = SipPhone.call(((RealPbx) scene.pbx()).asterisk(), "ivr", scenario.toString())) {
                sendMessageDuring("STREAM FILE", scene, phone, heard);
                phone.awaitEnd();
            }

            assertThat(get(end)).isEqualTo("HANGUP");
            ManagerEvent told = heard.await("UserEvent", "UserEvent=AgiEnd");
            assertThat(told.get("Status")).isEqualTo("HANGUP");
            assertThat(told.get("Continued")).isEmpty();
        }
    }

    private static Recording record(Scene scene) {
        Conversation.announceServer(scene);
        return scene.record("AGIExecStart,UserEvent");
    }

    private static void sendMessageDuring(String command, Scene scene, SipPhone phone, Recording heard) {
        String[] wanted = {"AGIExecStart", "Command=" + command + " .*"};
        Scene.await(command, () -> {
            phone.requireInProgress();
            return heard.find(wanted[0], wanted[1]).isPresent();
        });
        String channel = heard.await(wanted[0], wanted[1]).get("Channel");
        assertThat(scene.send("SendText", "Channel=" + channel, "Message=go on").isSuccess())
                .isTrue();
    }
}
