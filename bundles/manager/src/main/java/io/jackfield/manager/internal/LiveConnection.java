package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Origin;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Transport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection and its life: every decision about it is made on the timer thread, one after the other, so that no two
 * signals of one outage can make two attempts.
 */
public final class LiveConnection implements ManagerConnection {

    private static final Logger LOG = LoggerFactory.getLogger("io.jackfield.manager.connection");
    private static final ManagerAction EVENTS_ON = ManagerAction.of("Events").with("EventMask", "on");
    private static final ManagerAction LOGOFF = ManagerAction.of("Logoff");

    private final ConnectionSettings settings;
    private final Transport transport;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final BackOff backOff;
    private final EventHub hub = new EventHub();
    private final FrameCounters counters = new FrameCounters();
    private volatile ConnectionState state = new ConnectionState.Connecting();
    private volatile Session session;
    private KeepAlive keepAlive;
    private boolean refused;
    private boolean closed;
    private String loggedReason = "";

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
        this.backOff = new BackOff(settings.reconnectDelay(), settings.reconnectMaxDelay(), random);
    }

    private static void runOn(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The runtime is stopping; a future completes all the same.
            task.run();
        }
    }

    public void start() {
        decide(this::connect);
    }

    private void decide(Runnable decision) {
        runOn(timer, () -> {
            try {
                decision.run();
            } catch (RuntimeException | LinkageError defect) {
                session.close(reportDefect(defect));
            }
        });
    }

    /** What must not happen, and is no reason to try again soon. */
    private String reportDefect(Throwable defect) {
        LOG.error("{}: a defect of Jackfield; the connection is tried anew later", name(), defect);
        refused = true;
        return "a defect of Jackfield";
    }

    private void connect() {
        if (closed) {
            return;
        }
        state = new ConnectionState.Connecting();
        Origin origin = new Origin(settings.name(), clock.instant() + "-" + randomText(4));
        Session[] attempt = new Session[1];
        attempt[0] = new Session(
                origin,
                "jf-" + randomText(8) + "-",
                hub,
                counters,
                timer,
                clock,
                greeting -> decide(() -> opened(attempt[0], greeting)),
                reason -> decide(() -> lost(attempt[0].endedBecause(reason))));
        session = attempt[0];
        try {
            transport.connect(attempt[0]);
        } catch (RuntimeException | LinkageError defect) {
            lost(reportDefect(defect));
        }
    }

    private String randomText(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void opened(Session opened, String greeting) {
        state = new ConnectionState.LoggingIn();
        new Login(settings, opened)
                .run()
                .whenComplete((response, problem) -> decide(() -> answered(opened, greeting, response, problem)));
    }

    private void answered(Session opened, String greeting, ManagerResponse response, Throwable problem) {
        if (problem != null) {
            opened.close("the login failed: " + reason(problem));
        } else if (response.isSuccess()) {
            loggedIn(opened, greeting);
        } else {
            refused = Login.isRefusal(response);
            opened.close("login refused for user " + settings.username() + ": " + response.message());
        }
    }

    /** What went wrong, without the wrapping of chained futures. */
    private static String reason(Throwable problem) {
        return problem instanceof CompletionException chained
                ? chained.getCause().getMessage()
                : problem.getMessage();
    }

    private void loggedIn(Session opened, String greeting) {
        if (closed) {
            return;
        }
        state = new ConnectionState.Up();
        counters.login();
        backOff.reset();
        loggedReason = "";
        LOG.info("{}: logged in at {} ({})", settings.name(), transport.peer(), greeting);
        keepAlive = new KeepAlive(opened, settings.pingInterval(), settings.pingTimeout(), timer);
        switchEventsOn();
    }

    /** If somebody wants events and they do not flow yet. */
    private void switchEventsOn() {
        Session current = session;
        if (!state.isUp() || hub.isLive() || !hub.hasSubscriptions()) {
            return;
        }
        // Slow actions before it hold the answer up as long as they may take themselves.
        Duration patience = settings.actionTimeout().plusMillis(current.longestWait());
        current.send(EVENTS_ON, patience, false, Runnable::run).whenComplete((answer, problem) -> {
            if (problem == null && answer.response().isSuccess()) {
                hub.begin(current.origin());
            } else {
                current.close("events could not be switched on: "
                        + (problem == null ? answer.response().message() : problem.getMessage()));
            }
        });
    }

    private void lost(String reason) {
        if (keepAlive != null) {
            keepAlive.stop();
            keepAlive = null;
        }
        if (closed) {
            state = new ConnectionState.Closed();
            return;
        }
        state = new ConnectionState.Down(reason);
        long delay = refused ? backOff.afterRefusal(settings.loginRetryDelay()) : backOff.next();
        if (!reason.equals(loggedReason)) {
            LOG.warn(
                    "{}: no connection to {}: {}; trying again {}",
                    settings.name(),
                    transport.peer(),
                    reason,
                    refused ? "in " + delay / 1000 + " s" : "until it is there");
            loggedReason = reason;
        }
        refused = false;
        timer.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
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
        ConnectionState now = state;
        if (now.isUp()) {
            return session.send(action, timeout, gather, workers);
        }
        String reason = now instanceof ConnectionState.Down down ? down.reason() : "not logged in at " + peer();
        return CompletableFuture.failedFuture(new ConnectionLostException(name(), action, false, reason));
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
        decide(this::switchEventsOn);
    }

    @Override
    public ConnectionState state() {
        return state;
    }

    @Override
    public ConnectionStats stats() {
        Session current = session;
        return counters.snapshot(current == null ? 0 : current.pendingActions());
    }

    @Override
    public void close() {
        // At once, so that a successor can take the subscriptions over.
        hub.close(clock.instant());
        decide(this::closeNow);
    }

    private void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        if (state.isUp()) {
            session.send(LOGOFF, settings.actionTimeout(), false, Runnable::run);
        }
        state = new ConnectionState.Closed();
        hub.close(clock.instant());
        if (session != null) {
            session.close("closed");
        }
        LOG.info("{}: closed", settings.name());
    }

    @Override
    public String toString() {
        return transport.name() + ":" + settings.name() + " (" + transport.peer() + ")";
    }
}
