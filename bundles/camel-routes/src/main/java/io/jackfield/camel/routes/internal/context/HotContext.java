package io.jackfield.camel.routes.internal.context;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.engine.DefaultManagementNameStrategy;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.SimpleRegistry;
import org.apache.camel.support.SupplierRegistry;
import org.apache.camel.util.URISupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Camel context that finds everything through services and active bundles, knows what it uses, and is used once:
 * after {@link #discard()} a new one takes its place, because Camel keeps classes of the components it has seen.
 *
 * <p>While it runs it is a {@code CamelContext} service. A route whose start fails is tried again by Camel's
 * supervising controller, with back-off.
 */
public final class HotContext extends OsgiDefaultCamelContext {
    private static final Logger LOG = LoggerFactory.getLogger(HotContext.class);
    private static final long LONGEST_BACK_OFF_MILLIS = 60_000;

    private final Usage usage;
    private final Publisher publisher;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean ended;
    private boolean discarded;

    /** @param routeBundles the bundles that the routes come from, whose classes they name */
    public HotContext(
            BundleContext bundleContext,
            Usage usage,
            List<Bundle> routeBundles,
            Settings settings,
            Duration drainTimeout) {
        super(bundleContext);
        this.usage = usage;
        Offers offers = new Offers(bundleContext);
        nameIt(settings.context());
        findThings(offers, routeBundles);
        replaceRegistry(bundleContext, offers);
        getPropertiesComponent().addPropertiesSource(settings);
        getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        getShutdownStrategy().setTimeout(drainTimeout.toMillis());
        superviseRoutes();
        publisher = new Publisher(bundleContext);
        getManagementStrategy().addEventNotifier(publisher);
        getManagementStrategy().addEventNotifier(new FailedStarts());
        // What runs is said in one line by the one who started it.
        setStartupSummaryLevel(StartupSummaryLevel.Oneline);
    }

    private void nameIt(String name) {
        getCamelContextExtension().setName(name);
        // The name alone, so that dashboards find the next context of this name under the same object name.
        setManagementNameStrategy(new DefaultManagementNameStrategy(this, "#name#", "#name#-#counter#"));
        getExecutorServiceManager().setThreadNamePattern("Camel (" + name + ") thread ##counter# - #name#");
    }

    private void findThings(Offers offers, List<Bundle> routeBundles) {
        ServiceResolvers resolvers = new ServiceResolvers(offers, usage);
        var extension = getCamelContextExtension();
        extension.addContextPlugin(ComponentResolver.class, resolvers);
        extension.addContextPlugin(LanguageResolver.class, resolvers);
        extension.addContextPlugin(DataFormatResolver.class, resolvers);
        extension.addContextPlugin(FactoryFinderResolver.class, ActiveFactoryFinder.resolver(offers, usage));
        setApplicationContextClassLoader(new RouteClassLoader(routeBundles, offers, usage));
    }

    /** Beans that the routes define themselves go before services of the same name. */
    private void replaceRegistry(BundleContext bundleContext, Offers offers) {
        // The repository that the superclass brings listens to services until the bundle stops.
        for (LifecycleStrategy strategy : List.copyOf(getLifecycleStrategies())) {
            if (strategy instanceof ServiceListener listener) {
                bundleContext.removeServiceListener(listener);
                getLifecycleStrategies().remove(strategy);
            }
        }
        SimpleRegistry objects = new SimpleRegistry();
        SupplierRegistry suppliers = new SupplierRegistry();
        DefaultRegistry registry = new DefaultRegistry(suppliers, objects, new ServiceBeanRepository(offers, usage));
        registry.setSupplierRegistry(suppliers);
        registry.setFallbackRegistry(objects);
        getCamelContextExtension().setRegistry(registry);
    }

    private void superviseRoutes() {
        var controller = getRouteController().supervising();
        controller.setBackOffMultiplier(2);
        controller.setBackOffMaxDelay(LONGEST_BACK_OFF_MILLIS);
    }

    public Usage usage() {
        return usage;
    }

    /** The routes that run, by name and the endpoints they take from, for logs. */
    public String runningRoutes() {
        String routes = getRoutes().stream()
                .filter(route ->
                        getRouteController().getRouteStatus(route.getId()).isStarted())
                .map(route -> route.getId() + " ("
                        + URISupport.sanitizeUri(route.getEndpoint().getEndpointBaseUri()) + ")")
                .collect(Collectors.joining(", "));
        return routes.isEmpty() ? "none yet" : routes;
    }

    /**
     * Starts the routes and then makes the context known as a service. What the routes ask for in vain from here on is
     * theirs to deal with.
     */
    @Override
    public void start() {
        turn.lock();
        try {
            if (discarded) {
                throw new IllegalStateException("the context has ended before it started");
            }
            startRoutes();
        } finally {
            turn.unlock();
        }
    }

    private void startRoutes() {
        super.start();
        if (!isStarted()) {
            // Camel has logged the veto, and does not pass it on.
            throw new IllegalStateException("the start was vetoed");
        }
        usage.endOfBuilding();
        publisher.publish(this);
    }

    @Override
    protected void doStop() throws Exception {
        ended = true;
        super.doStop();
    }

    /**
     * Drains and ends the context, whatever state it is in, and gives back all services; does nothing the second time.
     * Blocks up to the drain timeout, and before that until whoever is just starting or ending the context is done.
     *
     * @param patience how long to wait for that
     * @return whether the context has ended; false after that time or if interrupted
     */
    public boolean discard(Duration patience) {
        try {
            if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (!discarded) {
                discarded = true;
                end();
            }
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void end() {
        if (!isStarted()) {
            setStartupSummaryLevel(StartupSummaryLevel.Off);
        }
        try {
            stop();
            if (!ended) {
                // To Camel a context that failed to initialise is stopped, though trackers are open in it.
                doStop();
            }
        } catch (Exception e) {
            LOG.warn("Context {} did not end cleanly: {}", getName(), e.getMessage(), e);
        } finally {
            usage.close();
            forgetInSimpleLanguage();
        }
    }

    /** The simple language keeps, in a static field that nothing reads, the context in which it was started last. */
    private static void forgetInSimpleLanguage() {
        SimpleLanguage language = new SimpleLanguage();
        language.setCamelContext(new SimpleCamelContext(false));
        language.start();
    }
}
