package io.jackfield.manager.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A clock that stands until the test moves it, and a timer that runs what comes due meanwhile, in the test's thread and
 * in an order that is always the same. An exception in a task is thrown at the test.
 */
public final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService {

    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
    private long now;
    private long submitted;
    private boolean shutdown;
    private Throwable problem;

    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.parse("2026-01-01T00:00:00Z").plusNanos(now);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Runs what is due now. */
    public void run() {
        advance(Duration.ZERO);
    }

    /** Lets this time pass and runs, at its hour, everything that comes due. */
    public void advance(Duration duration) {
        long end = now + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due <= end) {
            Task<?> task = tasks.poll();
            now = Math.max(now, task.due);
            task.run();
            if (problem != null) {
                throw new AssertionError("a task of the timer failed", problem);
            }
        }
        now = end;
    }

    /** How many tasks wait for their time. */
    public int waiting() {
        return tasks.size();
    }

    @Override
    public void execute(Runnable command) {
        add(new Task<>(Executors.callable(command), 0, 0));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task<>(Executors.callable(command), unit.toNanos(delay), 0));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new Task<>(callable, unit.toNanos(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return add(new Task<>(Executors.callable(command), unit.toNanos(initialDelay), unit.toNanos(delay)));
    }

    private <V> Task<V> add(Task<V> task) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        tasks.add(task);
        return task;
    }

    @Override
    public void shutdown() {
        shutdown = true;
        tasks.removeIf(task -> task.due > now);
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

        private final long period;
        private final long order = ++submitted;
        private long due;

        private Task(Callable<V> callable, long delay, long period) {
            super(callable);
            this.due = now + delay;
            this.period = period;
        }

        @Override
        public void run() {
            if (!isPeriodic()) {
                super.run();
            } else if (runAndReset()) {
                due = now + period;
                tasks.add(this);
            }
        }

        @Override
        protected void setException(Throwable t) {
            problem = t;
            super.setException(t);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            tasks.remove(this);
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        public boolean isPeriodic() {
            return period > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> that = (Task<?>) other;
            return due == that.due ? Long.compare(order, that.order) : Long.compare(due, that.due);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }
}
