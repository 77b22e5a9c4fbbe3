package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.manager.ManagerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Connections that are OSGi services, found by their property {@code name}. Looks with this bundle's own context. */
public final class OsgiDirectory implements ConnectionDirectory {

    private record Watching(Predicate<ManagerConnection> wanted, Watcher watcher) {}

    private final ServiceTracker<ManagerConnection, ManagerConnection> tracker;
    private final List<Watching> watches = new ArrayList<>();

    public OsgiDirectory() {
        BundleContext context = FrameworkUtil.getBundle(OsgiDirectory.class).getBundleContext();
        tracker = new ServiceTracker<>(context, ManagerConnection.class, null) {
            @Override
            public ManagerConnection addingService(ServiceReference<ManagerConnection> reference) {
                ManagerConnection connection = context.getService(reference);
                if (connection != null) {
                    arrived(connection);
                }
                return connection;
            }

            @Override
            public void removedService(ServiceReference<ManagerConnection> reference, ManagerConnection connection) {
                departed(connection);
                context.ungetService(reference);
            }
        };
        tracker.open();
    }

    private void arrived(ManagerConnection connection) {
        synchronized (watches) {
            watches.stream().filter(watch -> watch.wanted().test(connection)).forEach(watch -> watch.watcher()
                    .arrived(connection));
        }
    }

    private void departed(ManagerConnection connection) {
        synchronized (watches) {
            watches.stream().filter(watch -> watch.wanted().test(connection)).forEach(watch -> watch.watcher()
                    .departed(connection));
        }
    }

    @Override
    public Optional<ManagerConnection> find(String name) {
        for (ManagerConnection connection : tracker.getTracked().values()) {
            if (connection.name().equals(name)) {
                return Optional.of(connection);
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        tracker.getTracked().values().forEach(connection -> names.add(connection.name()));
        return names;
    }

    @Override
    public Watch watch(String name, Watcher watcher) {
        return watch(connection -> connection.name().equals(name), watcher);
    }

    @Override
    public Watch watchAll(Watcher watcher) {
        return watch(connection -> true, watcher);
    }

    private Watch watch(Predicate<ManagerConnection> wanted, Watcher watcher) {
        Watching watching = new Watching(wanted, watcher);
        synchronized (watches) {
            tracker.getTracked().values().stream().filter(wanted).forEach(watcher::arrived);
            watches.add(watching);
        }
        return () -> {
            synchronized (watches) {
                watches.remove(watching);
            }
        };
    }

    @Override
    public void close() {
        tracker.close();
    }
}
