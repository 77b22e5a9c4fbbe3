package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.ScriptPattern;
import io.jackfield.asyncagi.AsyncAgi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Calls in {@code AGI(agi:async)}, over a manager connection. */
class AsyncAgiIT {
    private static final Duration LONG = Duration.ofSeconds(15);

    @AgiScenario
    void theRequestTellsTheCall(Scene scene) {
        Conversation call = call(scene);

        AgiRequest request = call.request();

        assertThat(request.script()).isEqualTo(call.script());
        assertThat(request.arguments()).containsExactly(call.script(), "second");
        assertThat(request.get("request")).contains("async");
        assertThat(request.environment().keySet())
                .startsWith("agi_request", "agi_channel")
                .contains("agi_threadid")
                .doesNotContain("agi_network");
        assertThat(request.channel()).isEqualTo(call.channel());
        assertThat(request.uniqueId()).isEqualTo(call.script() + ";2");
        assertThat(request.callerIdName()).contains("Ada Brandt");
        assertThat(request.extension()).isEqualTo("async");
        assertThat(call.session().peer()).isEqualTo(scene.admin().name());
    }

    @AgiScenario
    void commandsAreExecutedAndAnswered(Scene scene) {
        Conversation call = answered(scene);

        assertThat(call.say("NOOP")).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.channelStatus())).isEqualTo("200 result=6");
        for (String value : List.of("50% (a+b) c)", "Grüße, 世界 🎺", "\"q\" \\", "a%20b+c", "")) {
            call.execute(AgiCommands.setVariable("HOSTILE", value));
            assertThat(call.execute(AgiCommands.getFullVariable("${HOSTILE}")).data())
                    .contains(value);
        }
        assertThat(call.say("NONSENSE")).isEqualTo("510 Invalid or unknown command");
        assertThat(call.execute("GET VARIABLE").code()).isEqualTo(520);
        assertThat(call.execute(AgiCommands.gosub(Dialplan.SUBROUTINES, "join", "1", "a,b"))
                        .lines())
                .containsExactly("100 result=0 Trying...", "200 result=0 Gosub complete");
        assertThat(call.say(AgiCommands.exec("Wait", "0.1"))).isEqualTo("200 result=0");
        assertThat(call.say(AgiCommands.exec("NoSuchApplication"))).isEqualTo("200 result=-2");
    }

    @AgiScenario
    void keysAndSounds(Scene scene) {
        Conversation call = answered(scene);

        assertThat(Conversation.last(call.pressing("12#", AgiCommands.getData("beep", LONG, 4))))
                .isEqualTo("200 result=12");
        assertThat(call.pressing("4", AgiCommands.streamFile("demo-congrats", "4"))
                        .digit())
                .contains('4');
        assertThat(call.say(AgiCommands.streamFile("beep", ""))).isEqualTo("200 result=0 endpos=3520");
    }

    @AgiScenario
    void manyCommandsAreExecutedInTheirOrder(Scene scene) {
        Conversation call = call(scene);
        List<CompletableFuture<AgiReply>> replies = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            replies.add(call.session().execute(AgiCommands.getFullVariable(i + "-${EXTEN}")));
        }

        for (int i = 0; i < replies.size(); i++) {
            assertThat(get(replies.get(i)).data()).contains(i + "-async");
        }
    }

    @AgiScenario
    void aReplyThatComesInPiecesIsPutTogether(Scene scene) {
        Conversation call = call(scene);
        String half = "x".repeat(900);
        call.execute(AgiCommands.setVariable("LONG", half));

        assertThat(call.execute(AgiCommands.getFullVariable("${LONG}${LONG}")).data())
                .contains(half + half);
        assertThat(call.say("GET VARIABLE EXTEN")).isEqualTo("200 result=1 (async)");
        assertThat(call.execute(AgiCommands.getVariable("LONG")).data()).contains(half);
    }

    @AgiScenario
    void aReplyThatAsteriskCutsDisturbsNoOther(Scene scene) {
        Conversation call = call(scene);
        call.execute(AgiCommands.setVariable("LONG", "%".repeat(800)));

        assertThat(Conversation.problem(call.session().execute(AgiCommands.getFullVariable("${LONG}${LONG}"))))
                .isInstanceOf(AgiException.class);

        assertThat(call.say("GET VARIABLE EXTEN")).isEqualTo("200 result=1 (async)");
    }

    @AgiScenario
    void theHandlerIsDone(Scene scene) {
        Conversation call = call(scene);

        call.done();

        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.CLOSED);
        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
    }

    @AgiScenario
    void theHandlerFails(Scene scene) {
        Conversation call = call(scene);

        call.session().fail();

        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.FAILED);
        assertThat(call.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void aCommandThatFailsBadlyEndsTheSession(Scene scene) {
        Conversation call = call(scene);

        assertThat(call.say(AgiCommands.streamFile("no-such-sound", ""))).isEqualTo("200 result=-1 endpos=0");

        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.LOST);
        assertThat(call.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void theCallerHangsUp(Scene scene) {
        Conversation call = answered(scene);
        CompletableFuture<AgiReply> first = call.begin(AgiCommands.streamFile("demo-congrats", ""));
        CompletableFuture<AgiReply> second = call.session().execute(AgiCommands.getVariable("EXTEN"));

        call.hangUp();

        get(call.session().hangup());
        String cut = get(first.handle((reply, hangup) -> reply == null ? "hung up" : reply.result()));
        assertThat(cut).isIn("-1", "hung up");
        assertThat(Conversation.problem(second)).isInstanceOf(AgiHangupException.class);
        call.done();
        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.HANGUP);
        assertThat(call.ending()).isEqualTo("HANGUP");
    }

    @AgiScenario
    void aCallThatNobodyHandlesIsLeftAloneUntilSomebodyDoes(Scene scene) {
        Recording heard = scene.record("AsyncAGI*,AGIExecStart");
        Conversation waiting = Conversation.elsewhere("async", scene, "SCRIPT=late");
        heard.await("AsyncAGIStart", "Uniqueid=" + waiting.script() + ";2");
        HandlerRegistry registry = new HandlerRegistry();
        AsyncAgi agi = bound(scene, registry);
        CompletableFuture<String> found = new CompletableFuture<>();
        assertThat(heard.find("AGIExecStart")).isEmpty();

        registry.add(entry("late", session -> {
            found.complete(session.request().uniqueId());
            return CompletableFuture.completedFuture(null);
        }));

        assertThat(get(found)).isEqualTo(waiting.script() + ";2");
        assertThat(waiting.ending()).isEqualTo("SUCCESS, continued");
        Scene.await("no sessions", () -> agi.sessions() == 0);
    }

    private static Conversation call(Scene scene) {
        return at("async", scene);
    }

    private static Conversation answered(Scene scene) {
        return at("answered-async", scene);
    }

    private static Conversation at(String extension, Scene scene) {
        return Conversation.begin(scene, extension, (script, handler) -> handle(scene, script, handler))
                .awaitSession();
    }

    private static AutoCloseable handle(Scene scene, String script, AgiHandler handler) {
        HandlerRegistry registry = new HandlerRegistry();
        registry.add(entry(script, handler));
        bound(scene, registry);
        return () -> {};
    }

    private static AsyncAgi bound(Scene scene, HandlerRegistry registry) {
        AsyncAgi agi = scene.keep(new AsyncAgi(registry, Duration.ofSeconds(2)));
        agi.bind(scene.admin());
        return agi;
    }

    private static HandlerRegistry.Entry entry(String script, AgiHandler handler) {
        return new HandlerRegistry.Entry(handler, ScriptPattern.parse(script), Set.of(), 0, 0, "the contract");
    }
}
