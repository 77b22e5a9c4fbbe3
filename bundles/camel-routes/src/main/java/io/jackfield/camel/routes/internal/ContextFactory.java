package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Settings;
import io.jackfield.camel.routes.internal.context.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Builds, starts and discards contexts, and knows what those that exist use. */
final class ContextFactory {
    private final BundleContext bundleContext;
    private final Configurations configurations;
    private final Set<Usage> usages = ConcurrentHashMap.newKeySet();

    ContextFactory(BundleContext bundleContext, Configurations configurations) {
        this.bundleContext = bundleContext;
        this.configurations = configurations;
    }

    /** Whether any context uses the bundle, one that is just being built included. May be called on any thread. */
    boolean inUse(Bundle bundle) {
        return usages.stream().anyMatch(usage -> usage.uses(bundle));
    }

    /** As {@link #inUse(Bundle)}, for a service. */
    boolean inUse(ServiceReference<?> service) {
        return usages.stream().anyMatch(usage -> usage.uses(service));
    }

    Settings settings(String context) {
        return new Settings(context, configurations.of(context));
    }

    /**
     * Builds a context with all its routes, endpoints and beans resolved. No route runs yet, and no connection is open.
     */
    HotContext build(List<RouteSource> sources, Settings settings) throws SetbackException {
        Usage usage = new Usage(bundleContext);
        usages.add(usage);
        HotContext context = null;
        try {
            List<Bundle> bundles = sources.stream()
                    .flatMap(source -> source.bundle().stream())
                    .distinct()
                    .toList();
            require(usage, bundles);
            // Asked for early: what fails while a context is constructed cannot be discarded.
            Duration drainTimeout = settings.drainTimeout();
            context = new HotContext(bundleContext, usage, bundles, settings, drainTimeout);
            add(sources, context);
            context.init();
            return context;
        } catch (Exception | LinkageError e) {
            Setback setback = Setback.of(e, usage.misses());
            if (context == null) {
                usage.close();
                usages.remove(usage);
            } else {
                discard(context);
            }
            throw new SetbackException(setback, e);
        }
    }

    void start(HotContext context) throws SetbackException {
        try {
            context.start();
        } catch (Exception | LinkageError e) {
            Setback setback = Setback.of(e, context.usage().misses());
            discard(context);
            throw new SetbackException(setback, e);
        }
    }

    void discard(HotContext context) {
        context.discard();
        usages.remove(context.usage());
    }

    /**
     * Camel itself and the bundles with the routes must be active, or every attempt fails in a way hard to understand.
     */
    private static void require(Usage usage, List<Bundle> bundles) {
        if (!usage.use(OsgiDefaultCamelContext.class)) {
            throw new IllegalStateException("the bundle with Camel is not active: " + usage.misses());
        }
        for (Bundle bundle : bundles) {
            if (!usage.use(bundle)) {
                throw new IllegalStateException("bundle " + bundle.getSymbolicName() + " is not active");
            }
        }
    }

    /** The order of Camel's own loader: configurations of routes first, for they apply to routes added later. */
    private static void add(List<RouteSource> sources, HotContext context) throws Exception {
        List<RoutesBuilder> builders = new ArrayList<>();
        for (RouteSource source : sources) {
            builders.add(source.load(context));
        }
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteConfigurationsBuilder withConfigurations) {
                context.addRoutesConfigurations(withConfigurations);
            }
        }
        for (RoutesBuilder builder : builders) {
            context.addRoutes(builder);
        }
        for (RoutesBuilder builder : builders) {
            context.addTemplatedRoutes(builder);
        }
    }
}
