package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A stretch of time in which a command waits: for its end, for digits, for the hangup, for input of the server. */
final class Pause {

    private static final Runnable NOTHING = () -> {};

    private final Invocation invocation;
    private final Instant began;
    private Duration length;
    private Runnable elapsed = NOTHING;
    private Consumer<Character> digits = digit -> {};
    private Runnable hangup = NOTHING;
    private Runnable input = NOTHING;
    private Timer timer = Timer.NONE;
    private boolean over;

    Pause(Invocation invocation) {
        this.invocation = invocation;
        began = invocation.pbx().now();
    }

    /** After so long; without this it waits forever. */
    Pause then(Duration time, Runnable what) {
        length = time;
        elapsed = what;
        return this;
    }

    /** At each digit, the wait going on unless it is said otherwise. */
    Pause onDigit(Consumer<Character> what) {
        digits = what;
        return this;
    }

    Pause onHangup(Runnable what) {
        hangup = what;
        return this;
    }

    Pause onInput(Runnable what) {
        input = what;
        return this;
    }

    /** Begins; what is the case already counts. */
    void begin() {
        if (invocation.execution().isHungUp()) {
            hungUp();
        } else if (input != NOTHING && invocation.isInputWaiting()) {
            input();
        } else if (length != null && length.isZero()) {
            elapsed();
        } else {
            invocation.channel().audio().readDigits(digits);
            if (length != null) {
                timer = invocation.pbx().after(length, this::elapsed);
            }
        }
    }

    Duration soFar() {
        return Duration.between(began, invocation.pbx().now());
    }

    private void elapsed() {
        conclude(elapsed);
    }

    void hungUp() {
        if (hangup != NOTHING) {
            conclude(hangup);
        }
    }

    void input() {
        if (input != NOTHING) {
            conclude(input);
        }
    }

    private void conclude(Runnable what) {
        if (!over) {
            cancel();
            what.run();
        }
    }

    void cancel() {
        if (!over) {
            over = true;
            timer.cancel();
            invocation.channel().audio().ignoreDigits();
        }
    }
}
