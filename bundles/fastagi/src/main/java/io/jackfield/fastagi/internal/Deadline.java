package io.jackfield.fastagi.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in time up to which somebody is prepared to wait. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return in(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Deadline in(long time, TimeUnit unit) {
        return new Deadline(System.nanoTime() + unit.toNanos(time));
    }

    /** How long it is until then; not above zero if it has passed. */
    long nanosLeft() {
        return nanoTime - System.nanoTime();
    }

    /**
     * Waits on a monitor that the caller holds.
     *
     * @return false once this deadline has passed, or the thread was interrupted, whose interrupt status then stays set
     */
    boolean await(Object monitor) {
        long left = nanosLeft();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(monitor, left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
