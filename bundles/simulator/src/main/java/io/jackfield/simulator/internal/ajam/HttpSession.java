package io.jackfield.simulator.internal.ajam;

import io.jackfield.simulator.internal.ami.Backlog;
import io.jackfield.simulator.internal.ami.ManagerSession;
import io.jackfield.simulator.internal.ami.Readiness;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.PublishedEvent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A manager session that outlives its requests. It records all events, whatever its mask, until they are fetched; it ends
 * when no request has come for a while, but never while one is under way.
 */
final class HttpSession implements Consumer<PublishedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);
    private static final Duration BEFORE_LOGIN = Duration.ofSeconds(5);
    private static final Duration SAFETY = Duration.ofSeconds(10);
    private static final long MAX_WAITING_BYTES = 64L << 20;
    private static final long KEPT_UNASKED_BYTES = 1L << 20;
    private static final long KEEPS_UP_BYTES = 1L << 20;

    private final ManagerSession manager;
    private final Pbx pbx;
    private final ScheduledExecutorService loop;
    private final Duration timeout;
    private final Backlog backlog;
    private final Readiness readiness;
    private final Consumer<HttpSession> whenOver;
    private boolean recording;
    private boolean polling;
    private boolean over;
    private int requests;
    private long expires;
    private Future<?> timer;

    /**
     * @param readiness is asked to look again when events have been fetched
     * @param whenOver is told once, when it ends for whatever reason
     */
    HttpSession(
            ManagerSession manager,
            Pbx pbx,
            ScheduledExecutorService loop,
            Duration timeout,
            Readiness readiness,
            Consumer<HttpSession> whenOver) {
        this.manager = manager;
        this.pbx = pbx;
        this.loop = loop;
        this.timeout = timeout;
        this.readiness = readiness;
        this.whenOver = whenOver;
        backlog = new Backlog(loop);
        pbx.listen(this);
    }

    ManagerSession manager() {
        return manager;
    }

    boolean isLoggedIn() {
        return manager.isLoggedIn();
    }

    /** It records from the login on, not only from the first time on that somebody comes for events. */
    void record() {
        recording = true;
    }

    /** Whether it has fetched nearly all that was for it, or does not fetch any. */
    boolean keepsUp() {
        return !polling || backlog.bytes() < KEEPS_UP_BYTES;
    }

    /** A request begins. */
    void begin() {
        requests++;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** It lasts its whole time from now on. */
    void renew() {
        Duration life = manager.isLoggedIn() || timeout.compareTo(BEFORE_LOGIN) < 0 ? timeout : BEFORE_LOGIN;
        expires = System.nanoTime() + life.toNanos();
    }

    /** A request is done. */
    void done() {
        requests--;
        renew();
        if (requests == 0 && !over) {
            timer = loop.schedule(this::end, expires - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    void end() {
        if (!over) {
            over = true;
            pbx.unlisten(this);
            if (timer != null) {
                timer.cancel(false);
            }
            whenOver.accept(this);
            readiness.check();
            backlog.wake();
        }
    }

    @Override
    public void accept(PublishedEvent event) {
        if (!recording || !manager.isLoggedIn()) {
            return;
        }
        backlog.add(event);
        if (!manager.listens()) {
            while (backlog.bytes() > KEPT_UNASKED_BYTES) {
                backlog.poll();
            }
        } else if (backlog.bytes() > MAX_WAITING_BYTES) {
            LOG.warn("Ending HTTP manager session of {}: nobody fetches its events", manager.userName());
            end();
        }
    }

    /**
     * Waits for events, but not so long that the session could end before the client comes again.
     *
     * @param wanted null for as long as it may
     */
    void awaitEvents(Duration wanted, Runnable waitedEnough, Runnable superseded) {
        manager.listen();
        recording = true;
        polling = true;
        Duration longest = Duration.ofNanos(expires - System.nanoTime()).minus(SAFETY);
        Duration wait = wanted == null || wanted.compareTo(longest) > 0 ? longest : wanted;
        backlog.await(wait, waitedEnough, superseded);
    }

    /** Hands over what was recorded, as far as mask, rights and filters let it through; all of it is gone then. */
    void fetch(Consumer<PublishedEvent> receiver) {
        while (!backlog.isEmpty()) {
            PublishedEvent event = backlog.poll();
            if (manager.wants(event)) {
                receiver.accept(event);
            }
        }
        readiness.check();
    }
}
