package io.jackfield.simulator.internal.agi;

import java.time.Duration;
import java.util.Optional;

/** GET DATA: a prompt, and the digits that are pressed during it or after it. */
final class DigitString {

    private static final int MOST = 1024;
    private static final long FIRST_MILLIS = 6000;
    private static final long NEXT_MILLIS = 2000;

    private final Invocation invocation;
    private final String[] prompts;
    private final long most;
    private final StringBuilder digits = new StringBuilder();
    private int played;

    DigitString(Invocation invocation) {
        this.invocation = invocation;
        prompts = invocation.argument(0).split("&");
        most = Math.min(MOST, invocation.number(2, MOST));
    }

    void start() {
        if (most <= 0) {
            invocation.reply(-1);
        } else {
            play();
        }
    }

    private void play() {
        if (played == prompts.length || prompts[played].isEmpty()) {
            read(timeout(FIRST_MILLIS));
            return;
        }
        String prompt = prompts[played++];
        Optional<Duration> length = invocation.sounds().length(prompt);
        if (length.isEmpty()) {
            invocation.reply(-1);
            return;
        }
        invocation.channel().audio().play(prompt);
        invocation
                .pause()
                .then(length.get(), this::play)
                .onDigit(this::pressed)
                .onHangup(() -> invocation.reply(-1))
                .onInput(invocation::silently)
                .begin();
    }

    /** Negative for ever. */
    private long timeout(long otherwise) {
        long given = invocation.number(1, 0);
        return given == 0 ? otherwise : given;
    }

    private void read(long timeout) {
        Pause pause = invocation
                .pause()
                .onDigit(this::pressed)
                .onHangup(() -> invocation.reply(-1))
                .onInput(invocation::silently);
        if (timeout >= 0) {
            pause.then(Duration.ofMillis(timeout), () -> invocation.reply(digits + " (timeout)"));
        }
        pause.begin();
    }

    private void pressed(char digit) {
        if (digit == '#') {
            invocation.reply(digits);
            return;
        }
        digits.append(digit);
        if (digits.length() >= most) {
            invocation.reply(digits);
        } else {
            read(timeout(NEXT_MILLIS));
        }
    }
}
