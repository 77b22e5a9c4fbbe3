package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import io.jackfield.fastagi.Refusal;
import io.jackfield.itests.asterisk.LoopbackPorts;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the dialplan finds in {@code AGISTATUS} after each way in which a session can end, or not begin. */
class AgiEndingsIT {
    @AgiScenario
    void theHandlerIsDone(Scene scene) {
        Conversation call = Conversation.of(scene);
        call.execute(AgiCommands.setVariable("OWN", "result"));

        call.done();

        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
        assertThat(call.told().get("Own")).isEqualTo("result");
        assertThat(get(call.session().ended())).isEqualTo(AgiEnd.CLOSED);
    }

    @AgiScenario
    void theHandlerFails(Scene scene) {
        Conversation thrown = Conversation.of(scene);
        thrown.fail(new AgiNoSessionException("as a handler would"));
        assertThat(thrown.ending()).isEqualTo("FAILURE, continued");
        assertThat(get(thrown.session().ended())).isEqualTo(AgiEnd.FAILED);

        Conversation said = Conversation.of(scene);
        said.session().fail();
        assertThat(said.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void aCommandFailsBadly(Scene scene) {
        Conversation call = Conversation.of(scene);

        call.execute(AgiCommands.streamFile("no-such-sound", ""));
        assertThat(call.say(AgiCommands.streamFile("beep", ""))).startsWith("200 result=0");
        call.done();

        assertThat(call.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void aCommandFailsBadlyAndTheCallerHangsUp(Scene scene) {
        Conversation call = Conversation.answered(scene);

        call.execute(AgiCommands.streamFile("no-such-sound", ""));
        call.hangUp();
        get(call.session().hangup());
        call.done();

        assertThat(call.ending()).startsWith("FAILURE");
    }

    @AgiScenario
    void aPromptIsCutByTheEnd(Scene scene) {
        Conversation call = Conversation.of(scene);
        CompletableFuture<AgiReply> reply = call.begin(AgiCommands.streamFile("demo-congrats", ""));

        call.done();

        assertThat(Conversation.problem(reply)).hasMessageContaining("STREAM FILE");
        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
    }

    @AgiScenario
    void anApplicationIsNotCutByTheEnd(Scene scene) {
        Conversation call = Conversation.of(scene);
        call.begin(AgiCommands.exec("Set", "FIRST=1"));
        CompletableFuture<AgiReply> reply = call.begin(AgiCommands.exec("Wait", "0.5"));
        long before = System.nanoTime();

        call.done();

        assertThat(call.ending()).isEqualTo("SUCCESS, continued");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(250));
        assertThat(Conversation.problem(reply)).isInstanceOf(AgiException.class);
    }

    @AgiScenario
    void noHandlerMatches(Scene scene) {
        Conversation call = Conversation.elsewhere("call", scene, "SCRIPT=nobody/knows/this");

        assertThat(call.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void nobodyListens(Scene scene) {
        Conversation call = Conversation.elsewhere("call", scene, "AGI_PORT=" + LoopbackPorts.next());

        assertThat(call.ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void soundIsNotSentOverANetwork(Scene scene) {
        assertThat(Conversation.elsewhere("enhanced", scene).ending()).isEqualTo("FAILURE, continued");
    }

    @AgiScenario
    void aServerClosesEarly(Scene scene) {
        assertEnding("SUCCESS, continued", new AgiPeer(Socket::close), scene);
        assertEnding("SUCCESS, continued", new AgiPeer(AgiPeer::readEnvironment), scene);
        assertEnding("SUCCESS, continued", new AgiPeer(AgiEndingsIT::crash), scene);
        assertEnding("SUCCESS, continued", AgiPeer.saying("NOOP\n"), scene);
        assertEnding("SUCCESS, continued", AgiPeer.saying("SET VARIABLE OWN x\nSTREAM FILE demo-con"), scene);
    }

    /** By a reset, as of a process that is killed with something unread. */
    private static void crash(Socket connection) throws IOException {
        AgiPeer.readEnvironment(connection);
        connection.setSoLinger(true, 0);
    }

    @AgiScenario
    void aServerSaysFailure(Scene scene) {
        assertEnding("FAILURE, continued", AgiPeer.saying("failure\n"), scene);
        assertEnding("FAILURE, continued", AgiPeer.saying("FAILUREXYZ\n"), scene);
        assertEnding("SUCCESS, continued", AgiPeer.saying("no failure\n"), scene);
    }

    private static void assertEnding(String ending, AgiPeer server, Scene scene) {
        try (server) {
            assertThat(Conversation.elsewhere("call", scene, server.variable()).ending())
                    .isEqualTo(ending);
        }
    }

    @AgiScenario
    void aServerRefusesWhatIsTooMuchOrNotAllowed(Scene scene) {
        try (FastAgiServerFactory factory = new FastAgiServerFactory()) {
            FastAgiServer small = server(factory, "small", "maxSessions", 1);
            small.handle("*", session -> new CompletableFuture<>());
            Conversation first = Conversation.elsewhere("call", scene, variable(small));
            Scene.await("the first session", () -> small.stats().sessions() == 1);
            Conversation second = Conversation.elsewhere("call", scene, variable(small));
            assertThat(second.ending()).isEqualTo("FAILURE, continued");
            assertThat(small.stats().refused()).containsEntry(Refusal.TOO_MANY_SESSIONS, 1L);

            FastAgiServer closed = server(factory, "closed", "allow", "10.0.0.0/8");
            assertThat(Conversation.elsewhere("call", scene, variable(closed)).ending())
                    .isEqualTo("FAILURE, continued");
            assertThat(closed.stats().refused()).containsEntry(Refusal.NOT_ALLOWED, 1L);

            small.close();
            assertThat(first.ending()).as("the server stops").isEqualTo("FAILURE, continued");
        }
    }

    private static FastAgiServer server(FastAgiServerFactory factory, String name, String key, Object value) {
        Map<String, Object> settings = new HashMap<>(Map.of("port", LoopbackPorts.next(), "drainTimeout", "100ms"));
        settings.put(key, value);
        return factory.create(name, settings);
    }

    private static String variable(FastAgiServer server) {
        return "AGI_PORT=" + server.address().orElseThrow().getPort();
    }
}
