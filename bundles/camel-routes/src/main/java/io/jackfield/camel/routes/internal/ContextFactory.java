package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Settings;
import io.jackfield.camel.routes.internal.context.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds, starts and discards contexts, and knows what those that exist use.
 *
 * <p>Contexts are built and started on one thread, and ended there or on the thread that takes away what they use. The latter
 * holds locks of the framework, so it must not wait for a thread that may need them: it never waits for a context that is
 * being built, which loads classes and gets services; and it drains contexts itself, so that its locks are its own.
 */
final class ContextFactory {
    private static final Logger LOG = LoggerFactory.getLogger(ContextFactory.class);

    /** How long a thread waits for another one that is just starting or ending the same context. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BundleContext bundleContext;
    private final Configurations configurations;
    private final Set<Usage> usages = ConcurrentHashMap.newKeySet();
    private final Set<HotContext> begun = ConcurrentHashMap.newKeySet();
    private final AtomicInteger moves = new AtomicInteger();
    private volatile boolean closed;

    ContextFactory(BundleContext bundleContext, Configurations configurations) {
        this.bundleContext = bundleContext;
        this.configurations = configurations;
    }

    /** A bundle changed its state. */
    void bundleMoved() {
        moves.incrementAndGet();
    }

    /**
     * Changes whenever a bundle changes its state. Who looks into a bundle that is just being updated may get any
     * exception, or a mixture of old and new classes, so that a failure says nothing if this has changed.
     */
    int moves() {
        return moves.get();
    }

    /**
     * Takes something away from the contexts. Those that run are drained and ended, on this thread; those that are just
     * being built will not start.
     *
     * @return whether any context used it
     */
    boolean end(Predicate<Usage> usesIt, String why) {
        List<Usage> losers = usages.stream().filter(usesIt).toList();
        losers.forEach(Usage::lose);
        for (HotContext context : begun) {
            if (usesIt.test(context.usage())) {
                end(context, why);
            }
        }
        return !losers.isEmpty();
    }

    /** Drains and ends a context that has begun. Where two threads are at it, both return when it is done. */
    void end(HotContext context, String why) {
        if (!context.discard(PATIENCE)) {
            LOG.warn(
                    "Routes \"{}\" have not ended within {} s although {}",
                    context.getName(),
                    PATIENCE.toSeconds(),
                    why);
        } else if (forget(context)) {
            LOG.info("Routes \"{}\" stopped: {}", context.getName(), why);
        }
    }

    /** Ends all contexts, and does not let another one start. */
    void close(String why) {
        closed = true;
        end(usage -> true, why);
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
        if (closed) {
            usage.lose();
        }
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
            Setback setback = setback(e, usage);
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
        // Known as begun first, asked second: who takes something away marks it first and looks here second.
        begun.add(context);
        if (!context.usage().begin()) {
            discard(context);
            throw new SetbackException(Setback.PASSING, null);
        }
        try {
            context.start();
        } catch (Exception | LinkageError e) {
            Setback setback = setback(e, context.usage());
            discard(context);
            throw new SetbackException(setback, e);
        }
    }

    private static Setback setback(Throwable failure, Usage usage) {
        return usage.isBroken() ? Setback.PASSING : Setback.of(failure, usage.misses());
    }

    private void discard(HotContext context) {
        context.discard(PATIENCE);
        forget(context);
    }

    private boolean forget(HotContext context) {
        usages.remove(context.usage());
        return begun.remove(context);
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
