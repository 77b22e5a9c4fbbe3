package io.jackfield.fastagi;

import static io.jackfield.fastagi.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.agi.AgiCall;
import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.AgiSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets a call, what becomes of it when he fails, and when he goes away. */
class HandlersTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int WORKERS = Math.max(4, Runtime.getRuntime().availableProcessors());

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void theMostLiteralPatternGetsTheCallWithItsParameters() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", session -> CompletableFuture.failedFuture(new AssertionError("not for me")));
        server.handle("ivr/{queue}", scene.park);
        scene.call(server, "ivr/sales%20eu?lang=de");
        AgiRequest request = scene.parked().request();
        assertThat(request.pathParameters()).containsExactly(entry("queue", "sales eu"));
        assertThat(request.parameters()).containsExactly(entry("lang", "de"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.handle("a*b", scene.park))
                .withMessageContaining("a*b");
    }

    @Test
    void aScriptWithoutHandlerIsAFailure() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        try (CapturedLog log = new CapturedLog();
                Caller caller = Caller.call(server, "other")) {
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            assertThat(scene.call(server, "").agiStatus()).isEqualTo("FAILURE");
            assertThat(log.lines("WARN")).singleElement().asString().contains("no handler matches", "'other'");
        }
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.NO_HANDLER, 2L));
        assertThat(server.stats().totalSessions()).isZero();
    }

    @Test
    void handlersOfOneServerGetNoCallsOfAnother() throws Exception {
        FastAgiServer main = scene.server();
        FastAgiServer other = scene.factory().create("other", Scene.settings());
        main.handle("lcr", scene.park);
        try (Caller caller = Caller.call(other, "lcr")) {
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
        }
    }

    @Test
    void aHandlerThatFailsIsAFailureAndSaidWithItsStackTrace() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("throws", session -> {
            throw new IllegalStateException("thrown at once");
        });
        server.handle("error", session -> {
            throw new AssertionError("an error at once");
        });
        server.handle("null", session -> null);
        server.handle("later", session -> session.execute(AgiCommands.noop()).thenApply(reply -> {
            throw new IllegalStateException("thrown later");
        }));
        try (CapturedLog log = new CapturedLog()) {
            for (String script : List.of("throws", "error", "null")) {
                try (Caller caller = Caller.call(server, script)) {
                    assertThat(caller.agiStatus()).as(script).isEqualTo("FAILURE");
                }
            }
            try (Caller caller = Caller.call(server, "later")) {
                caller.command();
                assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            }
            assertThat(log.lines("ERROR")).hasSize(4).allMatch(line -> line.contains("FastAGI server main"));
            assertThat(log.text())
                    .contains(
                            "thrown at once",
                            "an error at once",
                            "expected a CompletionStage",
                            "thrown later",
                            "\tat ");
        }
        await().until(() -> server.stats().ended().equals(Map.of(AgiEnd.FAILED, 4L)));
    }

    @Test
    void aCommandThatFailsTheHandlerIsOneLineWithoutStackTrace() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", session -> session.execute(AgiCommand.raw("NO SUCH")));
        try (CapturedLog log = new CapturedLog();
                Caller caller = Caller.call(server, "lcr")) {
            caller.line();
            caller.send("510 Invalid or unknown command\n");
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            assertThat(log.lines("WARN")).singleElement().asString().contains("510", "NO");
            assertThat(log.text()).doesNotContain("\tat ", "ERROR");
        }
    }

    @Test
    void aHandlerThatEndsWithAHangupIsQuiet() throws Exception {
        FastAgiServer server = scene.server();
        ExecutorService scripts = Executors.newCachedThreadPool();
        server.handle("ivr", AgiHandler.blocking(scripts, call -> {
            call.streamFile("welcome");
            call.streamFile("goodbye");
        }));
        try (CapturedLog log = new CapturedLog();
                Caller caller = Caller.call(server, "ivr")) {
            assertThat(caller.line()).startsWith("STREAM FILE");
            caller.send("200 result=-1 endpos=0\nHANGUP\n");
            caller.send("200 result=6\n");
            assertThat(caller.agiStatus()).isIn("SUCCESS");
            await().until(() -> server.stats().ended().equals(Map.of(AgiEnd.HANGUP, 1L)));
            assertThat(log.text()).doesNotContain("WARN", "ERROR", "\tat ");
        }
        scripts.shutdown();
        assertThat(scripts.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHandlerRunsOnAWorkerUnlessItNeverBlocks() throws Exception {
        FastAgiServer server = scene.server();
        List<String> threads = new CopyOnWriteArrayList<>();
        AgiHandler steps = session -> {
            threads.add(Thread.currentThread().getName());
            session.ended().thenRun(() -> threads.add(Thread.currentThread().getName()));
            return session.execute(AgiCommands.answer()).thenCompose(answered -> {
                threads.add(Thread.currentThread().getName());
                return session.execute(AgiCommands.noop());
            });
        };
        server.handle("worker", steps);
        server.handle("io", AgiHandler.nonBlocking(steps));
        for (String script : List.of("worker", "io")) {
            threads.clear();
            try (Caller caller = Caller.call(server, script)) {
                assertThat(caller.command()).isEqualTo("ANSWER");
                assertThat(caller.command()).isEqualTo("NOOP");
                assertThat(caller.agiStatus()).isEqualTo("SUCCESS");
            }
            await().until(() -> threads.size() == 3);
            assertThat(threads).allMatch(thread -> thread.startsWith("jackfield-fastagi-" + script));
        }
    }

    @Test
    void aHandlerThatBreaksItsWordFailsInsteadOfHoldingUpOthers() throws Exception {
        FastAgiServer server = scene.server();
        server.handle(
                "wait",
                AgiHandler.nonBlocking(session -> CompletableFuture.completedFuture(
                        session.execute(AgiCommands.answer()).join())));
        server.handle("here", AgiHandler.blocking(Runnable::run, AgiCall::answer));
        try (CapturedLog log = new CapturedLog()) {
            for (String script : List.of("wait", "here")) {
                try (Caller caller = Caller.call(server, script)) {
                    assertThat(caller.agiStatus()).isEqualTo("FAILURE");
                }
            }
            assertThat(log.lines("ERROR")).hasSize(2);
            assertThat(log.text()).contains("'wait'", "'here'", "threads of its own");
        }
    }

    @Test
    void aPbxThatDiesEndsTheSessionAndItsCommand() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("lcr", scene.park);
        try (CapturedLog log = new CapturedLog()) {
            Caller caller = Caller.call(server, "lcr");
            AgiSession session = scene.parked();
            var reply = session.execute(AgiCommands.waitForDigit(Duration.ofMillis(-1)));
            caller.line();
            caller.reset();
            assertThat(reply).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(AgiConnectionException.class);
            assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.LOST);
            assertThat(log.lines("WARN")).singleElement().asString().contains("loses sessions", "script 'lcr'");
            assertThat(log.lines("ERROR")).isEmpty();
        }
        assertThat(server.stats().sessions()).isZero();
    }

    @Test
    void whenAHandlerGoesNewCallsGoToTheNextAndItsOwnMayEnd() throws Exception {
        FastAgiServer server = scene.server();
        server.handle("*", session -> session.execute(AgiCommands.verbose("the next")));
        AtomicBoolean parking = new AtomicBoolean(true);
        FastAgiServer.Registration registration = server.handle(
                "lcr",
                session -> parking.getAndSet(false)
                        ? scene.park.handle(session)
                        : session.execute(AgiCommands.verbose("not gone yet")));
        try (Caller caller = Caller.call(server, "lcr")) {
            AgiSession session = scene.parked();
            CompletableFuture<Void> gone = CompletableFuture.runAsync(registration::close);
            await().untilAsserted(() -> {
                try (Caller later = Caller.call(server, "lcr")) {
                    assertThat(later.command()).contains("the next");
                    assertThat(later.agiStatus()).isEqualTo("SUCCESS");
                }
            });
            assertThat(gone).as("it waits for its call").isNotDone();

            var reply = session.execute(AgiCommands.verbose("still mine"));
            assertThat(caller.command()).contains("still mine");
            assertThat(reply).succeedsWithin(SOON);
            session.close();
            assertThat(caller.agiStatus()).isEqualTo("SUCCESS");
            assertThat(gone).succeedsWithin(SOON);
        }
        assertThat(server.stats().ended().keySet()).containsExactly(AgiEnd.CLOSED);
    }

    @Test
    void aHandlerThatWaitsForItsCallsKeepsNoOtherFromComingAndGoing() throws Exception {
        FastAgiServer server = scene.server();
        FastAgiServer.Registration slow = server.handle("lcr", scene.park);
        try (Caller caller = Caller.call(server, "lcr")) {
            AgiSession session = scene.parked();
            CompletableFuture<Void> gone = CompletableFuture.runAsync(slow::close);
            await().until(() -> {
                try (Caller later = Caller.call(server, "lcr")) {
                    return later.agiStatus().equals("FAILURE");
                }
            });
            CompletableFuture<Void> others = CompletableFuture.runAsync(
                    () -> server.handle("ivr", scene.park).close());

            assertThat(others).succeedsWithin(SOON);
            assertThat(gone).as("it waits for its call").isNotDone();
            session.close();
            assertThat(caller.agiStatus()).isEqualTo("SUCCESS");
            assertThat(gone).succeedsWithin(SOON);
        }
    }

    @Test
    void callsOfAGoneHandlerThatDoNotEndAreCutAfterTheGrace() throws Exception {
        FastAgiServer server = scene.server("drainTimeout", "300ms");
        FastAgiServer.Registration registration = server.handle("lcr", scene.park);
        try (Caller caller = Caller.call(server, "lcr")) {
            AgiSession session = scene.parked();
            registration.close();
            assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.STOPPED);
            assertThat(caller.agiStatus()).isEqualTo("FAILURE");
            registration.close();
        }
    }

    @Test
    void aHandlerIsReplacedWhileCallsComeAndNoneIsLost() throws Exception {
        FastAgiServer server = scene.server();
        AgiHandler quick = session -> session.execute(AgiCommands.noop());
        FastAgiServer.Registration current = server.handle("lcr", quick);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Integer>> failures = new ArrayList<>();
        CountDownLatch enough = new CountDownLatch(200);
        for (int i = 0; i < 4; i++) {
            failures.add(CompletableFuture.supplyAsync(() -> callUntil(enough, server), callers));
        }
        while (enough.getCount() > 0) {
            FastAgiServer.Registration next = server.handle("lcr", quick);
            current.close();
            current = next;
        }
        callers.shutdown();
        for (CompletableFuture<Integer> failed : failures) {
            assertThat(failed.get(20, TimeUnit.SECONDS)).isZero();
        }
        assertThat(server.stats().refused()).isEmpty();
    }

    private static int callUntil(CountDownLatch enough, FastAgiServer server) {
        int failed = 0;
        while (enough.getCount() > 0) {
            try (Caller caller = Caller.call(server, "lcr")) {
                caller.command();
                failed += caller.agiStatus().equals("SUCCESS") ? 0 : 1;
            } catch (IOException e) {
                failed++;
            }
            enough.countDown();
        }
        return failed;
    }

    @Test
    void handlersThatBlockAllWorkersAreNamedAndTheirCallersDoNotWaitForEver() throws Exception {
        FastAgiServer server = scene.server("handshakeTimeout", "300ms");
        CountDownLatch release = new CountDownLatch(1);
        server.handle("block", session -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(null);
        });
        List<Caller> callers = new ArrayList<>();
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i <= WORKERS; i++) {
                callers.add(Caller.call(server, "block"));
            }
            await().until(() -> server.stats().refused().equals(Map.of(Refusal.NO_WORKER, 1L)));
            await().untilAsserted(() ->
                    assertThat(log.lines("WARN")).singleElement().asString().contains("AgiHandler.blocking"));
            assertThat(server.stats().sessions()).isEqualTo(WORKERS);
        } finally {
            release.countDown();
        }
        int failed = 0;
        for (Caller caller : callers) {
            failed += caller.agiStatus().equals("FAILURE") ? 1 : 0;
            caller.close();
        }
        assertThat(failed).isEqualTo(1);
    }
}
