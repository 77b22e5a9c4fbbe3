package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.manager.ManagerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Connections that are OSGi services, found by name. Where several have one name, the one with the highest
 * {@code service.ranking} is used, the oldest of equals; when it goes, the next takes its place. Looks with this bundle's own
 * context.
 */
public final class OsgiDirectory implements ConnectionDirectory {

    private record Watching(Predicate<String> wanted, Watcher watcher) {}

    private final Map<ServiceReference<ManagerConnection>, ManagerConnection> services = new HashMap<>();
    private final Map<String, ManagerConnection> used = new TreeMap<>();
    private final List<Watching> watches = new ArrayList<>();
    private final ServiceTracker<ManagerConnection, ManagerConnection> tracker;

    public OsgiDirectory() {
        this(FrameworkUtil.getBundle(OsgiDirectory.class).getBundleContext());
    }

    OsgiDirectory(BundleContext context) {
        tracker = new ServiceTracker<>(context, ManagerConnection.class, null) {
            @Override
            public ManagerConnection addingService(ServiceReference<ManagerConnection> reference) {
                ManagerConnection connection = context.getService(reference);
                if (connection != null) {
                    added(reference, connection);
                }
                return connection;
            }

            @Override
            public void modifiedService(ServiceReference<ManagerConnection> reference, ManagerConnection connection) {
                choose(connection.name());
            }

            @Override
            public void removedService(ServiceReference<ManagerConnection> reference, ManagerConnection connection) {
                removed(reference, connection);
                context.ungetService(reference);
            }
        };
        tracker.open();
    }

    private synchronized void added(ServiceReference<ManagerConnection> reference, ManagerConnection connection) {
        services.put(reference, connection);
        choose(connection.name());
    }

    private synchronized void removed(ServiceReference<ManagerConnection> reference, ManagerConnection connection) {
        services.remove(reference);
        choose(connection.name());
    }

    /** Decides which connection of that name is used, and tells who watches if it is another one now. */
    private synchronized void choose(String name) {
        Optional<ManagerConnection> best = services.entrySet().stream()
                .filter(service -> service.getValue().name().equals(name))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
        ManagerConnection before = best.isPresent() ? used.put(name, best.get()) : used.remove(name);
        if (best.orElse(null) == before) {
            return;
        }
        for (Watching watch : List.copyOf(watches)) {
            if (watch.wanted().test(name)) {
                if (before != null) {
                    watch.watcher().departed(before);
                }
                best.ifPresent(watch.watcher()::arrived);
            }
        }
    }

    @Override
    public synchronized Optional<ManagerConnection> find(String name) {
        return Optional.ofNullable(used.get(name));
    }

    @Override
    public synchronized Set<String> names() {
        return new TreeSet<>(used.keySet());
    }

    @Override
    public Watch watch(String name, Watcher watcher) {
        return watch(name::equals, watcher);
    }

    @Override
    public Watch watchAll(Watcher watcher) {
        return watch(name -> true, watcher);
    }

    private synchronized Watch watch(Predicate<String> wanted, Watcher watcher) {
        Watching watching = new Watching(wanted, watcher);
        used.forEach((name, connection) -> {
            if (wanted.test(name)) {
                watcher.arrived(connection);
            }
        });
        watches.add(watching);
        return () -> unwatch(watching);
    }

    private synchronized void unwatch(Watching watching) {
        watches.remove(watching);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
