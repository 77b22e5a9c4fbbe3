package io.jackfield.fastagi;

import static io.jackfield.fastagi.Scene.await;
import static io.jackfield.fastagi.Scene.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiSession;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may come, how many, and for how long. */
class LimitsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void whoIsNotAllowedIsToldSoWithoutBeingRead() throws Exception {
        FastAgiServer server = scene.server("allow", "127.0.0.2, 10.0.0.0/8");
        server.handle("*", scene.park);
        try (CapturedLog log = new CapturedLog()) {
            Caller stranger = scene.connect(server);
            assertThat(stranger.agiStatus()).as("before it says a word").isEqualTo("FAILURE");
            assertThat(scene.call(server, "lcr").agiStatus()).isEqualTo("FAILURE");
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:", "is not in allow = 127.0.0.2, 10.0.0.0/8");
        }
        scene.connectFrom("127.0.0.2", server).send(Caller.environment("lcr"));
        scene.parked();
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.NOT_ALLOWED, 2L));
    }

    @Test
    void oneSessionTooManyIsRefusedAtOnce() throws Exception {
        FastAgiServer server = scene.server("maxSessions", "2");
        server.handle("*", scene.park);
        scene.call(server, "lcr");
        scene.call(server, "lcr");
        AgiSession first = scene.parked();
        scene.parked();
        try (CapturedLog log = new CapturedLog()) {
            assertThat(scene.call(server, "lcr").agiStatus()).isEqualTo("FAILURE");
            assertThat(scene.call(server, "lcr").agiStatus()).isEqualTo("FAILURE");
            assertThat(log.lines("WARN")).singleElement().asString().contains("maxSessions = 2");
        }
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.TOO_MANY_SESSIONS, 2L));
        first.close();
        assertThat(first.ended()).succeedsWithin(SOON);
        scene.call(server, "lcr");
        scene.parked();
        assertThat(server.stats().sessions()).isEqualTo(2);
    }

    @Test
    void onePeerCannotTakeAllSessions() throws Exception {
        FastAgiServer server = scene.server("maxSessionsPerPeer", "1");
        server.handle("*", scene.park);
        Caller one = scene.call(server, "lcr");
        AgiSession session = scene.parked();
        assertThat(scene.call(server, "lcr").agiStatus()).isEqualTo("FAILURE");
        scene.connectFrom("127.0.0.2", server).send(Caller.environment("lcr"));
        scene.parked();
        one.close();
        assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.LOST);
        scene.call(server, "lcr");
        scene.parked();
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.TOO_MANY_SESSIONS_OF_PEER, 1L));
    }

    @Test
    void limitsAreEditedWhileCallsGoOn() throws Exception {
        FastAgiServer server = scene.server("maxSessions", "1");
        server.handle("*", scene.park);
        Caller caller = scene.call(server, "lcr");
        AgiSession session = scene.parked();
        var address = server.address();
        server.update(settings("maxSessions", "2", "allow", "127.0.0.2"));
        assertThat(scene.call(server, "lcr").agiStatus()).isEqualTo("FAILURE");
        scene.connectFrom("127.0.0.2", server).send(Caller.environment("lcr"));
        scene.parked();
        assertThat(server.address()).isEqualTo(address);
        var reply = session.execute(AgiCommands.noop());
        caller.command();
        assertThat(reply).succeedsWithin(SOON);
    }

    @Test
    void aSessionWithoutCommandsIsEndedButNotOneThatWaitsForAReply() throws Exception {
        FastAgiServer server = scene.server("idleTimeout", "500ms");
        server.handle("*", scene.park);
        scene.call(server, "busy");
        AgiSession busy = scene.parked();
        busy.execute(AgiCommands.waitForDigit(Duration.ofMillis(-1)));
        try (CapturedLog log = new CapturedLog()) {
            Caller caller = scene.call(server, "idle");
            AgiSession idle = scene.parked();
            assertThat(idle.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.TIMEOUT);
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains("a time ran out", "script 'idle'", "idleTimeout = 500 ms");
        }
        assertThat(busy.ended()).isNotDone();
    }

    @Test
    void aSessionMayBeTooOld() throws Exception {
        FastAgiServer server = scene.server("maxSessionAge", "500ms");
        server.handle("*", scene.park);
        scene.call(server, "lcr");
        AgiSession session = scene.parked();
        session.execute(AgiCommands.waitForDigit(Duration.ofMillis(-1)));
        assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.TIMEOUT);
        await().until(() -> server.stats().ended().equals(Map.of(AgiEnd.TIMEOUT, 1L)));
    }

    @Test
    void aLineMayBeAsLongAsTheServerSays() throws Exception {
        FastAgiServer server = scene.server();
        FastAgiServer modern = scene.factory().create("modern", settings("lineLimit", "8190"));
        server.handle("*", scene.park);
        modern.handle("*", scene.park);
        String text = "x".repeat(8190 - "VERBOSE \"\"".length());
        scene.call(server, "lcr");
        assertThat(scene.parked().execute(AgiCommands.verbose(text)))
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("2046");
        Caller caller = scene.call(modern, "lcr");
        scene.parked().execute(AgiCommands.verbose(text));
        assertThat(caller.line()).hasSize(8190);
    }

    @Test
    void statsTellWhatGoesOn() throws Exception {
        FastAgiServer server = scene.server("maxSessions", "7");
        server.handle("*", scene.park);
        scene.connect(server);
        scene.call(server, "lcr");
        scene.parked();
        await().until(() -> server.stats().handshakes() == 1);
        FastAgiServerStats stats = server.stats();
        assertThat(stats.sessions()).isEqualTo(1);
        assertThat(stats.maxSessions()).isEqualTo(7);
        assertThat(stats.totalSessions()).isEqualTo(1);
        assertThat(stats.longest()).isPositive().isLessThan(SOON);
        assertThat(stats.totalRefused()).isZero();
        assertThat(stats.draining()).isFalse();
    }
}
