package io.jackfield.manager.internal;

import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.OriginateResult;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.internal.stream.EventHub;
import io.jackfield.manager.internal.stream.EventNeeds;
import io.jackfield.manager.internal.stream.StreamSubscription;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** A connection as its users see it: one login for events, and the same or another one for actions. */
public final class LiveConnection implements ManagerConnection, StreamSubscription.Attachment {

    private static final EventNeeds OUTCOME = EventNeeds.named(Set.of("OriginateResponse"));
    /** How long Asterisk lets a call ring unless the action says otherwise. */
    private static final Duration RINGING = Duration.ofSeconds(30);

    private final ConnectionSettings settings;
    private final Transport transport;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final Clock clock;
    private final PermitList permits;
    private final EventHub hub = new EventHub();
    private final FrameCounters counters = new FrameCounters();
    private final Lifecycle events;
    private final Lifecycle actions;
    private final Snapshots snapshots;

    public LiveConnection(
            ConnectionSettings settings,
            Transport transport,
            ScheduledExecutorService timer,
            Executor workers,
            Clock clock) {
        this.settings = settings;
        this.transport = transport;
        this.timer = timer;
        this.workers = task -> runOn(workers, task);
        this.clock = clock;
        this.permits = new PermitList(settings.name(), settings.permit());
        this.events = new Lifecycle(settings.name(), settings, transport, timer, clock, hub, counters);
        this.actions = settings.actionConnection() == ConnectionSettings.ActionConnection.SHARED
                ? events
                : new Lifecycle(
                        settings.name() + " (actions)", settings, transport, timer, clock, new EventHub(), counters);
        this.snapshots = new Snapshots(events::loggedIn, settings.actionTimeout(), timer, clock);
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
        events.start();
        if (actions != events) {
            actions.start();
        }
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
        return request(action, timeout, null, EventList::response);
    }

    @Override
    public CompletableFuture<EventList> collect(ManagerAction action, Duration timeout) {
        return request(action, timeout, AnswerShape.of(action), Function.identity());
    }

    @Override
    public CompletableFuture<ManagerResponse> send(ManagerAction action) {
        return send(action, settings.actionTimeout());
    }

    @Override
    public CompletableFuture<EventList> collect(ManagerAction action) {
        return collect(action, settings.actionTimeout());
    }

    private <T> CompletableFuture<T> request(
            ManagerAction action, Duration timeout, AnswerShape shape, Function<EventList, T> part) {
        try {
            check(action);
        } catch (IllegalArgumentException | ActionNotPermittedException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        UserRequest<T> request = new UserRequest<>(name(), action, timeout, part, workers);
        if (shape == AnswerShape.ORIGINATE) {
            events.whenFlowing(OUTCOME, session -> request.send(session, shape), request::notSent);
        } else {
            actions.whenLoggedIn(session -> request.send(session, shape), request::notSent);
        }
        request.waitAtMost(timer);
        return request.result();
    }

    @Override
    public CompletableFuture<OriginateResult> originate(ManagerAction originate, Duration timeout) {
        if (!originate.name().equalsIgnoreCase("Originate")) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(name() + ": expected an Originate, not the " + originate));
        }
        ManagerAction async = originate.without("Async").with("Async", "true");
        return request(
                async,
                timeout,
                AnswerShape.ORIGINATE,
                answer -> new OriginateResult(answer.complete()
                        .orElseThrow(() -> new ActionFailedException(name(), originate.name(), answer.response()))));
    }

    @Override
    public CompletableFuture<OriginateResult> originate(ManagerAction originate) {
        Duration ringing = originate
                .value("Timeout")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)))
                .orElse(RINGING);
        return originate(originate, ringing.plus(settings.actionTimeout()));
    }

    @Override
    public Subscription subscribe(SubscriptionOptions options, StreamListener listener) {
        options.snapshot().forEach(this::check);
        StreamSubscription subscription = new StreamSubscription(options, listener, clock);
        resume(subscription);
        return subscription;
    }

    @Override
    public void resume(Subscription subscription) {
        if (!(subscription instanceof StreamSubscription stream)) {
            throw new IllegalArgumentException("only subscriptions made by a connection of this library can go on");
        }
        stream.attach(this, workers);
        hub.add(stream);
        events.eventsWanted();
    }

    @Override
    public void leave(StreamSubscription subscription) {
        hub.remove(subscription);
    }

    @Override
    public void snapshotDue(StreamSubscription subscription, EventGap.Kind after) {
        events.decide(() -> snapshots.due(subscription, after));
    }

    @Override
    public ConnectionState state() {
        ConnectionState ofEvents = events.state();
        boolean eventsMatter = !(ofEvents instanceof ConnectionState.Up || ofEvents instanceof ConnectionState.Idle);
        return eventsMatter || actions.state() instanceof ConnectionState.Idle ? ofEvents : actions.state();
    }

    @Override
    public ConnectionStats stats() {
        int pending = events.pendingActions() + (actions == events ? 0 : actions.pendingActions());
        return counters.snapshot(pending);
    }

    @Override
    public void close() {
        // At once, so that a successor can take the subscriptions over.
        hub.close(clock.instant());
        events.close();
        if (actions != events) {
            actions.close();
        }
    }

    @Override
    public String toString() {
        return transport.name() + ":" + settings.name() + " (" + transport.peer() + ")";
    }

    private void check(ManagerAction action) {
        if (ManagerConnection.isReserved(action.name())) {
            throw new IllegalArgumentException(
                    name() + ": " + action + " belongs to the connection, whose login others share; it cannot be sent");
        }
        permits.check(action);
    }
}
