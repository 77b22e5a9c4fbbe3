package io.jackfield.simulator.internal.agi;

import java.time.Duration;
import java.util.Optional;

/** One prompt, which a digit may stop. */
final class PromptCommands {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    private PromptCommands() {}

    static void addTo(CommandTable table) {
        table.add("STREAM FILE", 2, 3, PromptCommands::streamFile);
        table.add("GET OPTION", 2, 3, PromptCommands::getOption);
        table.add("CONTROL STREAM FILE", 2, 7, i -> new ControlledPrompt(i).start());
    }

    private static void streamFile(Invocation invocation) {
        if (invocation.has(2) && invocation.number(2).isEmpty()) {
            invocation.usage();
            return;
        }
        play(invocation, invocation.number(2, 0), end -> {
            invocation.channel().set("PLAYBACKSTATUS", "SUCCESS");
            invocation.reply("0 endpos=" + end);
        });
    }

    private static void getOption(Invocation invocation) {
        Duration wait = invocation.has(2) ? Duration.ofMillis(Math.max(0, invocation.number(2, 0))) : DEFAULT_WAIT;
        play(invocation, 0, end -> {
            // Whatever ends this wait is no error any more, not even the hangup.
            Runnable none = () -> invocation.reply("0 endpos=" + end);
            invocation
                    .pause()
                    .then(wait, none)
                    .onDigit(digit -> {
                        boolean wanted = invocation.argument(1).indexOf(digit) >= 0;
                        invocation.reply((wanted ? (int) digit : 0) + " endpos=" + end);
                    })
                    .onHangup(none)
                    .onInput(none)
                    .begin();
        });
    }

    /** What follows when a prompt was played to its end. */
    private interface Played {

        void to(long samples);
    }

    private static void play(Invocation invocation, long offset, Played then) {
        String prompt = invocation.argument(0);
        Optional<Duration> length = invocation.sounds().length(prompt);
        if (length.isEmpty()) {
            stopped(invocation);
            invocation.fail("-1 endpos=0");
            return;
        }
        long end = Samples.of(length.get());
        long begin = Math.min(Math.max(0, offset), end);
        invocation.channel().audio().play(prompt);
        Pause pause = invocation.pause();
        pause.then(Samples.time(end - begin), () -> then.to(end))
                .onDigit(digit -> {
                    if (invocation.argument(1).indexOf(digit) >= 0) {
                        stopped(invocation);
                        invocation.reply((int) digit + " endpos=" + (begin + Samples.of(pause.soFar())));
                    }
                })
                .onHangup(() -> {
                    stopped(invocation);
                    invocation.fail("-1 endpos=" + (begin + Samples.of(pause.soFar())));
                })
                .onInput(invocation::silently)
                .begin();
    }

    /** Only STREAM FILE tells the dialplan. */
    private static void stopped(Invocation invocation) {
        if (invocation.command().name().equals("STREAM FILE")) {
            invocation.channel().set("PLAYBACKSTATUS", "FAILED");
        }
    }
}
