package io.jackfield.fastagi;

import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.fastagi.internal.Server;
import io.jackfield.fastagi.internal.Threads;
import io.jackfield.fastagi.internal.settings.ServerSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes FastAGI servers and owns the few threads they share, however many calls there are: one to four that read and write and
 * run handlers that never block, and one worker a processor, at least four, on which the other handlers are called and their
 * futures complete. Inside OSGi a configuration makes a server instead.
 */
public final class FastAgiServerFactory implements AutoCloseable {

    private final Threads threads = new Threads();
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final HandlerRegistry handlers;

    /** A factory whose servers have the handlers that are added to them. */
    public FastAgiServerFactory() {
        this(new HandlerRegistry());
    }

    /** A factory whose servers have the handlers of this registry, too. */
    public FastAgiServerFactory(HandlerRegistry handlers) {
        this.handlers = handlers;
        handlers.onRemoval(gone -> {
            List<Runnable> waits =
                    servers.values().stream().map(server -> server.letGo(gone)).toList();
            waits.forEach(Runnable::run);
        });
    }

    /**
     * Creates a server, which listens at once if its port is free. May block while the host name is looked up.
     *
     * @param name what handlers call it by
     * @param settings by the keys of {@code etc/io.jackfield.fastagi-<name>.cfg}, values as text or in their own type; with {@code
     *     port} 0 a free one is taken
     * @throws InvalidSettingException if a key is unknown or has an unusable value, or the name is taken
     * @throws IllegalStateException if this factory is closed
     */
    public FastAgiServer create(String name, Map<String, ?> settings) {
        ServerSettings read = ServerSettings.read(name, settings);
        Server server = new Server(name, read, threads, handlers, servers::remove);
        Server other = servers.putIfAbsent(name, server);
        if (other != null) {
            throw new InvalidSettingException(read.owner() + ": the name " + name + " is taken by " + other
                    + "; rename or remove one of the two, then save this one again");
        }
        server.open();
        return server;
    }

    /** Closes the servers that are still open, all at the same time, and ends all threads. Blocks meanwhile. */
    @Override
    public void close() {
        servers.values().forEach(Server::drain);
        servers.values().forEach(Server::close);
        threads.close();
    }
}
