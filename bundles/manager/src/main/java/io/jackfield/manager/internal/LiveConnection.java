package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/** A connection as its users see it. */
public final class LiveConnection implements ManagerConnection {

    private final ConnectionSettings settings;
    private final Transport transport;
    private final Executor workers;
    private final Clock clock;
    private final EventHub hub = new EventHub();
    private final FrameCounters counters = new FrameCounters();
    private final Lifecycle life;

    public LiveConnection(
            ConnectionSettings settings,
            Transport transport,
            ScheduledExecutorService timer,
            Executor workers,
            Clock clock) {
        this.settings = settings;
        this.transport = transport;
        this.workers = task -> runOn(workers, task);
        this.clock = clock;
        this.life = new Lifecycle(settings, transport, timer, clock, hub, counters);
    }

    private static void runOn(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The runtime is stopping; a future completes all the same.
            task.run();
        }
    }

    /** Begins to connect. */
    public void start() {
        life.start();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String transport() {
        return transport.name();
    }

    @Override
    public String peer() {
        return transport.peer();
    }

    @Override
    public CompletableFuture<ManagerResponse> send(ManagerAction action, Duration timeout) {
        CompletableFuture<ManagerResponse> result = new CompletableFuture<>();
        // Not thenApply, which would wrap the exceptions that are promised.
        request(action, timeout, false).whenComplete((answer, problem) -> {
            if (problem == null) {
                result.complete(answer.response());
            } else {
                result.completeExceptionally(problem);
            }
        });
        return result;
    }

    @Override
    public CompletableFuture<EventList> collect(ManagerAction action, Duration timeout) {
        return request(action, timeout, true);
    }

    @Override
    public CompletableFuture<ManagerResponse> send(ManagerAction action) {
        return send(action, settings.actionTimeout());
    }

    @Override
    public CompletableFuture<EventList> collect(ManagerAction action) {
        return collect(action, settings.actionTimeout());
    }

    private CompletableFuture<EventList> request(ManagerAction action, Duration timeout, boolean gather) {
        if (ManagerConnection.isReserved(action.name())) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(name() + ": " + action
                    + " belongs to the connection, whose login others share; it cannot be sent"));
        }
        return life.loggedIn()
                .map(session -> session.send(action, timeout, gather, workers))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new ConnectionLostException(name(), action, false, reasonNotUp())));
    }

    private String reasonNotUp() {
        return life.state() instanceof ConnectionState.Down down ? down.reason() : "not logged in at " + peer();
    }

    @Override
    public Subscription subscribe(SubscriptionOptions options, StreamListener listener) {
        StreamSubscription subscription = new StreamSubscription(options, listener, workers, clock);
        resume(subscription);
        return subscription;
    }

    @Override
    public void resume(Subscription subscription) {
        if (!(subscription instanceof StreamSubscription stream)) {
            throw new IllegalArgumentException("only subscriptions made by a connection of this library can go on");
        }
        stream.attach(() -> hub.remove(stream));
        hub.add(stream);
        life.eventsWanted();
    }

    @Override
    public ConnectionState state() {
        return life.state();
    }

    @Override
    public ConnectionStats stats() {
        return counters.snapshot(life.loggedIn().map(Session::pendingActions).orElse(0));
    }

    @Override
    public void close() {
        // At once, so that a successor can take the subscriptions over.
        hub.close(clock.instant());
        life.close();
    }

    @Override
    public String toString() {
        return transport.name() + ":" + settings.name() + " (" + transport.peer() + ")";
    }
}
