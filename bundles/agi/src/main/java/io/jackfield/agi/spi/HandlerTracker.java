package io.jackfield.agi.spi;

import io.jackfield.agi.AgiHandler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a registry in step with the {@link AgiHandler} services of an OSGi framework. */
public final class HandlerTracker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerTracker.class);

    /** Of handlers that name none. */
    private static final String DEFAULT_TRANSPORT = "fastagi";

    private final BundleContext context;
    private final HandlerRegistry registry;
    private final ServiceTracker<AgiHandler, ?> tracker;

    private HandlerTracker(BundleContext context, HandlerRegistry registry, String transport) {
        this.context = context;
        this.registry = registry;
        this.tracker = new ServiceTracker<>(context, servicesFor(context, transport), new Customizer());
    }

    private static Filter servicesFor(BundleContext context, String transport) {
        String named = "(" + AgiHandler.TRANSPORT + "=" + transport + ")";
        String wanted =
                transport.equals(DEFAULT_TRANSPORT) ? "(|" + named + "(!(" + AgiHandler.TRANSPORT + "=*)))" : named;
        try {
            return context.createFilter(
                    "(&(" + Constants.OBJECTCLASS + "=" + AgiHandler.class.getName() + ")" + wanted + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("'" + transport + "' is no name of a transport", e);
        }
    }

    /**
     * Adds the services that are there and follows those that come and go, until it is closed.
     *
     * @param transport whose {@link AgiHandler#TRANSPORT} names it, or names none if this is {@code fastagi}
     */
    public static HandlerTracker open(BundleContext context, HandlerRegistry registry, String transport) {
        HandlerTracker tracker = new HandlerTracker(context, registry, transport);
        tracker.tracker.open();
        return tracker;
    }

    /** Takes the handlers out of the registry. */
    @Override
    public void close() {
        tracker.close();
    }

    private static List<HandlerRegistry.Entry> entries(ServiceReference<AgiHandler> reference, AgiHandler handler) {
        Set<String> servers = Set.copyOf(strings(reference.getProperty(AgiHandler.SERVER)));
        String origin = origin(reference);
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
        long age = (Long) reference.getProperty(Constants.SERVICE_ID);
        List<HandlerRegistry.Entry> entries = new ArrayList<>();
        for (String script : strings(reference.getProperty(AgiHandler.SCRIPT))) {
            try {
                entries.add(
                        new HandlerRegistry.Entry(handler, ScriptPattern.parse(script), servers, ranking, age, origin));
            } catch (IllegalArgumentException e) {
                LOG.error("{} offers an AgiHandler that gets no calls: {}", origin, e.getMessage());
            }
        }
        if (entries.isEmpty()) {
            LOG.error("{} offers an AgiHandler without a usable service property {}", origin, AgiHandler.SCRIPT);
        }
        return List.copyOf(entries);
    }

    /** A bundle may offer many, as that of Camel's routes does; then its service's description tells them apart. */
    private static String origin(ServiceReference<AgiHandler> reference) {
        if (reference.getBundle() == null) {
            return "a handler that is gone";
        }
        String bundle = "bundle " + reference.getBundle().getSymbolicName();
        Object description = reference.getProperty(Constants.SERVICE_DESCRIPTION);
        return description == null ? bundle : bundle + " (" + description + ")";
    }

    private static List<String> strings(Object property) {
        if (property instanceof String[] array) {
            return List.of(array);
        }
        if (property instanceof Collection<?> collection) {
            return collection.stream().map(Object::toString).toList();
        }
        return property == null ? List.of() : List.of(property.toString());
    }

    /** A service and what it has in the registry at present. */
    private final class Tracked {

        private final AgiHandler handler;
        private List<HandlerRegistry.Entry> entries = List.of();

        private Tracked(AgiHandler handler) {
            this.handler = handler;
        }

        /** At no time is a handler that stays without an entry: no call misses it, and none is taken for an orphan. */
        private void replace(List<HandlerRegistry.Entry> now) {
            List<HandlerRegistry.Entry> before = entries;
            entries = now;
            now.forEach(registry::add);
            before.forEach(registry::remove);
        }
    }

    private final class Customizer implements ServiceTrackerCustomizer<AgiHandler, Tracked> {

        @Override
        public Tracked addingService(ServiceReference<AgiHandler> reference) {
            AgiHandler handler = context.getService(reference);
            if (handler == null) {
                return null;
            }
            Tracked tracked = new Tracked(handler);
            tracked.replace(entries(reference, handler));
            return tracked;
        }

        @Override
        public void modifiedService(ServiceReference<AgiHandler> reference, Tracked tracked) {
            tracked.replace(entries(reference, tracked.handler));
        }

        @Override
        public void removedService(ServiceReference<AgiHandler> reference, Tracked tracked) {
            tracked.replace(List.of());
            context.ungetService(reference);
        }
    }
}
