package io.jackfield.simulator;

import java.time.Duration;

/** One thing that a caller does, in the time of the PBX. */
public sealed interface CallerStep {

    /**
     * Presses digits, 200 ms from one to the next.
     *
     * @throws IllegalArgumentException if one is none of {@code 0} to {@code 9}, {@code *}, {@code #}, {@code A} to
     *     {@code D}
     */
    static CallerStep press(String digits) {
        return new Press(digits);
    }

    /** Does nothing for a while. */
    static CallerStep pause(Duration time) {
        return new Pause(time);
    }

    /** Hangs up. */
    static CallerStep hangup() {
        return new Hangup();
    }

    record Press(String digits) implements CallerStep {

        public Press {
            if (!digits.matches("[0-9*#A-D]*")) {
                throw new IllegalArgumentException(
                        "'" + digits + "' cannot be pressed: a telephone has the digits 0 to 9, *, # and A to D");
            }
        }
    }

    record Pause(Duration time) implements CallerStep {}

    record Hangup() implements CallerStep {}
}
