package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.ScriptPattern;
import io.jackfield.asyncagi.AsyncAgi;
import io.jackfield.camel.fastagi.CallSource;
import io.jackfield.camel.fastagi.Origins;
import io.jackfield.camel.fastagi.ScriptEndpoint;
import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.camel.manager.ManagerComponent;
import io.jackfield.manager.ManagerConnection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;

/**
 * AsyncAGI outside OSGi: over connections that are beans of Camel's registry, or were made from {@code ami:} and {@code ajam:}
 * endpoints of the same context. Neither announces new ones to us, so both are looked at every second.
 */
public final class LocalConnections implements CallSource {

    private final CamelContext context;
    private final HandlerRegistry handlers = new HandlerRegistry();
    private final AsyncAgi asyncAgi = new AsyncAgi(handlers);
    private final Origins origins = new ManagerConnections(this::connections);
    private final AtomicLong age = new AtomicLong();
    private final Set<ManagerConnection> bound = new HashSet<>();
    private final Future<?> search;

    /** @param timer where connections are looked for; nothing blocks there */
    public LocalConnections(CamelContext context, ScheduledExecutorService timer) {
        this.context = context;
        this.search = timer.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        for (ManagerConnection connection : connections().values()) {
            if (bound.add(connection)) {
                asyncAgi.bind(connection);
            }
        }
    }

    private Map<String, ManagerConnection> connections() {
        Map<String, ManagerConnection> connections =
                new TreeMap<>(context.getRegistry().findByTypeWithName(ManagerConnection.class));
        for (String name : context.getComponentNames()) {
            if (context.getComponent(name, false, false) instanceof ManagerComponent component
                    && component.directory() != null) {
                ConnectionDirectory directory = component.directory();
                directory.names().forEach(known -> directory
                        .find(known)
                        .ifPresent(connection -> connections.put(known, connection)));
            }
        }
        return connections;
    }

    @Override
    public Offer offer(ScriptEndpoint endpoint, AgiHandler handler) {
        return new RegisteredOffer(endpoint, handler);
    }

    @Override
    public Origins origins() {
        return origins;
    }

    @Override
    public void close() {
        search.cancel(false);
        asyncAgi.close();
    }

    /** A handler in the registry. Paused it serves a connection that there is not. */
    private final class RegisteredOffer implements Offer {

        private final ScriptEndpoint endpoint;
        private final AgiHandler handler;
        private final long born = age.incrementAndGet();
        private HandlerRegistry.Entry entry;

        private RegisteredOffer(ScriptEndpoint endpoint, AgiHandler handler) {
            this.endpoint = endpoint;
            this.handler = handler;
            resume();
        }

        private synchronized void serve(Set<String> connections) {
            HandlerRegistry.Entry before = entry;
            entry = new HandlerRegistry.Entry(
                    handler, ScriptPattern.parse(endpoint.getScript()), connections, 0, born, endpoint.toString());
            handlers.add(entry);
            if (before != null) {
                handlers.remove(before);
            }
        }

        @Override
        public void pause() {
            serve(Set.of(""));
        }

        @Override
        public void resume() {
            serve(endpoint.origins());
        }

        @Override
        public synchronized void close() {
            handlers.remove(entry);
        }
    }
}
