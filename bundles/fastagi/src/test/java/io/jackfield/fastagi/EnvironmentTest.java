package io.jackfield.fastagi;

import static io.jackfield.fastagi.Caller.environment;
import static io.jackfield.fastagi.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiSession;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the accepted connection to the request, with what Asterisk, strangers and enemies send. */
class EnvironmentTest {

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void aCallIsHandledAndItsCommandsAnswered() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        try (Caller caller = Caller.call(server, "lcr")) {
            AgiSession session = scene.parked();
            assertThat(session.request().channel()).isEqualTo("Local/100@test-00000001;2");
            assertThat(session.request().arguments()).containsExactly("a: b");
            assertThat(session.peer()).startsWith("127.0.0.1:");

            var reply = session.execute(AgiCommands.setVariable("x", "a \"b\""));
            assertThat(caller.line()).isEqualTo("SET VARIABLE \"x\" \"a \\\"b\\\"\"");
            caller.send("200 result=1\n");
            assertThat(reply.get(10, TimeUnit.SECONDS).result()).isEqualTo("1");

            session.close();
            assertThat(caller.agiStatus()).isEqualTo("SUCCESS");
        }
        await().until(() -> server.stats().ended().equals(Map.of(AgiEnd.CLOSED, 1L)));
        assertThat(server.stats().sessions()).isZero();
        assertThat(server.stats().totalSessions()).isEqualTo(1);
    }

    @Test
    void theEnvironmentMayComeByteByByte() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        try (Caller caller = Caller.connect(server)) {
            for (char c : environment("lcr?x=%41").toCharArray()) {
                caller.send(String.valueOf(c));
            }
            assertThat(scene.parked().request().parameters()).containsExactly(entry("x", "A"));
        }
    }

    @Test
    void whatComesWithTheEnvironmentBelongsToTheSession() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        Caller caller = scene.connect(server).send(environment("lcr") + "HANGUP\n");
        assertThat(scene.parked().hangup()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(server.stats().sessions()).isEqualTo(1);
        caller.close();
        await().until(() -> server.stats().ended().equals(Map.of(AgiEnd.HANGUP, 1L)));
    }

    @Test
    void aSecondEmptyLineIsNoReply() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        try (Caller caller = Caller.connect(server).send(environment("lcr") + "\n")) {
            var reply = scene.parked().execute(AgiCommands.noop());
            assertThat(caller.command()).isEqualTo("NOOP");
            assertThat(reply.get(10, TimeUnit.SECONDS).result()).isEqualTo("0");
        }
    }

    @Test
    void repliesMayComeByteByByteWithAHangupInBetween() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        try (Caller caller = Caller.call(server, "lcr")) {
            AgiSession session = scene.parked();
            var reply = session.execute(AgiCommands.getVariable("x"));
            caller.line();
            for (char c : "HANGUP\n200 result=1 (a)\n".toCharArray()) {
                caller.send(String.valueOf(c));
            }
            assertThat(reply.get(10, TimeUnit.SECONDS).data()).contains("a");
            assertThat(session.isHungUp()).isTrue();
            session.close();
            assertThat(caller.agiStatus()).as("a hangup is no failure").isEqualTo("SUCCESS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002",
                "\n",
                "agi_network: yes\nagi_request: agi://x/y\n\n",
                "agi_request: async\nagi_channel: a\nagi_uniqueid: 1\n\n"
            })
    void whatIsNoAgiIsDroppedWithoutAStackTrace(String text) throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", scene.park);
        try (CapturedLog log = new CapturedLog();
                Caller caller = Caller.connect(server).send(text.indexOf('\n') < 0 ? text + "\n" : text)) {
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            await().until(() -> server.stats().refused().equals(Map.of(Refusal.NOT_AGI, 1L)));
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains("FastAGI server main refuses calls", "127.0.0.1:");
            assertThat(log.text()).doesNotContain("\tat ", "ERROR");
        }
        assertThat(scene.nobodyIsParked()).isTrue();
    }

    @Test
    void whatFollowsSomethingThatIsNoAgiIsNotReadAnyMore() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", scene.park);
        try (Caller caller = Caller.connect(server).send("GET / HTTP/1.1\n")) {
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            caller.send(environment("lcr"));
            assertThat(caller.line()).isNull();
        }
        assertThat(scene.nobodyIsParked()).isTrue();
        assertThat(server.stats().totalSessions()).isZero();
    }

    @Test
    void anEnvironmentThatIsTooBigIsAFailure() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", scene.park);
        for (String tooBig : List.of(
                "agi_network: yes\nagi_arg_1: " + "x".repeat(17 * 1024),
                "agi_network: yes\n" + "agi_arg_1: x\n".repeat(300),
                ("agi_arg_1: " + "x".repeat(8 * 1024) + "\n").repeat(9))) {
            try (Caller caller = Caller.connect(server).send(tooBig)) {
                assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            }
        }
        await().until(() -> server.stats().refused().equals(Map.of(Refusal.NOT_AGI, 3L)));
    }

    @Test
    void aProbeIsNothingToTalkAbout() throws Exception {
        FastAgiServer server = scene.server();
        try (CapturedLog log = new CapturedLog()) {
            Caller.connect(server).close();
            Caller.connect(server).reset();
            Caller.connect(server).send("agi_network: yes\nagi_re").close();
            await().until(() -> server.stats().probes() == 3);
            assertThat(log.text()).doesNotContain("INFO", "WARN", "ERROR", "\tat ");
            assertThat(log.lines("without a word")).hasSizeBetween(1, 2);
            assertThat(log.lines("in the middle of its environment")).hasSize(1);
        }
        assertThat(server.stats().handshakes()).isZero();
    }

    @Test
    void whoDripsBytesIsEndedByTheClockAndTakesNoSession() throws Exception {
        FastAgiServer server = scene.server("handshakeTimeout", "600ms", "maxSessions", "1");
        server.handle("*", scene.park);
        List<Caller> dripping = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            dripping.add(scene.connect(server).send("agi_network: y"));
        }
        long began = System.nanoTime();
        scene.call(server, "lcr");
        scene.parked();
        await().until(() -> {
            dripping.forEach(EnvironmentTest::drip);
            return server.stats().handshakes() == 0;
        });
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(8));
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.HANDSHAKE_TIMEOUT, 20L));
        assertThat(server.stats().sessions()).isEqualTo(1);
    }

    @Test
    void oneTooManyThatOwesItsEnvironmentCostsTheOldestItsPlace() throws Exception {
        FastAgiServer server = scene.server("maxHandshakes", "3");
        server.handle("*", scene.park);
        Caller first = scene.connect(server);
        await().until(() -> server.stats().handshakes() == 1);
        Caller second = scene.connect(server);
        scene.connect(server);
        await().until(() -> server.stats().handshakes() == 3);
        scene.call(server, "lcr");
        scene.parked();
        assertThat(first.agiStatus()).isEqualTo("FAILURE");
        assertThat(server.stats().handshakes()).isEqualTo(2);
        second.send(environment("lcr"));
        scene.parked();
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.TOO_MANY_HANDSHAKES, 1L));
    }

    private static void drip(Caller caller) {
        try {
            caller.send("e");
        } catch (IOException ended) {
            assertThat(ended).as("by the server, as is waited for").isInstanceOf(SocketException.class);
        }
    }
}
