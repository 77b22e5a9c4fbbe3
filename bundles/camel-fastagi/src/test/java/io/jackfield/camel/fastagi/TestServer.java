package io.jackfield.camel.fastagi;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.ScriptPattern;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerStats;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server without a port: the sessions are real, the other end of their wire is in the test's hands. */
final class TestServer implements FastAgiServer {

    private final String name;
    private final HandlerRegistry handlers = new HandlerRegistry();
    private final AtomicLong age = new AtomicLong();
    final ExecutorService workers = Executors.newFixedThreadPool(2, task -> new Thread(task, "transport-worker"));
    final ScheduledExecutorService wire = Executors.newSingleThreadScheduledExecutor();
    volatile boolean listening = true;

    TestServer(String name) {
        this.name = name;
    }

    /** A call that runs {@code AGI(agi://…/script,arguments)}; empty if no handler wants it. */
    Optional<TestCall> dial(String script, String... arguments) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("agi_network", "yes");
        environment.put("agi_network_script", script);
        environment.put("agi_request", "agi://127.0.0.1/" + script);
        environment.put("agi_channel", "PJSIP/100-00000001");
        environment.put("agi_uniqueid", "1700000000.1");
        environment.put("agi_callerid", "100");
        environment.put("agi_calleridname", "unknown");
        environment.put("agi_dnid", "200");
        environment.put("agi_context", "default");
        environment.put("agi_extension", "200");
        for (int i = 0; i < arguments.length; i++) {
            environment.put("agi_arg_" + (i + 1), arguments[i]);
        }
        return dial(environment);
    }

    Optional<TestCall> dial(Map<String, String> environment) {
        return handlers.find(name, AgiRequest.of(environment)).map(match -> new TestCall(this, match));
    }

    TestCall call(String script, String... arguments) {
        return dial(script, arguments).orElseThrow().begin();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return listening ? Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", 4573)) : Optional.empty();
    }

    @Override
    public FastAgiServerStats stats() {
        return new FastAgiServerStats(0, 1, 100, 3, Duration.ZERO, Map.of(), Map.of(), 0, false);
    }

    @Override
    public Registration handle(String script, AgiHandler handler) {
        HandlerRegistry.Entry entry = new HandlerRegistry.Entry(
                handler, ScriptPattern.parse(script), Set.of(), 0, age.incrementAndGet(), "a test");
        handlers.add(entry);
        return () -> handlers.remove(entry);
    }

    @Override
    public void update(Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        workers.shutdown();
        wire.shutdownNow();
        try {
            if (!workers.awaitTermination(10, TimeUnit.SECONDS) || !wire.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A thread is left behind");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
