package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.Offers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the contexts in step with the framework. Its methods may be called on any thread and hand over to the one
 * thread on which contexts are built and started. They return at once, with one exception: whoever takes away a bundle or
 * service that running contexts use drains and ends them first, because its classes and connections are gone afterwards.
 */
@Component(service = ContextSupervisor.class)
public final class ContextSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(ContextSupervisor.class);
    private static final Duration LONGEST_BUILD = Duration.ofSeconds(10);

    private final BundleContext bundleContext;
    private final ContextFactory factory;
    private final Offers offers;
    private final Map<String, RouteContext> contexts = new LinkedHashMap<>();
    private final AtomicBoolean recheckAhead = new AtomicBoolean();
    private final AtomicBoolean bundleStarted = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor executor;

    @Activate
    public ContextSupervisor(BundleContext bundleContext, @Reference Configurations configurations) {
        this.bundleContext = bundleContext;
        this.factory = new ContextFactory(bundleContext, configurations);
        this.offers = new Offers(bundleContext);
        this.executor = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "camel-routes"));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void put(RouteSource source) {
        run(() -> contexts.computeIfAbsent(source.context(), this::newContext).put(source));
    }

    void remove(Object sourceKey) {
        run(() -> contexts.values().forEach(context -> context.remove(sourceKey)));
    }

    void reconfigured() {
        run(() -> contexts.values().forEach(RouteContext::reconfigured));
    }

    /** A bundle changed its state, in whatever way. */
    void moved() {
        factory.bundleMoved();
    }

    /** A service came. */
    void appeared() {
        if (recheckAhead.compareAndSet(false, true)) {
            later(RouteContext.SETTLE, () -> {
                recheckAhead.set(false);
                boolean bundleToo = bundleStarted.getAndSet(false);
                contexts.values().forEach(context -> context.appeared(offers, bundleToo));
            });
        }
    }

    /** A bundle has started. */
    void started() {
        bundleStarted.set(true);
        appeared();
    }

    /** A bundle is about to stop. Drains the contexts that use it. */
    void leaving(Bundle bundle) {
        replaceIf(factory.end(usage -> usage.uses(bundle), "bundle " + bundle.getSymbolicName() + " stops"));
    }

    /** A service is about to be unregistered. Drains the contexts that use it, or its bundle if that stops. */
    void leaving(ServiceReference<?> service) {
        Bundle owner = service.getBundle();
        // The services of a stopping bundle go one by one, with events that may come before the bundle's own. Routes
        // need more of them than they looked up: without the type converters, what is drained would be converted
        // another way.
        boolean all = owner.getState() == Bundle.STOPPING;
        String[] types = (String[]) service.getProperty(Constants.OBJECTCLASS);
        String bundle = "bundle " + owner.getSymbolicName();
        replaceIf(factory.end(
                usage -> usage.uses(service) || all && usage.uses(owner),
                all ? bundle + " stops" : "service " + types[0] + " of " + bundle + " goes"));
    }

    /** Ends all contexts, each within its drain timeout, and the thread. */
    @Deactivate
    void close() {
        factory.close("camel-routes stops");
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_BUILD.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("camel-routes stops although it is still building a context");
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void replaceIf(boolean anyEnded) {
        if (anyEnded) {
            run(() -> contexts.values().forEach(RouteContext::departed));
        }
    }

    private RouteContext newContext(String name) {
        return new RouteContext(name, factory, this::later);
    }

    /** While the framework goes down there is nothing left to build contexts for. */
    private void later(Duration delay, Runnable task) {
        Runnable unlessTheEnd = () -> {
            if (bundleContext.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE) {
                task.run();
            }
        };
        submit(unlessTheEnd, delay);
    }

    private void run(Runnable task) {
        submit(task, Duration.ZERO);
    }

    private void submit(Runnable task, Duration delay) {
        try {
            executor.schedule(() -> perform(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed: events that are still on their way find no context any more.");
        }
    }

    private void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Routes could not be brought in step with the system", e);
        }
        contexts.values().removeIf(RouteContext::isOver);
    }
}
