package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiSession;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.ScriptPattern;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A PBX, AsyncAGI bound to it, and a handler whose sessions the test plays. */
abstract class Scene {

    final HandlerRegistry handlers = new HandlerRegistry();
    final FakePbx pbx = new FakePbx("pbx1");
    final AsyncAgi asyncAgi = new AsyncAgi(handlers, Duration.ofMillis(50));
    final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

    /** A session with the handler, and the stage by which the handler says that it has finished. */
    record Taken(AgiSession session, CompletableFuture<Void> done) {

        CompletableFuture<AgiReply> execute(AgiCommand command) {
            return session.execute(command);
        }
    }

    @AfterEach
    void leaveNothing() {
        asyncAgi.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("jackfield-asyncagi")));
    }

    HandlerRegistry.Entry handle(String script, String... servers) {
        AgiHandler handler = session -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            taken.add(new Taken(session, done));
            return done;
        };
        HandlerRegistry.Entry entry =
                new HandlerRegistry.Entry(handler, ScriptPattern.parse(script), Set.of(servers), 0, 0, "this test");
        handlers.add(entry);
        return entry;
    }

    /** Handles this script on a PBX that is up. */
    void start(String script) {
        handle(script);
        asyncAgi.bind(pbx);
        await().until(() -> pbx.lists() == 1);
    }

    Taken take() {
        return take(5);
    }

    Taken take(int seconds) {
        try {
            Taken next = taken.poll(seconds, TimeUnit.SECONDS);
            assertThat(next).as("a session").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever was on its way has been dealt with. */
    void settle() {
        for (int i = 0; i < 5; i++) {
            asyncAgi.sessions();
        }
    }

    static Throwable problemOf(CompletableFuture<?> future) {
        try {
            future.orTimeout(5, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("No problem");
    }

    static <T> T valueOf(CompletableFuture<T> future) {
        return future.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
