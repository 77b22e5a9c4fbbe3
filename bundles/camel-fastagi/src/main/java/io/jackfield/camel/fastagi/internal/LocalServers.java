package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiHandler;
import io.jackfield.camel.fastagi.CallSource;
import io.jackfield.camel.fastagi.Origins;
import io.jackfield.camel.fastagi.ScriptEndpoint;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/**
 * FastAGI servers outside OSGi: beans of Camel's registry, under their bean name, and those made from endpoints. The registry does
 * not announce new beans, so it is looked at every second.
 */
public final class LocalServers implements CallSource {

    private record Made(FastAgiServer server, Map<String, Object> settings) {}

    private final CamelContext context;
    private final ScheduledExecutorService timer;
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private final Origins origins = new FastAgiServers(this::servers);
    private FastAgiServerFactory factory;

    /** @param timer where the registry is looked at; nothing blocks there */
    public LocalServers(CamelContext context, ScheduledExecutorService timer) {
        this.context = context;
        this.timer = timer;
    }

    /**
     * Makes a server; endpoints of one name share it.
     *
     * @throws IllegalArgumentException if one of that name was made from other settings, or these are unusable
     */
    public synchronized void make(String name, Map<String, Object> settings) {
        Made before = made.get(name);
        if (before == null) {
            if (factory == null) {
                factory = new FastAgiServerFactory();
            }
            made.put(name, new Made(factory.create(name, settings), settings));
        } else if (!before.settings().equals(settings)) {
            throw new IllegalArgumentException("Two endpoints name the FastAGI server " + name
                    + " but differ in host, port or another setting: equal names share one server");
        }
    }

    private Map<String, FastAgiServer> servers() {
        Map<String, FastAgiServer> servers =
                new TreeMap<>(context.getRegistry().findByTypeWithName(FastAgiServer.class));
        made.forEach((name, here) -> servers.put(name, here.server()));
        return servers;
    }

    @Override
    public Offer offer(ScriptEndpoint endpoint, AgiHandler handler) {
        LocalOffer offer = new LocalOffer(endpoint, handler);
        offer.look();
        offer.search = timer.scheduleWithFixedDelay(offer::look, 1, 1, TimeUnit.SECONDS);
        return offer;
    }

    @Override
    public Origins origins() {
        return origins;
    }

    @Override
    public synchronized void close() {
        made.clear();
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }

    /** A handler, and the servers that have it. */
    private final class LocalOffer implements Offer {

        private final ScriptEndpoint endpoint;
        private final AgiHandler handler;
        private final Map<FastAgiServer, FastAgiServer.Registration> taken = new HashMap<>();
        private Future<?> search;

        private LocalOffer(ScriptEndpoint endpoint, AgiHandler handler) {
            this.endpoint = endpoint;
            this.handler = handler;
        }

        private synchronized void look() {
            servers().forEach((name, server) -> {
                if (endpoint.origins().isEmpty() || endpoint.origins().contains(name)) {
                    taken.computeIfAbsent(server, here -> here.handle(endpoint.getScript(), handler));
                }
            });
        }

        @Override
        public void pause() {
            // A server waits for the calls of a handler that is taken away, and ends those that last too long for it.
        }

        @Override
        public void resume() {
            // It was never away.
        }

        @Override
        public void close() {
            search.cancel(false);
            synchronized (this) {
                taken.values().forEach(FastAgiServer.Registration::close);
                taken.clear();
            }
        }
    }
}
