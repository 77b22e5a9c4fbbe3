package io.jackfield.simulator.internal.pbx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Time that goes by itself, on the thread of an event loop. */
public final class LiveTimeline implements Timeline {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTimeline.class);

    private final Clock clock;
    private final ScheduledExecutorService loop;

    public LiveTimeline(Clock clock, ScheduledExecutorService loop) {
        this.clock = clock;
        this.loop = loop;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> scheduled = loop.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A step of a simulated call failed; the call stays as it is", e);
        }
    }
}
