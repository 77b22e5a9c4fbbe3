package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Connections outside OSGi: beans of Camel's registry, under their bean name, and those made from endpoints. The registry
 * does not announce new beans, so a watched name that is not there is looked up every second.
 */
public final class LocalDirectory implements ConnectionDirectory {

    private record Made(ManagerConnection connection, Map<String, Object> settings) {}

    private final CamelContext context;
    private final String transport;
    private final ScheduledExecutorService timer;
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private ManagerConnectionFactory factory;

    /** @param timer where names are looked up again; nothing blocks there */
    public LocalDirectory(CamelContext context, String transport, ScheduledExecutorService timer) {
        this.context = context;
        this.transport = transport;
        this.timer = timer;
    }

    /**
     * Makes a connection; endpoints of one name share it.
     *
     * @throws IllegalArgumentException if one of that name was made from other settings, or these are unusable
     */
    public synchronized void connect(String name, Map<String, Object> settings) {
        Made before = made.get(name);
        if (before == null) {
            made.put(name, new Made(factory().create(name, settings), settings));
        } else if (!before.settings().equals(settings)) {
            throw new IllegalArgumentException("Two endpoints name the connection " + name
                    + " but differ in host, port or login: equal names share one login");
        }
    }

    private ManagerConnectionFactory factory() {
        if (factory == null) {
            factory = ServiceLoader.load(ManagerConnectionFactory.class, loader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(candidate -> candidate.transport().equals(transport))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The transport " + transport
                            + " is not there: add the artifact io.jackfield:" + transport + " to the class path"));
        }
        return factory;
    }

    private ClassLoader loader() {
        ClassLoader application = context.getApplicationContextClassLoader();
        return application == null ? LocalDirectory.class.getClassLoader() : application;
    }

    @Override
    public Optional<ManagerConnection> find(String name) {
        Made here = made.get(name);
        return here != null
                ? Optional.of(here.connection())
                : Optional.ofNullable(context.getRegistry().lookupByNameAndType(name, ManagerConnection.class));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(made.keySet());
        names.addAll(context.getRegistry()
                .findByTypeWithName(ManagerConnection.class)
                .keySet());
        return names;
    }

    @Override
    public Watch watch(String name, Watcher watcher) {
        return watch(() -> find(name).map(Set::of).orElse(Set.of()), watcher);
    }

    @Override
    public Watch watchAll(Watcher watcher) {
        return watch(
                () -> names().stream().map(this::find).flatMap(Optional::stream).collect(Collectors.toSet()), watcher);
    }

    /** Beans are never taken out of the registry in a way that could be heard of, so nothing ever departs. */
    private Watch watch(Supplier<Set<ManagerConnection>> wanted, Watcher watcher) {
        Set<ManagerConnection> told = new HashSet<>();
        Runnable look = () -> wanted.get().stream().filter(told::add).forEach(watcher::arrived);
        look.run();
        Future<?> search = timer.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
        return () -> search.cancel(false);
    }

    @Override
    public synchronized void close() {
        made.values().forEach(here -> here.connection().close());
        made.clear();
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }
}
