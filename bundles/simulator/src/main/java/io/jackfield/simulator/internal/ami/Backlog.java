package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.PublishedEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Events that a session has not been told of yet, and the one request that waits for some. */
public final class Backlog {

    private final ScheduledExecutorService loop;
    private final Deque<PublishedEvent> events = new ArrayDeque<>();
    private long bytes;
    private Runnable over;
    private Runnable superseded;
    private Future<?> timer;

    public Backlog(ScheduledExecutorService loop) {
        this.loop = loop;
    }

    /** Whoever waits is woken when the turn of the loop is over, so that it gets all that came at once. */
    public void add(PublishedEvent event) {
        if (over != null && events.isEmpty()) {
            loop.execute(this::wake);
        }
        events.add(event);
        bytes += event.text().length();
    }

    /** The oldest event; null if there is none. */
    public PublishedEvent poll() {
        PublishedEvent event = events.poll();
        if (event != null) {
            bytes -= event.text().length();
        }
        return event;
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public long bytes() {
        return bytes;
    }

    /**
     * Waits, unless there are events already. Who waited before waits no more.
     *
     * @param timeout how long, null for ever
     * @param over is run as soon as there are events, or no time is left
     * @param superseded is run instead if somebody else comes to wait
     */
    public void await(Duration timeout, Runnable over, Runnable superseded) {
        if (isAwaited()) {
            Runnable former = this.superseded;
            stopWaiting();
            former.run();
        }
        if (!events.isEmpty() || (timeout != null && timeout.toNanos() <= 0)) {
            over.run();
            return;
        }
        this.over = over;
        this.superseded = superseded;
        if (timeout != null) {
            timer = loop.schedule(this::wake, timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    public boolean isAwaited() {
        return over != null;
    }

    /** Ends the waiting, if there is one. */
    public void wake() {
        if (isAwaited()) {
            Runnable waiting = over;
            stopWaiting();
            waiting.run();
        }
    }

    private void stopWaiting() {
        over = null;
        superseded = null;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Nobody is there any more to be told anything. */
    public void abandon() {
        stopWaiting();
        events.clear();
        bytes = 0;
    }
}
