package io.jackfield.simulator.internal.agi;

import java.time.Duration;

/** Positions in a prompt, counted in samples: 8 in a millisecond. */
final class Samples {

    private static final int IN_A_MILLISECOND = 8;

    private Samples() {}

    static long of(Duration time) {
        return time.toMillis() * IN_A_MILLISECOND;
    }

    static Duration time(long samples) {
        return Duration.ofMillis(samples / IN_A_MILLISECOND);
    }
}
