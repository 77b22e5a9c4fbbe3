package io.jackfield.simulator.internal.agi;

import java.time.Duration;
import java.util.Optional;

/** CONTROL STREAM FILE: a prompt in which digits lead forward and back, and pause it. */
final class ControlledPrompt {

    private static final long DEFAULT_SKIP = 3000;

    private final Invocation invocation;
    private final String prompt;
    private final String stops;
    private final long skip;
    private final String forward;
    private final String back;
    private final String pauses;
    private long length;
    private long position;
    private boolean paused;
    private Pause pause;

    ControlledPrompt(Invocation invocation) {
        this.invocation = invocation;
        prompt = invocation.argument(0);
        stops = invocation.argument(1);
        skip = invocation.number(2, DEFAULT_SKIP);
        forward = orDefault(invocation.argument(3), "#");
        back = orDefault(invocation.argument(4), "*");
        pauses = invocation.argument(5);
        position = Math.max(0, invocation.number(6, 0));
    }

    private static String orDefault(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }

    void start() {
        Optional<Duration> found = invocation.sounds().length(prompt);
        if (found.isEmpty()) {
            finish("ERROR", -1, "");
            invocation.fail("-1 endpos=-1");
            return;
        }
        length = found.get().toMillis();
        position = Math.min(position, length);
        invocation.channel().audio().play(prompt);
        play();
    }

    private void play() {
        pause = invocation.pause();
        if (!paused) {
            pause.then(Duration.ofMillis(length - position), () -> {
                finish("SUCCESS", -1, "");
                invocation.reply("0 endpos=-1");
            });
        }
        pause.onDigit(this::pressed)
                .onHangup(() -> {
                    finish("ERROR", here(), "");
                    invocation.fail("-1 endpos=" + here());
                })
                .begin();
    }

    private void pressed(char digit) {
        long here = here();
        if (stops.indexOf(digit) >= 0) {
            finish("USERSTOPPED", here, String.valueOf(digit));
            invocation.reply((int) digit + " endpos=" + here);
        } else if (forward.indexOf(digit) >= 0) {
            goOnAt(here + skip, paused);
        } else if (back.indexOf(digit) >= 0) {
            goOnAt(here - skip, paused);
        } else if (pauses.indexOf(digit) >= 0) {
            goOnAt(here, !paused);
        }
    }

    private void goOnAt(long newPosition, boolean newPaused) {
        position = Math.max(0, Math.min(length, newPosition));
        paused = newPaused;
        play();
    }

    private long here() {
        return paused ? position : position + pause.soFar().toMillis();
    }

    private void finish(String status, long offset, String key) {
        invocation.channel().set("CPLAYBACKSTATUS", status);
        invocation.channel().set("CPLAYBACKOFFSET", offset);
        if (!key.isEmpty()) {
            invocation.channel().set("CPLAYBACKSTOPKEY", key);
        }
    }
}
