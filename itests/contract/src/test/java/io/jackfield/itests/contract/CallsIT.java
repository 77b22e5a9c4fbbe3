package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.manager.OriginateResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;

/** Originate, with and without Async, and what becomes of the call. */
class CallsIT {
    @Scenario
    void aCallThatIsAnsweredTellsItsChannel(Scene scene) {
        Recording heard = scene.record("Newchannel");

        OriginateResult result = get(scene.admin().originate(call("answer").with("ChannelId", "contract-answer")));

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.reason()).isEqualTo(4);
        assertThat(result.uniqueid()).contains("contract-answer");
        assertThat(result.event().get("Channel")).matches("Local/answer@contract-[0-9a-f]{8};1");
        assertThat(result.event().get("Application")).isEqualTo("Wait");
        assertThat(scene.admin().stats().controlEvents()).isEqualTo(1);
        heard.await("Newchannel", "Uniqueid=contract-answer");
        heard.await("Newchannel", "Uniqueid=contract-answer;2");
    }

    @Scenario
    void aCallThatIsNotAnsweredTellsWhy(Scene scene) {
        Map<String, Integer> reasons =
                Map.of("busy", 5, "congestion", 8, "reject", 0, "none", 0, "userevent", 0, "ring", 3);

        reasons.forEach((extension, reason) -> {
            OriginateResult result = get(scene.admin().originate(call(extension).with("Timeout", 300)));
            assertThat(result.isSuccess()).as(extension).isFalse();
            assertThat(result.reason()).as(extension).isEqualTo(reason);
            assertThat(result.uniqueid()).as(extension).isEmpty();
            assertThat(result.event().get("Channel")).isEqualTo("Local/" + extension + "@contract/n");
        });
        assertThat(get(scene.admin().originate(action("Originate", "Channel=Nonsense/1", "Application=Wait")))
                        .reason())
                .as("no such technology")
                .isZero();
    }

    @Scenario
    void whatThePbxWillNotTryFailsAtOnce(Scene scene) {
        assertRefused(
                scene.admin(),
                action("Originate", "Channel=Local/answer@contract/n", "Context=contract", "Exten=none", "Priority=1"),
                "Extension does not exist.");
        assertRefused(scene.admin(), action("Originate", "Channel=nonsense", "Application=Wait"), "Invalid channel");
        assertRefused(scene.admin(), action("Originate", "Application=Wait"), "Channel not specified");
        assertRefused(scene.admin(), call("answer").with("Timeout", "soon"), "Invalid timeout");
        assertRefused(scene.login(Users.READER), call("answer"), "Permission denied");
        assertThat(scene.collect("CoreShowChannels").items()).isEmpty();
    }

    @Scenario
    void withoutAsyncTheResponseWaitsForTheCall(Scene scene) {
        ManagerResponse answered = get(scene.admin().send(call("answer")));
        assertThat(answered.isSuccess()).isTrue();
        assertThat(answered.message()).isEqualTo("Originate successfully queued");
        for (String extension : List.of("busy", "congestion", "none")) {
            ManagerResponse failed = get(scene.admin().send(call(extension)));
            assertThat(failed.isSuccess()).as(extension).isFalse();
            assertThat(failed.message()).as(extension).isEqualTo("Originate failed");
        }
    }

    @Scenario
    void aCallNeedsSomewhereToGo(Scene scene) {
        assertThat(scene.send("Originate", "Channel=Local/answer@contract/n").message())
                .isEqualTo("Originate with 'Exten' requires 'Context' and 'Priority'");
    }

    @Scenario
    void withAsyncTheOutcomeIsAnEventForAll(Scene scene) {
        Recording own = scene.record("Newchannel,OriginateResponse");
        Recording other =
                scene.record(scene.login(Users.READER), EventFilter.all().named("OriginateResponse"));

        ManagerResponse queued = get(scene.admin().send(call("busy").with("Async", "true")));

        assertThat(queued.message()).isEqualTo("Originate successfully queued");
        ManagerEvent outcome = own.await("OriginateResponse");
        assertThat(outcome.get("Response")).isEqualTo("Failure");
        assertThat(outcome.get("Reason")).isEqualTo("5");
        assertThat(outcome.actionId()).isEqualTo(queued.actionId());
        assertThat(other.await("OriginateResponse").fingerprint()).isEqualTo(outcome.fingerprint());
    }

    @Scenario
    void aCallGoesOnInTheDialplan(Scene scene) {
        Recording heard = scene.record("UserEvent");

        OriginateResult result = get(scene.admin()
                .originate(action(
                        "Originate",
                        "Channel=Local/answer@contract/n",
                        "Context=contract",
                        "Exten=userevent",
                        "Priority=1",
                        "CallerID=\"Ada Brandt\" <100>",
                        "Variable=TEXT=from there")));

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.event().get("Exten")).isEqualTo("userevent");
        ManagerEvent event = heard.await("UserEvent", "UserEvent=Contract");
        assertThat(event.get("Text")).isEqualTo("from there");
        assertThat(event.channel().orElseThrow().uniqueid())
                .isEqualTo(result.uniqueid().orElseThrow());
    }

    @Scenario
    void eachOfManyVariablesIsSet(Scene scene) {
        Recording heard = scene.record("VarSet,OriginateResponse");
        List<String> values = List.of("plain", "a=b", "with blank", "semi;colon", "quote'd", "Grüße", "50%");
        ManagerAction originate = longCall().with("Variable", "__INHERITED=yes");
        for (int i = 0; i < values.size(); i++) {
            originate = originate.with("Variable", "MANY_" + i + "=" + values.get(i));
        }

        OriginateResult result = get(scene.admin().originate(originate));

        String channel = result.event().get("Channel");
        for (int i = 0; i < values.size(); i++) {
            assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=MANY_" + i)
                            .get("Value"))
                    .isEqualTo(values.get(i));
            heard.await("VarSet", "Uniqueid=" + result.uniqueid().orElseThrow(), "Variable=MANY_" + i);
        }
        String otherHalf = channel.replace(";1", ";2");
        assertThat(scene.send("Getvar", "Channel=" + otherHalf, "Variable=INHERITED")
                        .get("Value"))
                .isEqualTo("yes");
    }

    /** In a header {@code Variable} commas, quotes and backslashes mean something. */
    @Scenario
    void valuesOfVariablesStayWhatTheyAre(Scene scene) {
        List<String> values =
                List.of("a,EVIL=1", "\"quoted\", and more", "back\\slash\\\\", "(open, [too", "x\\,y", "");
        ManagerAction originate = longCall();
        for (int i = 0; i < values.size(); i++) {
            originate = originate.withVariable("KEPT_" + i, values.get(i));
        }

        String channel = get(scene.admin().originate(originate)).event().get("Channel");

        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            softly.assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=KEPT_" + i)
                            .get("Value"))
                    .isEqualTo(values.get(i));
        }
        softly.assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=EVIL")
                        .get("Value"))
                .isEmpty();
        softly.assertAll();
    }

    @Scenario
    void manyCallsAtATimeEachHaveTheirOwnOutcome(Scene scene) {
        List<CompletableFuture<OriginateResult>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String extension = i % 3 == 0 ? "busy" : "phone";
            calls.add(scene.admin().originate(call(extension).with("ChannelId", "contract-many-" + i)));
        }

        for (int i = 0; i < calls.size(); i++) {
            OriginateResult result = get(calls.get(i));
            if (i % 3 == 0) {
                assertThat(result.reason()).isEqualTo(5);
            } else {
                assertThat(result.uniqueid()).contains("contract-many-" + i);
            }
        }
        assertThat(scene.admin().stats().pendingActions()).isZero();
    }

    @Scenario
    void aCallHoldsNothingUpAndItsFutureIsBounded(Scene scene) {
        CompletableFuture<OriginateResult> slow =
                scene.admin().originate(call("ring").with("Timeout", 10_000), Duration.ofMillis(500));

        assertThat(scene.send("Ping").get("Ping")).isEqualTo("Pong");
        assertThat(slow).isNotDone();
        assertThatThrownBy(() -> get(slow)).isInstanceOf(ManagerTimeoutException.class);
    }

    @Scenario
    void whoMayCallMayDoNothingElse(Scene scene) {
        ManagerConnection caller = scene.login(Users.CALLER);

        assertThat(get(caller.originate(call("answer"))).isSuccess()).isTrue();
        assertThat(get(caller.send(action("Command", "Command=core show version")))
                        .message())
                .isEqualTo("Permission denied");
        ManagerAction system =
                action("Originate", "Channel=Local/answer@contract/n", "Application=System", "Data=true");
        assertRefused(caller, system, "Originate Access Forbidden: app or data blacklisted");
    }

    @Scenario
    void whatIsNotPermittedIsNotEvenSent(Scene scene) {
        ManagerConnection careful = scene.connect(Users.ADMIN, Map.of("permit", "Originate:Wait"));
        Scene.awaitUp(careful);
        long responses = careful.stats().responses();

        for (ManagerAction risky : List.of(
                action("Originate", "Channel=Local/answer@contract/n", "Application=System", "Data=true"),
                action("Command", "Command=core show version"),
                action("Getvar", "Variable=SHELL(true)"))) {
            assertThatThrownBy(() -> get(careful.send(risky))).isInstanceOf(ActionNotPermittedException.class);
        }
        assertThat(careful.stats().responses()).isEqualTo(responses);
        assertThat(get(careful.originate(call("answer"))).isSuccess()).isTrue();
    }

    private static void assertRefused(ManagerConnection connection, ManagerAction originate, String message) {
        assertThatThrownBy(() -> get(connection.originate(originate)))
                .isInstanceOf(ActionFailedException.class)
                .hasMessageContaining(message);
    }

    private static ManagerAction call(String extension) {
        return action(
                "Originate",
                "Channel=Local/" + extension + "@" + Dialplan.CONTEXT + "/n",
                "Application=Wait",
                "Data=1");
    }

    /** One that is still there when it is asked about; the scene hangs it up. */
    private static ManagerAction longCall() {
        return call("answer").without("Data").with("Data", "30");
    }
}
