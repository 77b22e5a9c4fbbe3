package io.jackfield.simulator.internal.agi;

import java.time.Duration;
import java.util.OptionalLong;

/** Digits of the caller. */
final class DigitCommands {

    private DigitCommands() {}

    static void addTo(CommandTable table) {
        table.add("WAIT FOR DIGIT", 1, 1, DigitCommands::waitForDigit);
        table.add("GET DATA", 1, Command.ANY, i -> new DigitString(i).start());
    }

    private static void waitForDigit(Invocation invocation) {
        OptionalLong timeout = invocation.number(0);
        if (timeout.isEmpty()) {
            invocation.usage();
            return;
        }
        Pause pause = invocation
                .pause()
                .onDigit(digit -> invocation.reply((int) digit))
                .onHangup(() -> invocation.fail(-1))
                .onInput(() -> invocation.reply(1));
        if (timeout.getAsLong() >= 0) {
            pause.then(Duration.ofMillis(timeout.getAsLong()), () -> invocation.reply(0));
        }
        pause.begin();
    }
}
