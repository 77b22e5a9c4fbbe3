package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Offers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
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
 * thread on which contexts are built, started and stopped. They return at once, with one exception: a bundle or service
 * that a context uses and that is about to go is told to wait until the context has drained, for a minute at most,
 * because its classes and connections are gone afterwards.
 */
@Component(service = ContextSupervisor.class)
public final class ContextSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(ContextSupervisor.class);
    private static final Duration LONGEST_LEAVE = Duration.ofMinutes(1);

    private final BundleContext bundleContext;
    private final ContextFactory factory;
    private final Offers offers;
    private final Map<String, RouteContext> contexts = new LinkedHashMap<>();
    private final AtomicBoolean recheckAhead = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    @Activate
    public ContextSupervisor(BundleContext bundleContext, @Reference Configurations configurations) {
        this.bundleContext = bundleContext;
        this.factory = new ContextFactory(bundleContext, configurations);
        this.offers = new Offers(bundleContext);
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            thread = new Thread(task, "camel-routes");
            return thread;
        });
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

    /** A bundle or a service came. */
    void appeared() {
        if (recheckAhead.compareAndSet(false, true)) {
            later(RouteContext.SETTLE, () -> {
                recheckAhead.set(false);
                contexts.values().forEach(context -> context.appeared(offers));
            });
        }
    }

    /** A bundle is about to stop. Blocks until no context runs that uses it. */
    void leaving(Bundle bundle) {
        if (factory.inUse(bundle)) {
            leave(context -> context.usage().uses(bundle), "bundle " + bundle.getSymbolicName() + " stops");
        }
    }

    /** A service is about to be unregistered. Blocks until no context runs that uses it, or its bundle if that stops. */
    void leaving(ServiceReference<?> service) {
        Bundle owner = service.getBundle();
        // The services of a stopping bundle go one by one, with events that may come before the bundle's own. Routes
        // need more of them than they looked up: without the type converters, what is drained would be converted
        // another way.
        boolean all = owner.getState() == Bundle.STOPPING;
        if (factory.inUse(service) || all && factory.inUse(owner)) {
            String[] types = (String[]) service.getProperty(Constants.OBJECTCLASS);
            String bundle = "bundle " + owner.getSymbolicName();
            leave(
                    context -> context.usage().uses(service)
                            || all && context.usage().uses(owner),
                    all ? bundle + " stops" : "service " + types[0] + " of " + bundle + " goes");
        }
    }

    /** Ends all contexts, each within its drain timeout, and the thread. */
    @Deactivate
    void close() {
        Future<?> end = run(() -> contexts.values().forEach(context -> context.stop("camel-routes stops")));
        await(end, "camel-routes stops");
        executor.shutdown();
    }

    private void leave(Predicate<HotContext> usesIt, String what) {
        Future<?> done = run(() -> contexts.values().forEach(context -> context.leave(usesIt, what)));
        await(done, what);
    }

    private void await(Future<?> done, String what) {
        // A context that stops may take services with it that another context uses: that one follows in its turn.
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            done.get(LONGEST_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{}, and does so now although routes have not ended within {} s", what, LONGEST_LEAVE.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
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

    private Future<?> run(Runnable task) {
        return submit(task, Duration.ZERO);
    }

    private Future<?> submit(Runnable task, Duration delay) {
        try {
            return executor.schedule(() -> perform(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: events that are still on their way find no context any more.
            return CompletableFuture.completedFuture(null);
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
