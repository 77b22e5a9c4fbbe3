package io.jackfield.itests.benchmarks.agi.server;

import io.jackfield.agi.AgiHandler;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Jackfield's server with one handler for every script; what is not set is as by default. */
class JackfieldServer implements Server {

    private final FastAgiServerFactory factory = new FastAgiServerFactory();
    private final AtomicLong completed = new AtomicLong();
    private final FastAgiServer server;

    JackfieldServer(Map<String, ?> settings, AgiHandler handler) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("port", 0);
        server = factory.create("benchmark", all);
        AgiHandler counted =
                session -> handler.handle(session).whenComplete((nothing, problem) -> completed.incrementAndGet());
        server.handle("*", handler.neverBlocks() ? AgiHandler.nonBlocking(counted) : counted);
    }

    @Override
    public int port() {
        return server.address().orElseThrow().getPort();
    }

    @Override
    public Progress progress() {
        return new Progress(server.stats().totalSessions(), completed.get());
    }

    @Override
    public void close() {
        factory.close();
    }
}
