package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Origin;
import io.jackfield.manager.internal.stream.EventHub;
import io.jackfield.manager.internal.stream.EventNeeds;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Transport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one login: it connects, logs in, watches over the line and comes back, or rests while nobody needs it. Every
 * decision is made on the timer thread, one after the other, so that no two signals of one outage can make two attempts.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger("io.jackfield.manager.connection");
    private static final ManagerAction LOGOFF = ManagerAction.of("Logoff");

    /** Somebody who waits for the login: told the session, or why there is none. */
    private record Waiting(Consumer<Session> ready, Consumer<String> failed) {}

    private final String label;
    private final ConnectionSettings settings;
    private final Transport transport;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final EventHub hub;
    private final FrameCounters counters;
    private final SecureRandom random = new SecureRandom();
    private final BackOff backOff;
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile ConnectionState state;
    private volatile Session loggedIn;
    private volatile Instant lastUse = Instant.MIN;
    private Session session;
    private PushDown pushDown;
    private KeepAlive keepAlive;
    private boolean refused;
    private boolean closed;
    private Instant upSince = Instant.MIN;
    private boolean announcedUp;
    private String announcedReason = "";

    /** @param label names this login in the log */
    Lifecycle(
            String label,
            ConnectionSettings settings,
            Transport transport,
            ScheduledExecutorService timer,
            Clock clock,
            EventHub hub,
            FrameCounters counters) {
        this.label = label;
        this.settings = settings;
        this.transport = transport;
        this.timer = timer;
        this.clock = clock;
        this.hub = hub;
        this.counters = counters;
        this.backOff = new BackOff(settings.reconnectDelay(), settings.reconnectMaxDelay(), random);
        this.state = onDemand() ? new ConnectionState.Idle() : new ConnectionState.Connecting();
    }

    private boolean onDemand() {
        return settings.connect() == ConnectionSettings.Connect.DEMAND;
    }

    void start() {
        decide(() -> {
            if (isNeeded()) {
                connect();
            }
        });
    }

    /** Logs off and ends for good. */
    void close() {
        decide(this::closeNow);
    }

    /** Somebody subscribed. */
    void eventsWanted() {
        decide(() -> {
            if (loggedIn != null) {
                pushDown.widen(EventNeeds.NOTHING);
            } else {
                wake();
            }
        });
    }

    ConnectionState state() {
        return state;
    }

    /** How many actions wait for their answer. */
    int pendingActions() {
        Session current = loggedIn;
        return current == null ? 0 : current.pendingActions();
    }

    /** The session that takes actions, if the login is up; asking for it counts as use. */
    Optional<Session> loggedIn() {
        if (onDemand()) {
            lastUse = clock.instant();
        }
        return Optional.ofNullable(loggedIn);
    }

    /**
     * Hands the session over as soon as the login is up. A login that is always wanted and down says so at once; one on
     * demand is opened. Either way one of the two is told, here or on the timer thread.
     */
    void whenLoggedIn(Consumer<Session> ready, Consumer<String> failed) {
        Session current = loggedIn().orElse(null);
        if (current != null) {
            ready.accept(current);
        } else if (onDemand()) {
            decide(() -> await(new Waiting(ready, failed)));
        } else {
            failed.accept(reasonNotUp());
        }
    }

    /** The same, but not before the PBX sends these events. */
    void whenFlowing(EventNeeds needs, Consumer<Session> ready, Consumer<String> failed) {
        whenLoggedIn(
                current -> decide(() -> {
                    if (current != loggedIn) {
                        failed.accept(reasonNotUp());
                        return;
                    }
                    pushDown.widen(needs).whenComplete((agreed, problem) -> {
                        if (problem == null) {
                            ready.accept(current);
                        } else {
                            failed.accept(problem.getMessage());
                        }
                    });
                }),
                failed);
    }

    private void await(Waiting waiter) {
        if (closed) {
            waiter.failed().accept(reasonNotUp());
        } else if (loggedIn != null) {
            waiter.ready().accept(loggedIn);
        } else {
            waiting.add(waiter);
            wake();
        }
    }

    private String reasonNotUp() {
        if (state instanceof ConnectionState.Down down) {
            return down.reason();
        }
        return state instanceof ConnectionState.Closed ? "closed" : "not logged in at " + transport.peer();
    }

    private void wake() {
        if (state instanceof ConnectionState.Idle) {
            connect();
        }
    }

    private boolean isNeeded() {
        return !onDemand()
                || hub.hasSubscriptions()
                || !waiting.isEmpty()
                || hasPendingActions()
                || lastUse.isAfter(clock.instant().minus(settings.idleTimeout()));
    }

    /** Others than the Ping of the keep-alive, which must not keep alive what nobody needs. */
    private boolean hasPendingActions() {
        int own = keepAlive != null && keepAlive.isAsking() ? 1 : 0;
        return session != null && session.pendingActions() > own;
    }

    /** Makes a decision on the timer thread. */
    void decide(Runnable decision) {
        try {
            timer.execute(() -> make(decision));
        } catch (RejectedExecutionException stopping) {
            // The timer is gone: what is left to decide is how to end.
            make(decision);
        }
    }

    private void make(Runnable decision) {
        try {
            decision.run();
        } catch (RuntimeException | LinkageError defect) {
            String reason = reportDefect(defect);
            if (session != null) {
                session.close(reason);
            }
        }
    }

    /** What must not happen, and is no reason to try again soon. */
    private String reportDefect(Throwable defect) {
        LOG.error("{}: a defect of Jackfield; the connection is tried anew later", label, defect);
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
                reason -> decide(() -> ended(attempt[0], reason)));
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
        if (opened.isLoggedIn()) {
            loggedIn(opened, greeting);
            return;
        }
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
        pushDown = new PushDown(opened, hub, settings.pushFilter(), settings.actionTimeout());
        loggedIn = opened;
        // Not before actions are taken: whoever sees it may send some.
        state = new ConnectionState.Up();
        counters.login();
        upSince = clock.instant();
        if (!announcedUp) {
            LOG.info("{}: logged in at {} ({})", label, transport.peer(), greeting);
            announcedUp = true;
        }
        keepAlive = new KeepAlive(opened, opened.atLeastEvery(settings.pingInterval()), settings.pingTimeout(), timer);
        pushDown.widen(EventNeeds.NOTHING);
        List<Waiting> served = List.copyOf(waiting);
        waiting.clear();
        served.forEach(waiter -> waiter.ready().accept(opened));
        if (onDemand()) {
            restLater(opened);
        }
    }

    private void restLater(Session current) {
        Duration sinceUse = Duration.between(lastUse, clock.instant());
        boolean due = sinceUse.compareTo(settings.idleTimeout()) >= 0;
        Duration wait = due ? settings.idleTimeout() : settings.idleTimeout().minus(sinceUse);
        timer.schedule(() -> make(() -> restUnlessNeeded(current)), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restUnlessNeeded(Session current) {
        if (current != loggedIn) {
            return;
        }
        if (isNeeded()) {
            restLater(current);
        } else {
            logOff("nobody needs the login");
        }
    }

    private void logOff(String reason) {
        Session leaving = loggedIn;
        loggedIn = null;
        leaving.send(LOGOFF, settings.actionTimeout(), null, Runnable::run);
        leaving.close(reason);
    }

    private void ended(Session session, String lineSays) {
        refused = refused || session.wasRefused();
        lost(session.endedBecause(lineSays));
    }

    private void lost(String reason) {
        if (upSince.isBefore(clock.instant().minus(settings.reconnectMaxDelay())) && !upSince.equals(Instant.MIN)) {
            // It lasted. A line that is dropped again at once is still the same outage: no sooner attempt, no other log
            // line.
            backOff.reset();
            announcedReason = "";
        }
        upSince = Instant.MIN;
        loggedIn = null;
        if (keepAlive != null) {
            keepAlive.stop();
            keepAlive = null;
        }
        session = null;
        disappoint(reason);
        if (closed) {
            state = new ConnectionState.Closed();
        } else if (isNeeded()) {
            retry(reason);
        } else {
            LOG.info("{}: not connected: nobody needs it", label);
            announcedUp = false;
            refused = false;
            state = new ConnectionState.Idle();
        }
    }

    private void disappoint(String reason) {
        List<Waiting> disappointed = List.copyOf(waiting);
        waiting.clear();
        disappointed.forEach(waiter -> waiter.failed().accept(reason));
    }

    private void retry(String reason) {
        state = new ConnectionState.Down(reason);
        long delay = refused ? backOff.afterRefusal(settings.loginRetryDelay()) : backOff.next();
        if (!reason.equals(announcedReason)) {
            LOG.warn(
                    "{}: no connection to {}: {}; trying again {}",
                    label,
                    transport.peer(),
                    reason,
                    refused ? "in " + delay / 1000 + " s" : "until it is there");
            announcedReason = reason;
            announcedUp = false;
        }
        refused = false;
        timer.schedule(() -> make(this::connect), delay, TimeUnit.MILLISECONDS);
    }

    private void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        state = new ConnectionState.Closed();
        if (loggedIn != null) {
            logOff("closed");
        } else if (session != null) {
            session.close("closed");
        }
        disappoint("closed");
        LOG.info("{}: closed", label);
    }
}
