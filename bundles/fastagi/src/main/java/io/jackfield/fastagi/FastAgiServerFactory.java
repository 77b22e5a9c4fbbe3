package io.jackfield.fastagi;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.HandlerTracker;
import io.jackfield.fastagi.internal.Server;
import io.jackfield.fastagi.internal.Threads;
import io.jackfield.fastagi.internal.settings.ServerSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Makes FastAGI servers and owns the few threads they share, however many calls there are: two that read and write, and at most
 * eight workers on which handlers are called. An OSGi service; elsewhere made with {@code new}.
 */
@Component(service = FastAgiServerFactory.class)
public final class FastAgiServerFactory implements AutoCloseable {

    private final Threads threads = new Threads();
    private final HandlerRegistry handlers = new HandlerRegistry();
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final Optional<HandlerTracker> services;

    /** A factory whose servers have the handlers that are added to them. */
    public FastAgiServerFactory() {
        services = Optional.empty();
        handlers.onChange(this::drainCallsOfGoneHandlers);
    }

    /** A factory whose servers have the {@link AgiHandler} services of an OSGi framework, too. */
    @Activate
    public FastAgiServerFactory(BundleContext context) {
        handlers.onChange(this::drainCallsOfGoneHandlers);
        services = Optional.of(HandlerTracker.open(context, handlers, "fastagi"));
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

    private void drainCallsOfGoneHandlers() {
        servers.values().forEach(Server::drainCallsOfGoneHandlers);
    }

    /** Closes the servers that are still open, all at the same time, and ends all threads. Blocks meanwhile. */
    @Override
    @Deactivate
    public void close() {
        servers.values().forEach(Server::drain);
        servers.values().forEach(Server::close);
        services.ifPresent(HandlerTracker::close);
        threads.close();
    }
}
