package io.jackfield.camel.routes.internal.context;

import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * The record of one Camel context: the bundles whose classes it runs, the services it holds, and the things it asked
 * for in vain. Routes may look things up at any time, so every method may be called on any thread.
 */
public final class Usage implements AutoCloseable {
    private final BundleContext bundleContext;
    private final Set<Bundle> bundles = ConcurrentHashMap.newKeySet();
    private final Map<ServiceReference<?>, Object> services = new ConcurrentHashMap<>();
    private final Set<Need> misses = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> farewells = new ConcurrentLinkedQueue<>();
    private volatile boolean recordsMisses = true;
    private boolean broken;

    public Usage(BundleContext bundleContext) {
        this.bundleContext = bundleContext;
    }

    /**
     * Records that the context runs a class: the bundles of the class and of its superclasses are in use from now on.
     *
     * @return false if one of them is not active; it is recorded as missing then
     */
    public boolean use(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Bundle bundle = FrameworkUtil.getBundle(each);
            if (bundle != null && !use(bundle)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #use(Class)}, for a bundle as such. */
    public boolean use(Bundle bundle) {
        if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return true;
        }
        // In use first, asked second: a stop that begins in between finds the bundle in use.
        bundles.add(bundle);
        if (bundle.getState() == Bundle.ACTIVE) {
            return true;
        }
        miss(new Need(Need.Kind.BUNDLE, bundle.getSymbolicName()));
        return false;
    }

    /**
     * Gets a service, the same object each time, and holds it until the end.
     *
     * @return null if the service has gone or is not of this type (another bundle's class of the same name, for
     * example)
     */
    public <T> T take(ServiceReference<?> reference, Class<T> type) {
        Object held = services.get(reference);
        if (held == null) {
            held = get(reference, type);
        }
        return type.isInstance(held) ? type.cast(held) : null;
    }

    private <S> Object get(ServiceReference<S> reference, Class<?> type) {
        Bundle owner = reference.getBundle();
        if (owner == null || recordsMisses && owner.getState() == Bundle.STOPPING) {
            // Asking for a component that is on its way out is an error to the framework, and a context that is just
            // being built would be without it in a moment.
            return null;
        }
        ServiceObjects<S> objects = bundleContext.getServiceObjects(reference);
        S service = objects == null ? null : objects.getService();
        if (!type.isInstance(service)) {
            giveBack(objects, service);
            return null;
        }
        Object other = services.putIfAbsent(reference, service);
        if (other != null) {
            giveBack(objects, service);
            return other;
        }
        // Unregistered meanwhile: whoever watched for that may have looked before it was recorded.
        return reference.getBundle() == null ? null : service;
    }

    private static <S> void giveBack(ServiceObjects<S> objects, S service) {
        if (objects != null && service != null) {
            objects.ungetService(service);
        }
    }

    /**
     * Records that something was asked for in vain; only while the context is being built, later the routes deal with
     * it themselves.
     */
    public void miss(Need need) {
        if (recordsMisses) {
            misses.add(need);
        }
    }

    /** What was asked for in vain; and the refreshes that are due, for who mixes old classes with new ones may miss any. */
    public Set<Need> misses() {
        Set<Need> all = new HashSet<>(misses);
        bundles.stream().filter(Offers::isHalfUpdated).forEach(bundle -> all.add(Need.refreshOf(bundle)));
        return all;
    }

    /**
     * Something that the context uses goes away. A context that has not begun by then never does, and nobody needs to
     * wait for it; one that has begun is to be ended.
     */
    public synchronized void lose() {
        broken = true;
    }

    /** Whether something has gone that the context was built with. */
    public synchronized boolean isBroken() {
        return broken;
    }

    /** The context is about to start. It must not if this is false, for something that it uses has gone. */
    public synchronized boolean begin() {
        return !broken;
    }

    public boolean uses(Bundle bundle) {
        return bundles.contains(bundle);
    }

    public boolean uses(ServiceReference<?> reference) {
        return services.containsKey(reference);
    }

    void endOfBuilding() {
        recordsMisses = false;
        misses.clear();
    }

    /** Has something done when the context has ended, before the services are given back. */
    public void atTheEnd(Runnable farewell) {
        farewells.add(farewell);
    }

    /** Gives back the services. Bundles stay recorded, so that a context that ends late is still known to use them. */
    @Override
    public void close() {
        farewells.forEach(Runnable::run);
        farewells.clear();
        services.keySet().forEach(this::release);
        services.clear();
    }

    private <S> void release(ServiceReference<S> reference) {
        @SuppressWarnings("unchecked")
        S service = (S) services.get(reference);
        giveBack(bundleContext.getServiceObjects(reference), service);
    }
}
