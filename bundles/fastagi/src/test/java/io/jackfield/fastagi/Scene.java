package io.jackfield.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiSession;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Servers on free ports for one test, which leaves no thread behind. */
public final class Scene implements AfterEachCallback {

    private final BlockingQueue<AgiSession> sessions = new LinkedBlockingQueue<>();
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final FastAgiServerFactory factory = new FastAgiServerFactory();

    /** Keeps each session open and shows it to the test. */
    final AgiHandler park = session -> {
        CompletableFuture<Void> never = new CompletableFuture<>();
        session.ended().thenRun(() -> never.complete(null));
        sessions.add(session);
        return never;
    };

    FastAgiServerFactory factory() {
        return factory;
    }

    /** A server with these settings, in pairs of key and value. */
    FastAgiServer server(String... settings) {
        return factory.create("main", settings(settings));
    }

    static Map<String, Object> settings(String... pairs) {
        Map<String, Object> settings = new HashMap<>(Map.of("port", "0"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    /** A call that the scene closes in the end. */
    Caller call(FastAgiServer server, String script) throws IOException {
        return connect(server).send(Caller.environment(script));
    }

    /** A connection that the scene closes in the end. */
    Caller connect(FastAgiServer server) throws IOException {
        return connectFrom("127.0.0.1", server);
    }

    Caller connectFrom(String address, FastAgiServer server) throws IOException {
        Caller caller = Caller.connectFrom(address, server);
        callers.add(caller);
        return caller;
    }

    /** The next session that is parked. */
    AgiSession parked() throws InterruptedException {
        AgiSession session = sessions.poll(10, TimeUnit.SECONDS);
        assertThat(session).as("a session").isNotNull();
        return session;
    }

    boolean nobodyIsParked() {
        return sessions.isEmpty();
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10));
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jackfield"))
                .toList();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        factory.close();
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }
}
