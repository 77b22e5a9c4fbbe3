package io.jackfield.simulator.internal.agi;

import java.time.Duration;

/** Text and pictures. No far side sends any, so waiting for text ends with the time or the call. */
final class TextCommands {

    private TextCommands() {}

    static void addTo(CommandTable table) {
        table.add("SEND TEXT", 1, 1, i -> i.reply(0));
        table.add("SEND IMAGE", 1, 1, i -> i.reply(0));
        table.add("RECEIVE CHAR", 1, 1, i -> receive(i, "-1 (hangup)"));
        table.add("RECEIVE TEXT", 1, 1, i -> receive(i, "-1"));
    }

    private static void receive(Invocation invocation, String nothing) {
        long timeout = invocation.number(0, 0);
        Pause pause = invocation.pause().onHangup(() -> end(invocation, nothing));
        if (timeout >= 0) {
            pause.then(Duration.ofMillis(timeout), () -> end(invocation, nothing));
        }
        pause.begin();
    }

    private static void end(Invocation invocation, String nothing) {
        if (nothing.equals("-1")) {
            invocation.reply(nothing);
        } else {
            invocation.fail(nothing);
        }
    }
}
