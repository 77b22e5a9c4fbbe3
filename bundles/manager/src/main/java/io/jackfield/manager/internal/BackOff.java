package io.jackfield.manager.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: any delay from a millisecond to a ceiling that doubles with each attempt up to a cap. */
final class BackOff {

    private final long first;
    private final long cap;
    private final RandomGenerator random;
    private long ceiling;

    BackOff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first.toMillis();
        this.cap = Math.max(cap.toMillis(), first.toMillis());
        this.random = random;
        this.ceiling = this.first;
    }

    /** The delay before the next attempt, in milliseconds. */
    long next() {
        long delay = 1 + random.nextLong(ceiling);
        ceiling = ceiling > cap / 2 ? cap : ceiling * 2;
        return delay;
    }

    /** The delay after a refused login: long, so that no account is locked and no log flooded. */
    long afterRefusal(Duration delay) {
        long half = delay.toMillis() / 2;
        return half + random.nextLong(half + 1);
    }

    void reset() {
        ceiling = first;
    }
}
