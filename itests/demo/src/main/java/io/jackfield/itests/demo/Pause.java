package io.jackfield.itests.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A wait that cannot be cut short without notice. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
