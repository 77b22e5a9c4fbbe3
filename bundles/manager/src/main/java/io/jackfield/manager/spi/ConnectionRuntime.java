package io.jackfield.manager.spi;

import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.internal.LiveConnection;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns transports into connections, closes those that are left, and owns the threads they share: one timer, on which the life of all connections is
 * decided and nothing ever blocks, and workers, on which users' code is called.
 */
public final class ConnectionRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionRuntime.class);

    private final String transport;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;
    /** Whoever is at work is held by its timers, too; a connection that was closed and let go need not be kept for this. */
    private final Set<ManagerConnection> connections = Collections.newSetFromMap(new WeakHashMap<>());

    /** @param transport names the threads */
    public ConnectionRuntime(String transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(1, threads("jackfield-" + transport + "-timer"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.workers = Executors.newCachedThreadPool(threads("jackfield-" + transport + "-worker-"));
    }

    /** Reads what one transport needs to know, and makes it when the settings have turned out well. */
    @FunctionalInterface
    public interface TransportReader {

        /** @throws InvalidSettingException naming the owner, the key and what is wrong with it */
        Supplier<Transport> read(Settings settings, ConnectionSettings common);
    }

    /**
     * Makes a connection as its settings say, which starts to connect at once.
     *
     * @throws InvalidSettingException naming the owner, the key and what is wrong with it
     */
    public ManagerConnection connect(String name, Map<String, ?> values, TransportReader reader) {
        Settings settings = new Settings(transport + ":" + name, values);
        settings.text("name", name);
        ConnectionSettings common = ConnectionSettings.read(name, settings);
        Supplier<Transport> made = reader.read(settings, common);
        settings.refuseUnknown();
        return connect(common, made.get());
    }

    /** Makes a connection, which starts to connect at once. */
    public ManagerConnection connect(ConnectionSettings settings, Transport transport) {
        LiveConnection connection = new LiveConnection(settings, transport, timer, workers, clock);
        synchronized (connections) {
            connections.add(connection);
        }
        connection.start();
        return connection;
    }

    /** Where the life of connections is decided: nothing may block there. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Threads on which it is allowed to block. */
    public Executor workers() {
        return workers;
    }

    /** Closes all connections: when this comes back their links have been told. May block for up to five seconds. */
    public void closeConnections() {
        List<ManagerConnection> left;
        synchronized (connections) {
            left = List.copyOf(connections);
            connections.clear();
        }
        left.forEach(ManagerConnection::close);
        if (timer.isShutdown()) {
            return;
        }
        try {
            // Closed connections still have their last decisions to make, which a shutdown would drop.
            timer.submit(() -> {}).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The timer of the {} connections is stuck; it is stopped all the same", transport, e);
        }
    }

    /** Closes all connections, then ends the threads. May block for up to ten seconds. */
    @Override
    public void close() {
        if (timer.isShutdown()) {
            return;
        }
        closeConnections();
        timer.shutdown();
        workers.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS) || !workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name.endsWith("-") ? name + number.incrementAndGet() : name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
