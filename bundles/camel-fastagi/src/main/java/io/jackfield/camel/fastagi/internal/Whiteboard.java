package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiHandler;
import io.jackfield.camel.fastagi.CallSource;
import io.jackfield.camel.fastagi.Origins;
import io.jackfield.camel.fastagi.ScriptEndpoint;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inside OSGi: a route is an {@link AgiHandler} service, so servers and connections find it, also later ones. Registers and looks
 * with this bundle's own context.
 *
 * @param <T> the service that is a server or connection
 */
public final class Whiteboard<T> implements CallSource {

    private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);
    private static final Set<String> NO_SERVER = Set.of("");

    private final BundleContext context;
    private final String transport;
    private final Function<T, String> name;
    private final ServiceTracker<T, T> tracker;
    private final Origins origins;

    /**
     * @param transport whose calls are wanted
     * @param origins what there is to know about the services, which it gets by name
     */
    public Whiteboard(
            String transport,
            Class<T> type,
            Function<T, String> name,
            Function<Supplier<Map<String, T>>, Origins> origins) {
        this(FrameworkUtil.getBundle(Whiteboard.class).getBundleContext(), transport, type, name, origins);
    }

    Whiteboard(
            BundleContext context,
            String transport,
            Class<T> type,
            Function<T, String> name,
            Function<Supplier<Map<String, T>>, Origins> origins) {
        this.context = context;
        this.transport = transport;
        this.name = name;
        this.tracker = new ServiceTracker<>(context, type, null);
        this.origins = origins.apply(this::services);
        tracker.open();
    }

    private Map<String, T> services() {
        Map<String, T> byName = new TreeMap<>();
        tracker.getTracked().values().forEach(service -> byName.put(name.apply(service), service));
        return byName;
    }

    @Override
    public Offer offer(ScriptEndpoint endpoint, AgiHandler handler) {
        return new ServiceOffer(endpoint, handler);
    }

    @Override
    public Origins origins() {
        return origins;
    }

    @Override
    public void close() {
        tracker.close();
    }

    /**
     * A handler as a service. Paused it serves a server that there is not: unlike one that is unregistered, it keeps the calls in
     * progress without the transport's limit of time.
     */
    private final class ServiceOffer implements Offer {

        private final ScriptEndpoint endpoint;
        private final ServiceRegistration<AgiHandler> registration;

        private ServiceOffer(ScriptEndpoint endpoint, AgiHandler handler) {
            this.endpoint = endpoint;
            this.registration = context.registerService(AgiHandler.class, handler, properties(endpoint.origins()));
        }

        private Hashtable<String, Object> properties(Set<String> servers) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(AgiHandler.SCRIPT, endpoint.getScript());
            properties.put(AgiHandler.TRANSPORT, transport);
            properties.put(
                    Constants.SERVICE_DESCRIPTION,
                    "a route of the Camel context " + endpoint.getCamelContext().getName());
            if (!servers.isEmpty()) {
                properties.put(AgiHandler.SERVER, servers.toArray(String[]::new));
            }
            return properties;
        }

        @Override
        public void pause() {
            unlessGone(() -> registration.setProperties(properties(NO_SERVER)));
        }

        @Override
        public void resume() {
            unlessGone(() -> registration.setProperties(properties(endpoint.origins())));
        }

        @Override
        public void close() {
            unlessGone(() -> {
                // Of a bundle that stops the framework takes the services. Who hears of it here, on a thread that stops
                // this
                // route, may wait until all routes of that bundle are stopped.
                if (context.getBundle().getState() != Bundle.STOPPING) {
                    registration.unregister();
                }
            });
        }

        /** A bundle that is stopped takes its services with it. */
        private void unlessGone(Runnable change) {
            try {
                change.run();
            } catch (IllegalStateException gone) {
                LOG.debug("{}: its service has gone with the bundle", endpoint);
            }
        }
    }
}
