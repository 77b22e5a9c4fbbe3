package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ManagerEvent;
import java.util.concurrent.CompletableFuture;

/** Calls as exchanges of routes, and what the dialplan hears of each way in which a route can end. */
class CamelAgiIT {
    @AgiScenario
    void aRouteIsAnIvr(Scene scene) {
        Conversation call;
        try (Routes routes = new Routes(scene)) {
            routes.add("fastagi:camel/{queue}", route -> route.to("agi:answer")
                    .to("agi:get-data?file=beep&timeout=15s&maxDigits=4&result=header.pin")
                    .to("agi:set-variable?variable=OWN&value=${header.pin} of ${header.CamelAgiCallerIdName} for"
                            + " ${header.CamelAgiParameter.queue}"));
            call = Conversation.elsewhere("answered", scene, "SCRIPT=camel/sales");
            call.awaitCommands("GET DATA", 1);
            call.press("42#");

            ManagerEvent told = call.told();
            assertThat(told.get("Own")).isEqualTo("42 of Ada Brandt for sales");
            assertEnding(call, "SUCCESS, continued", "OK");
        }
    }

    @AgiScenario
    void aRouteThatFails(Scene scene) {
        try (Routes routes = new Routes(scene)) {
            for (String onFailure : new String[] {"continue", "fail", "hangup"}) {
                routes.add("fastagi:" + onFailure + "?onFailure=" + onFailure, route -> route.to("agi:noop")
                        .throwException(new IllegalStateException("as a route would")));
            }

            assertEnding(call(scene, "continue"), "SUCCESS, continued", "FAILED");
            assertEnding(call(scene, "fail"), "FAILURE, continued", "FAILED");
            assertEnding(call(scene, "hangup"), "HANGUP", "FAILED");
        }
    }

    @AgiScenario
    void anExceptionThatTheRouteHandlesIsNoFailure(Scene scene) {
        try (Routes routes = new Routes(scene)) {
            routes.add("fastagi:handled", route -> route.doTry()
                    .to("agi:stream-file?file=no-such-sound")
                    .doCatch(Exception.class)
                    .to("agi:stream-file?file=beep")
                    .end());
            routes.add("fastagi:refused", route -> route.to("agi:raw?line=NONSENSE&failOnError=false"));

            assertEnding(call(scene, "handled"), "FAILURE, continued", "OK");
            assertEnding(call(scene, "refused"), "SUCCESS, continued", "OK");
        }
    }

    @AgiScenario
    void aCallerWhoHangsUp(Scene scene) {
        try (Routes routes = new Routes(scene)) {
            CompletableFuture<String> end = new CompletableFuture<>();
            routes.add("fastagi:prompt", route -> route.onCompletion()
                    .process(exchange -> end.complete(exchange.getMessage().getHeader("CamelAgiEnd", String.class)))
                    .end()
                    .to("agi:stream-file?file=demo-congrats")
                    .to("agi:set-variable?variable=OWN&value=too-late"));
            Conversation call = Conversation.elsewhere("answered", scene, "SCRIPT=prompt");
            call.awaitCommands("STREAM FILE", 1);

            call.hangUp();

            assertEnding(call, "HANGUP", "");
            assertThat(call.told().get("Own")).isEmpty();
            assertThat(get(end)).isEqualTo("HANGUP");
        }
    }

    @AgiScenario
    void aRouteThatGoesOnAfterTheHangup(Scene scene) {
        try (Routes routes = new Routes(scene)) {
            routes.add("fastagi:prompt?onHangup=continue", route -> route.to(
                            "agi:stream-file?file=demo-congrats&failOnError=false")
                    .to("agi:set-variable?variable=OWN&value=${header.CamelAgiResult}"));
            Conversation call = Conversation.elsewhere("answered", scene, "SCRIPT=prompt");
            call.awaitCommands("STREAM FILE", 1);

            call.hangUp();

            assertEnding(call, "HANGUP", "");
            assertThat(call.told().get("Own")).isEqualTo("-1");
        }
    }

    @AgiScenario
    void noRouteOrNoneAnyMore(Scene scene) {
        try (Routes routes = new Routes(scene)) {
            routes.add("fastagi:stopped", route -> route.to("agi:answer"));
            routes.stop("fastagi:stopped");

            assertEnding(call(scene, "stopped"), "FAILURE, continued", "");
            assertEnding(call(scene, "never"), "FAILURE, continued", "");
        }
    }

    @AgiScenario
    void callsOfAManagerConnection(Scene scene) {
        try (Routes routes = new Routes(scene)) {
            String name = scene.admin().name();
            routes.context().getRegistry().bind(name, scene.admin());
            routes.add("asyncagi:" + name + "/camel/{queue}", route -> route.to("agi:answer")
                    .to("agi:get-data?file=beep&timeout=15s&maxDigits=2&result=header.pin")
                    .to("agi:set-variable?variable=OWN&value=${header.pin} for ${header.CamelAgiParameter.queue}"));
            Conversation call = Conversation.elsewhere("answered-async", scene, "SCRIPT=camel/sales");
            call.awaitCommands("GET DATA", 1);
            call.press("42");

            assertEnding(call, "SUCCESS, continued", "OK");
            assertThat(call.told().get("Own")).isEqualTo("42 for sales");
        }
    }

    private static Conversation call(Scene scene, String script) {
        return Conversation.elsewhere("call", scene, "SCRIPT=" + script);
    }

    private static void assertEnding(Conversation call, String ending, String jackfield) {
        assertThat(call.ending()).isEqualTo(ending);
        assertThat(call.told().get("Jackfield")).isEqualTo(jackfield);
    }
}
