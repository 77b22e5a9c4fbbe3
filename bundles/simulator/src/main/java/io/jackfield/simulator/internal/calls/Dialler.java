package io.jackfield.simulator.internal.calls;

import java.time.Duration;

/** The application that sends digits to the far side, one after the other. */
final class Dialler {

    private static final Duration GAP = Duration.ofMillis(250);

    private final Execution execution;
    private final String digits;
    private final Duration gap;
    private int sent;

    /** @param data {@code digits[,milliseconds between them]}; a w among the digits is half a second of silence */
    Dialler(Execution execution, String data) {
        String[] parts = data.split(",");
        this.execution = execution;
        digits = parts[0];
        gap = parts.length > 1 && parts[1].matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(parts[1])) : GAP;
    }

    void next() {
        if (sent == digits.length()) {
            execution.next();
            return;
        }
        char digit = digits.charAt(sent++);
        Duration pause = digit == 'w' ? Duration.ofMillis(500) : gap;
        execution.ifHungUp(execution.board().pbx().after(pause, this::next)::cancel);
        if (digit != 'w') {
            execution.channel().technology().digit(digit);
        }
    }
}
