package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Applications;
import io.jackfield.simulator.internal.calls.PhoneTechnology;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * RECORD FILE. Nothing is written. A telephone is never silent, so its recordings are as long as they took; other far
 * sides send no sound at all.
 */
final class RecordCommand {

    private static final Set<String> FORMATS = Set.of(
            "wav", "wav16", "WAV", "wav49", "gsm", "ulaw", "alaw", "mu", "ul", "al", "pcm", "sln", "slin", "sln16",
            "g722", "g729", "g726-32", "ilbc", "siren7", "siren14", "ogg", "au", "vox");

    private RecordCommand() {}

    static void addTo(CommandTable table) {
        table.add("RECORD FILE", 4, Command.ANY, RecordCommand::begin);
    }

    private static void begin(Invocation invocation) {
        OptionalLong timeout = invocation.number(3);
        if (timeout.isEmpty()) {
            invocation.usage();
        } else if (beeps(invocation)) {
            beep(invocation, timeout.getAsLong());
        } else {
            record(invocation, timeout.getAsLong());
        }
    }

    /** After the timeout may follow an offset, a word for the beep, and how much silence ends it, each or none. */
    private static boolean beeps(Invocation invocation) {
        for (int i = 4; invocation.has(i) && i < 7; i++) {
            if (invocation.number(i).isEmpty() && !invocation.argument(i).startsWith("s=")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Duration> silence(Invocation invocation) {
        for (int i = 4; invocation.has(i) && i < 7; i++) {
            if (invocation.argument(i).startsWith("s=")) {
                Duration silence = Applications.seconds(invocation.argument(i).substring(2), Duration.ZERO);
                return silence.isZero() || silence.isNegative() ? Optional.empty() : Optional.of(silence);
            }
        }
        return Optional.empty();
    }

    private static void beep(Invocation invocation, long timeout) {
        Optional<Duration> length = invocation.sounds().length("beep");
        if (length.isEmpty()) {
            invocation.fail("-1 (randomerror) endpos=0");
            return;
        }
        invocation.channel().audio().play("beep");
        invocation
                .pause()
                .then(length.get(), () -> record(invocation, timeout))
                .onHangup(() -> invocation.fail("-1 (randomerror) endpos=0"))
                .begin();
    }

    private static void record(Invocation invocation, long timeout) {
        if (!FORMATS.contains(invocation.argument(1))) {
            invocation.fail("-1 (writefile)");
            return;
        }
        boolean silent = !(invocation.channel().technology() instanceof PhoneTechnology);
        Pause pause = invocation.pause();
        Optional<Duration> longest = timeout < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(timeout));
        Optional<Duration> silence = silent ? silence(invocation) : Optional.empty();
        Optional<Duration> end = longest.isPresent() && silence.isPresent()
                ? longest.filter(time -> time.compareTo(silence.get()) < 0).or(() -> silence)
                : longest.or(() -> silence);
        end.ifPresent(
                time -> pause.then(time, () -> invocation.reply("0 (timeout) endpos=" + recorded(pause, silent))));
        pause.onDigit(digit -> {
                    if (invocation.argument(2).indexOf(digit) >= 0) {
                        invocation.reply((int) digit + " (dtmf) endpos=" + recorded(pause, silent));
                    }
                })
                .onHangup(() -> invocation.fail("-1 (hangup) endpos=" + recorded(pause, silent)))
                .begin();
    }

    private static long recorded(Pause pause, boolean silent) {
        return silent ? 0 : Samples.of(pause.soFar());
    }
}
