package io.jackfield.manager.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: any delay from zero to a ceiling that doubles with each attempt up to a cap. */
final class BackOff {

    private final long first;
    private final long cap;
    private final RandomGenerator random;
    private int attempt;

    BackOff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first.toMillis();
        this.cap = Math.max(cap.toMillis(), first.toMillis());
        this.random = random;
    }

    /** The delay before the next attempt, in milliseconds. */
    long next() {
        long ceiling = attempt >= 30 ? cap : Math.min(cap, first << attempt);
        attempt++;
        return random.nextLong(ceiling + 1);
    }

    /** The delay after a refused login: long, so that no account is locked and no log flooded. */
    long afterRefusal(Duration delay) {
        long half = delay.toMillis() / 2;
        return half + random.nextLong(half + 1);
    }

    void reset() {
        attempt = 0;
    }
}
