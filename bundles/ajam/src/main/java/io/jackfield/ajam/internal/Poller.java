package io.jackfield.ajam.internal;

import io.jackfield.manager.ManagerAction;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Fetches events by WaitEvent, one request after the other: Asterisk ends an older one when a newer one of the same login comes
 * ({@code action_waitevent_http}). An answer that is lost took its events with it, and with them the login. Polls keep a distance in
 * time, because on Asterisk 22 and 16 every event ends them, even one that the login does not want, and because a PBX whose
 * {@code httptimeout} is ten seconds or less ends them at once. Used in turns of the link's {@link Serial}.
 */
final class Poller {

    /** Asterisk notices within a second that a poll was superseded. */
    private static final Duration SUPERSEDED = Duration.ofSeconds(5);
    /** What an answer may take beyond the time that the PBX waits for an event. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** Whom the events are for. */
    interface Owner extends PolledEvents.Sink {
        /** Events may be missing from now on. */
        void lost(HttpProblem problem);
    }

    private final AjamSettings settings;
    private final HttpSession http;
    private final Serial turns;
    private final ScheduledExecutorService timer;
    private final Owner owner;
    private final SessionMark mark;
    private boolean on;
    private boolean stopped;
    private boolean scheduled;
    private HttpSession.Exchange poll;
    private long begun = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    private int number;
    /** Whether what arrives has to wait for an answer that has its place before it. */
    private boolean holding;

    private PolledEvents held;
    /** Whether those that are fetched now were recorded before anybody wanted any. */
    private boolean unwanted;
    /** What is to happen when all events up to now are there. */
    private Runnable caughtUp;

    private boolean superseding;
    private PolledEvents latest;

    Poller(
            AjamSettings settings,
            HttpSession http,
            SessionMark mark,
            Serial turns,
            ScheduledExecutorService timer,
            Owner owner) {
        this.settings = settings;
        this.http = http;
        this.mark = mark;
        this.turns = turns;
        this.timer = timer;
        this.owner = owner;
    }

    /** Whether events are fetched. */
    boolean isOn() {
        return on;
    }

    /** Keeps back what arrives, until {@link #release}. */
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        if (held != null) {
            PolledEvents waiting = held;
            held = null;
            waiting.feed(owner);
        }
        next();
    }

    /**
     * Fetches all events up to now, and more of them from then on. What was recorded before the first time is nobody's: Asterisk
     * keeps events of a login that wants none, and hands them out all the same.
     *
     * @param then runs behind those events
     */
    void catchUp(Runnable then) {
        unwanted = !on;
        on = true;
        caughtUp = then;
        supersede();
    }

    /** Asks without waiting, which also ends a poll that waits. */
    private void supersede() {
        if (stopped || caughtUp == null || superseding) {
            return;
        }
        long since = System.nanoTime() - begun;
        if (poll != null && since < Departures.ARRIVAL.toNanos()) {
            // It might overtake the older one, which would then end it instead.
            later(Departures.ARRIVAL.toNanos() - since, this::supersede);
            return;
        }
        superseding = true;
        String id = nextId();
        http.post(waitEvent(id, 0), MARGIN, (messages, problem) -> {
            PolledEvents events = events(id, messages, problem);
            if (events != null) {
                later(SUPERSEDED.toNanos(), () -> giveUpSuperseded(events));
                ifSameSession(() -> {
                    latest = unwanted ? PolledEvents.none() : events;
                    complete();
                });
            }
        });
    }

    private void lost(String reason) {
        owner.lost(HttpProblem.failed(true, reason + "; events may be missing"));
    }

    private void giveUpSuperseded(PolledEvents behind) {
        if (!stopped && latest == behind) {
            lost("a WaitEvent did not end when another one took its place");
        }
    }

    private void complete() {
        if (stopped || !superseding || latest == null || poll != null) {
            return;
        }
        PolledEvents events = latest;
        Runnable then = caughtUp;
        latest = null;
        superseding = false;
        caughtUp = null;
        events.feed(owner);
        then.run();
        next();
    }

    private void next() {
        if (!on || stopped || poll != null || held != null || caughtUp != null || scheduled) {
            return;
        }
        long wait = settings.pollInterval().toNanos() - (System.nanoTime() - begun);
        if (wait > 0) {
            scheduled = true;
            later(wait, () -> {
                scheduled = false;
                next();
            });
        } else {
            begun = System.nanoTime();
            String id = nextId();
            poll = http.poll(
                    waitEvent(id, Math.max(1, settings.pollTimeout().toSeconds())),
                    settings.pollTimeout().plus(MARGIN),
                    (messages, problem) -> polled(id, messages, problem));
        }
    }

    private void polled(String id, byte[] messages, HttpProblem problem) {
        boolean superseded = problem == null && messages.length == 0;
        if (superseded && !superseding) {
            lost("another client polls with this login");
            return;
        }
        PolledEvents events = superseded ? PolledEvents.none() : events(id, messages, problem);
        if (events != null) {
            ifSameSession(() -> {
                poll = null;
                arrived(events);
            });
        }
    }

    private void arrived(PolledEvents events) {
        if (holding) {
            held = events;
        } else {
            events.feed(owner);
        }
        complete();
        next();
    }

    /** Notices a session that was replaced before a poll comes back, which may take long if nothing happens. */
    void checkSession() {
        if (on && !stopped) {
            ifSameSession(() -> {});
        }
    }

    private void ifSameSession(Runnable then) {
        mark.check(
                () -> {
                    if (!stopped) {
                        then.run();
                    }
                },
                problem -> {
                    if (!stopped) {
                        owner.lost(problem);
                    }
                });
    }

    /** Null if they are lost, which was told. */
    private PolledEvents events(String id, byte[] messages, HttpProblem problem) {
        if (stopped) {
            return null;
        }
        if (problem == null) {
            try {
                return PolledEvents.of(messages, id);
            } catch (ProtocolException unusable) {
                lost(unusable.getMessage());
            }
        } else if (problem.kind() == HttpProblem.Kind.FAILED) {
            lost("no answer to WaitEvent: " + problem.reason());
        } else {
            owner.lost(problem);
        }
        return null;
    }

    /** Fetches nothing any more; a poll under way is given up. */
    void stop() {
        stopped = true;
        if (poll != null) {
            poll.cancel();
            poll = null;
        }
    }

    private String nextId() {
        return "jf-poll-" + Integer.toString(++number, Character.MAX_RADIX);
    }

    private static byte[] waitEvent(String id, long seconds) {
        return ActionForm.encode(ManagerAction.of("WaitEvent").with("Timeout", Long.toString(seconds)), id);
    }

    private void later(long nanos, Runnable task) {
        try {
            timer.schedule(() -> turns.execute(task), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            stop();
        }
    }
}
