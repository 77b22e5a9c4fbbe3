package io.jackfield.manager.internal;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the PBX regularly whether it is there, and ends the session when it is not. Asterisk answers the actions of a
 * session one after the other, so a Ping may rightly wait behind slow ones: it is given as much longer as they may still
 * take, and while bytes arrive a late answer is no proof.
 */
final class KeepAlive {

    private static final ManagerAction PING = ManagerAction.of("Ping");

    private final Session session;
    private final Duration timeout;
    private final Future<?> schedule;
    private volatile boolean asking;

    KeepAlive(Session session, Duration interval, Duration timeout, ScheduledExecutorService timer) {
        this.session = session;
        this.timeout = timeout;
        long millis = interval.toMillis();
        this.schedule = timer.scheduleWithFixedDelay(this::check, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void check() {
        Duration patience = timeout.plusMillis(session.longestWait());
        long before = session.bytesReceived();
        asking = true;
        session.send(PING, patience, null, Runnable::run)
                .whenComplete((answer, problem) -> judge(problem, patience, before));
    }

    private void judge(Throwable problem, Duration patience, long before) {
        asking = false;
        if (problem instanceof ManagerTimeoutException && session.bytesReceived() == before) {
            session.close("no answer to a Ping within " + patience.toMillis() + " ms");
        }
    }

    /** Whether a Ping is under way. */
    boolean isAsking() {
        return asking;
    }

    void stop() {
        schedule.cancel(false);
    }
}
