package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Origin;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Transport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a connection: it connects, logs in, watches over the line and comes back. Every decision is made on the timer
 * thread, one after the other, so that no two signals of one outage can make two attempts.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger("io.jackfield.manager.connection");
    private static final ManagerAction EVENTS_ON = ManagerAction.of("Events").with("EventMask", "on");
    private static final ManagerAction LOGOFF = ManagerAction.of("Logoff");

    private final ConnectionSettings settings;
    private final Transport transport;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final EventHub hub;
    private final FrameCounters counters;
    private final SecureRandom random = new SecureRandom();
    private final BackOff backOff;
    private volatile ConnectionState state = new ConnectionState.Connecting();
    private volatile Session loggedIn;
    private Session session;
    private KeepAlive keepAlive;
    private boolean refused;
    private boolean closed;
    private Instant upSince = Instant.MIN;
    private boolean announcedUp;
    private String announcedReason = "";

    Lifecycle(
            ConnectionSettings settings,
            Transport transport,
            ScheduledExecutorService timer,
            Clock clock,
            EventHub hub,
            FrameCounters counters) {
        this.settings = settings;
        this.transport = transport;
        this.timer = timer;
        this.clock = clock;
        this.hub = hub;
        this.counters = counters;
        this.backOff = new BackOff(settings.reconnectDelay(), settings.reconnectMaxDelay(), random);
    }

    void start() {
        decide(this::connect);
    }

    /** Logs off and ends for good. */
    void close() {
        decide(this::closeNow);
    }

    /** Somebody subscribed. */
    void eventsWanted() {
        decide(this::switchEventsOn);
    }

    ConnectionState state() {
        return state;
    }

    /** The session that takes actions, if the connection is up. */
    Optional<Session> loggedIn() {
        return Optional.ofNullable(loggedIn);
    }

    private void decide(Runnable decision) {
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
        LOG.error("{}: a defect of Jackfield; the connection is tried anew later", settings.name(), defect);
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
        loggedIn = opened;
        counters.login();
        upSince = clock.instant();
        if (!announcedUp) {
            LOG.info("{}: logged in at {} ({})", settings.name(), transport.peer(), greeting);
            announcedUp = true;
        }
        keepAlive = new KeepAlive(opened, settings.pingInterval(), settings.pingTimeout(), timer);
        switchEventsOn();
    }

    /** If somebody wants events and they do not flow yet. */
    private void switchEventsOn() {
        Session current = loggedIn;
        if (current == null || hub.isLive() || !hub.hasSubscriptions()) {
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
        if (loggedIn != null && clock.instant().isAfter(upSince.plus(settings.reconnectMaxDelay()))) {
            // It lasted. A line that is dropped again at once is still the same outage: no sooner attempt, no other log
            // line.
            backOff.reset();
            announcedReason = "";
        }
        loggedIn = null;
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
        if (!reason.equals(announcedReason)) {
            LOG.warn(
                    "{}: no connection to {}: {}; trying again {}",
                    settings.name(),
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
        if (loggedIn != null) {
            loggedIn.send(LOGOFF, settings.actionTimeout(), false, Runnable::run);
        }
        state = new ConnectionState.Closed();
        if (session != null) {
            session.close("closed");
        }
        LOG.info("{}: closed", settings.name());
    }
}
