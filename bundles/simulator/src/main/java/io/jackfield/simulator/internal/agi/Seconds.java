package io.jackfield.simulator.internal.agi;

import java.time.Duration;

/** Seconds with or without a fraction. */
final class Seconds {

    private Seconds() {}

    /** What is no number counts as 0. */
    static Duration of(String text) {
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(text.trim()) * 1000));
        } catch (NumberFormatException none) {
            return Duration.ZERO;
        }
    }
}
