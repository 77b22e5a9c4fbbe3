package io.jackfield.fastagi;

import static io.jackfield.fastagi.Scene.await;
import static io.jackfield.fastagi.Scene.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiSession;
import io.netty.util.internal.InternalThreadLocalMap;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming and going of a server, while calls are in progress. */
class StopTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void aServerThatStopsLeavesThePortAtOnceAndItsCallsMayEnd() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", scene.park);
        Caller caller = scene.call(server, "lcr");
        AgiSession session = scene.parked();
        Caller late = scene.connect(server);
        await().until(() -> server.stats().handshakes() == 1);
        int port = server.address().orElseThrow().getPort();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        await().until(() -> server.address().isEmpty());
        try (ServerSocket next = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"))) {
            assertThat(next.isBound()).isTrue();
        }
        assertThat(late.send(Caller.environment("lcr")).agiStatus()).isEqualTo("FAILURE");
        assertThat(server.stats().draining()).isTrue();
        assertThat(closed).isNotDone();

        var reply = session.execute(AgiCommands.noop());
        caller.command();
        assertThat(reply).succeedsWithin(SOON);
        session.close();
        assertThat(caller.agiStatus()).isEqualTo("SUCCESS");
        assertThat(closed).succeedsWithin(SOON);
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.DRAINING, 1L));
        assertThat(server.stats().ended()).containsExactly(entry(AgiEnd.CLOSED, 1L));
    }

    @Test
    void sessionsThatDoNotEndAreCutAndTheDialplanSeesAFailure() throws Exception {
        FastAgiServer server = scene.server("drainTimeout", "300ms");
        server.handle("*", scene.park);
        Caller caller = scene.call(server, "lcr");
        AgiSession session = scene.parked();
        var reply = session.execute(AgiCommands.waitForDigit(Duration.ofMillis(-1)));
        Caller silent = scene.connect(server);
        await().until(() -> server.stats().handshakes() == 1);
        try (CapturedLog log = new CapturedLog()) {
            server.close();
            assertThat(log.lines("INFO").get(0)).contains("is stopping; 1 sessions may go on for 300 ms");
            assertThat(log.lines("is stopped")).singleElement().asString().contains("1 sessions were cut");
        }
        assertThat(caller.line()).startsWith("WAIT FOR DIGIT");
        assertThat(caller.agiStatus()).isEqualTo("FAILURE");
        assertThat(silent.agiStatus()).isEqualTo("FAILURE");
        assertThat(reply)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(AgiNoSessionException.class)
                .withMessageContaining("STOPPED");
        assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.STOPPED);
        server.close();
    }

    @Test
    void theFactoryStopsAllServersAtTheSameTime() throws Exception {
        FastAgiServer one = scene.server("drainTimeout", "1s");
        FastAgiServer two = scene.factory().create("two", settings("drainTimeout", "1s"));
        one.handle("*", scene.park);
        two.handle("*", scene.park);
        Caller first = scene.call(one, "lcr");
        Caller second = scene.call(two, "lcr");
        scene.parked();
        scene.parked();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(scene.factory()::close);
        await().until(() -> one.address().isEmpty() && two.address().isEmpty());
        assertThat(first.agiStatus()).isEqualTo("FAILURE");
        assertThat(second.agiStatus()).isEqualTo("FAILURE");
        assertThat(closed).succeedsWithin(SOON);
        await().untilAsserted(() -> assertThat(Scene.threads()).isEmpty());
        assertThatThrownBy(() -> scene.factory().create("late", settings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aPortThatIsTakenIsSaidOnceAndAwaited() throws Exception {
        FastAgiServer server;
        try (CapturedLog log = new CapturedLog()) {
            try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
                String port = String.valueOf(other.getLocalPort());
                server = scene.factory().create("main", settings("port", port));
                server.handle("*", scene.park);
                assertThat(server.address()).isEmpty();
                assertThat(log.lines("ERROR"))
                        .singleElement()
                        .asString()
                        .contains("FastAGI server main cannot listen on 127.0.0.1:" + port, "in use");
            }
            await().until(() -> server.address().isPresent());
            assertThat(log.lines("ERROR")).hasSize(1);
            assertThat(log.lines("listens on 127.0.0.1:")).hasSize(1);
        }
        scene.call(server, "lcr");
        scene.parked();
    }

    @Test
    void aServerThatNeverListenedStopsAsWell() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            FastAgiServer server = scene.server("port", String.valueOf(other.getLocalPort()));
            server.close();
        }
        FastAgiServer unknown = scene.server("host", "no-such-host.invalid");
        assertThat(unknown.address()).isEmpty();
    }

    @Test
    void anotherPortIsTakenWhileCallsGoOn() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", scene.park);
        Caller caller = scene.call(server, "lcr");
        AgiSession session = scene.parked();
        int before = server.address().orElseThrow().getPort();
        int free;
        try (ServerSocket any = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            free = any.getLocalPort();
        }
        server.update(settings("port", String.valueOf(free)));
        assertThat(server.address().orElseThrow().getPort()).isEqualTo(free).isNotEqualTo(before);
        scene.call(server, "lcr");
        scene.parked();
        var reply = session.execute(AgiCommands.noop());
        caller.command();
        assertThat(reply).succeedsWithin(SOON);
        assertThat(server.stats().sessions()).isEqualTo(2);
    }

    @Test
    void settingsThatCannotBeUsedChangeNothing() {
        FastAgiServer server = scene.server("maxSessions", "3");
        var address = server.address();
        assertThatThrownBy(() -> server.update(settings("port", "1", "maxSessions", "none")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("maxSessions = none");
        assertThat(server.address()).isEqualTo(address);
        assertThat(server.stats().maxSessions()).isEqualTo(3);
    }

    @Test
    void aNameIsTakenUntilItsServerIsClosed() {
        FastAgiServer server = scene.server();
        assertThatThrownBy(() -> scene.server())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the name main is taken");
        server.close();
        assertThat(scene.server().address()).isPresent();
    }

    /** Threads of the container, which outlive the bundle and would hold Netty's classes. */
    @Test
    void aThreadOfSomebodyElseIsLeftWithoutCachesOfNetty() {
        CompletableFuture<InternalThreadLocalMap> left = new CompletableFuture<>();
        Thread somebodys = new Thread(() -> {
            try {
                FastAgiServer server = scene.server("drainTimeout", "100ms");
                FastAgiServer.Registration handler = server.handle("*", scene.park);
                Caller first = scene.call(server, "lcr");
                AgiSession failing = scene.parked();
                Caller second = scene.call(server, "lcr");
                scene.parked();
                failing.execute(AgiCommands.noop());
                first.command();
                failing.fail();
                handler.close();
                server.update(settings("port", "0", "maxSessions", "5"));
                server.close();
                second.agiStatus();
                scene.factory().close();
                left.complete(InternalThreadLocalMap.getIfSet());
            } catch (Exception | AssertionError e) {
                left.completeExceptionally(e);
            }
        });
        somebodys.start();
        assertThat(left).succeedsWithin(SOON).isNull();
    }
}
