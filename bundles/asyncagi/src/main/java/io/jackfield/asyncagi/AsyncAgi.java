package io.jackfield.asyncagi;

import io.jackfield.agi.AgiSession;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.asyncagi.internal.AsyncCall;
import io.jackfield.asyncagi.internal.ConnectionCalls;
import io.jackfield.manager.ManagerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives calls that wait in {@code AGI(agi:async,script)} to the handlers of their scripts, over the manager connections bound to it.
 * Safe for use by many threads; but for {@link #close} no method blocks.
 *
 * <p>A connection is subscribed to, and a login on demand held, only while there is a handler for its name. A call whose script has
 * no handler is left to other controllers: nothing at all is sent to it. Calls that wait already are found when a connection is
 * bound, comes back, or a handler arrives; such a call is sent one {@code NOOP} before its handler is called, and its request lacks
 * what a list of channels does not tell ({@code agi_version}, {@code agi_rdnis}, {@code agi_threadid}, details of the number).
 *
 * <p>When a connection is lost, its sessions end as {@link io.jackfield.agi.AgiEnd#LOST}: what the calls do meanwhile, nobody knows.
 * Those that wait still when it is back begin a new session; those whose session had been closed are let go then. A session also ends
 * as {@code LOST} when Asterisk ends it without a hangup, as after a command that failed badly, such as {@code STREAM FILE} of a
 * missing file.
 *
 * <p>{@link AgiSession#close} takes effect when the command that runs has ended: nothing cuts one from here. {@link AgiSession#fail}
 * plays a sound that does not exist, which gives {@code AGISTATUS=FAILURE}. After a hangup no further command is executed.
 */
public final class AsyncAgi implements AutoCloseable {

    /** What {@link io.jackfield.agi.AgiHandler#TRANSPORT} of a handler has to name. */
    public static final String TRANSPORT = "asyncagi";

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgi.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final HandlerRegistry handlers;
    private final Duration patience;
    private final Map<String, ConnectionCalls> connections = new HashMap<>();
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, threads("jackfield-asyncagi-control"));
    private final ExecutorService workers = Executors.newCachedThreadPool(threads("jackfield-asyncagi-worker-"));
    private final Executor control = this::onControl;

    /** @param handlers the handlers, who may come and go */
    public AsyncAgi(HandlerRegistry handlers) {
        this(handlers, PATIENCE);
    }

    /** @param patience how long {@link #close} waits for sessions in progress */
    public AsyncAgi(HandlerRegistry handlers, Duration patience) {
        this.handlers = handlers;
        this.patience = patience;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        handlers.onChange(() -> control.execute(() -> connections.values().forEach(ConnectionCalls::adjust)));
    }

    /** Handles calls of this connection from now on. Of several of one name the first is used, then the next. */
    public void bind(ManagerConnection connection) {
        control.execute(() ->
                connections.computeIfAbsent(connection.name(), this::callsOf).bind(connection));
    }

    private ConnectionCalls callsOf(String name) {
        return new ConnectionCalls(name, handlers, control, timer, workers);
    }

    /** Does not use this connection any longer. Its sessions are lost; calls are found again on the next of its name. */
    public void unbind(ManagerConnection connection) {
        control.execute(() -> {
            ConnectionCalls calls = connections.get(connection.name());
            if (calls != null) {
                calls.unbind(connection);
            }
        });
    }

    /** How many sessions there are. May block for a moment. */
    public int sessions() {
        return timer.isShutdown()
                ? 0
                : ask(() -> all(ConnectionCalls::sessions)).size();
    }

    /**
     * Takes no more calls, waits up to ten seconds for the sessions in progress, then ends what is left as {@link
     * io.jackfield.agi.AgiEnd#STOPPED}, with {@code AGISTATUS=FAILURE} so that the dialplan can fall back. Connections are not
     * closed. May block a little longer than that.
     */
    @Override
    public void close() {
        if (timer.isShutdown()) {
            return;
        }
        List<CompletableFuture<?>> sessions = ask(() -> {
            connections.values().forEach(ConnectionCalls::refuseFurther);
            return all(calls -> calls.sessions().map(AgiSession::ended));
        });
        await(sessions, patience);
        List<CompletableFuture<?>> calls = ask(() -> {
            List<AsyncCall> left = all(ConnectionCalls::calls);
            left.forEach(AsyncCall::stop);
            return left.stream().<CompletableFuture<?>>map(AsyncCall::gone).toList();
        });
        await(calls, patience.compareTo(LAST_WORDS) < 0 ? patience : LAST_WORDS);
        ask(() -> {
            connections.values().forEach(ConnectionCalls::close);
            return null;
        });
        timer.shutdown();
        workers.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS) || !workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("AsyncAGI stops while a handler still runs: {}", workers);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> List<T> all(Function<ConnectionCalls, Stream<? extends T>> part) {
        return connections.values().stream().<T>flatMap(part).toList();
    }

    private static void await(List<CompletableFuture<?>> futures, Duration atMost) {
        try {
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("AsyncAGI does not wait any longer");
        } catch (ExecutionException e) {
            throw new IllegalStateException("These futures never fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, timer).join();
    }

    /** Runs it on the thread on which all is decided; after the end nothing is left to decide. */
    private void onControl(Runnable decision) {
        try {
            timer.execute(() -> {
                try {
                    decision.run();
                } catch (RuntimeException | LinkageError defect) {
                    LOG.error("A defect of Jackfield", defect);
                }
            });
        } catch (RejectedExecutionException stopped) {
            LOG.debug("AsyncAGI is stopped");
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger counter = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name.endsWith("-") ? name + counter.incrementAndGet() : name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
