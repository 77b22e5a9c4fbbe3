package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.agi.Command.Handler;
import java.util.List;

/** What is spoken piece by piece. The server sending something does not stop it; the escape digits do. */
final class SayCommands {

    private static final int WORDS_OF_A_DATE = 4;
    private static final int WORDS_OF_A_TIME = 3;
    private static final List<String> CASES = List.of("a", "l", "n", "u");

    private SayCommands() {}

    static void addTo(CommandTable table) {
        table.add(
                "SAY DIGITS", 2, 2, ifNumber(i -> say(i, "DIGITS", i.argument(0).length())));
        table.add(
                "SAY NUMBER", 2, 3, ifNumber(i -> say(i, "NUMBER", i.argument(0).length())));
        table.add("SAY ALPHA", 2, 3, SayCommands::alpha);
        table.add("SAY PHONETIC", 2, 2, i -> say(i, "PHONETIC", i.argument(0).length()));
        table.add("SAY DATE", 2, 2, ifNumber(i -> say(i, "DATE", WORDS_OF_A_DATE)));
        table.add("SAY TIME", 2, 2, ifNumber(i -> say(i, "TIME", WORDS_OF_A_TIME)));
        table.add("SAY DATETIME", 2, 4, ifNumber(i -> say(i, "DATETIME", WORDS_OF_A_DATE + WORDS_OF_A_TIME)));
    }

    private static Handler ifNumber(Handler handler) {
        return invocation -> {
            if (invocation.number(0).isEmpty()) {
                invocation.usage();
            } else {
                handler.run(invocation);
            }
        };
    }

    private static void alpha(Invocation invocation) {
        if (invocation.has(2) && !CASES.contains(invocation.argument(2))) {
            invocation.usage();
        } else {
            say(invocation, "ALPHA", invocation.argument(0).length());
        }
    }

    private static void say(Invocation invocation, String kind, int words) {
        invocation.channel().audio().play("SAY " + kind + " " + invocation.argument(0));
        invocation
                .pause()
                .then(invocation.sounds().spoken(words), () -> invocation.reply(0))
                .onDigit(digit -> {
                    if (invocation.argument(1).indexOf(digit) >= 0) {
                        invocation.reply((int) digit);
                    }
                })
                .onHangup(() -> invocation.fail(-1))
                .begin();
    }
}
