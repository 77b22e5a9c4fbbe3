package io.jackfield.simulator.internal;

import io.jackfield.simulator.Answer;
import io.jackfield.simulator.internal.ami.Script;
import io.jackfield.simulator.internal.wire.WireText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What a test says about an action, the greeting or HTTP, until it has said what is to happen. */
final class ScriptedAnswer implements Answer {

    private final Consumer<Runnable> thread;
    private final Script script;
    private final String what;
    private long skip;
    private long times = Long.MAX_VALUE;

    /**
     * @param thread runs what it is given on the PBX's thread and waits for it
     * @param what as the script names it
     */
    ScriptedAnswer(Consumer<Runnable> thread, Script script, String what) {
        this.thread = thread;
        this.script = script;
        this.what = what;
    }

    @Override
    public Answer skip(int count) {
        skip = notNegative("skip", count);
        return this;
    }

    @Override
    public Answer times(int count) {
        times = notNegative("times", count);
        return this;
    }

    private static int notNegative(String what, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(what + " needs a count of 0 or more, not " + count);
        }
        return count;
    }

    @Override
    public void withError(String message) {
        Headers.check("Message", message);
        fail(Script.error(WireText.ofJava(message)));
    }

    @Override
    public void with(Map<String, String> headers) {
        headers.forEach(Headers::check);
        List<Map.Entry<String, String>> wire = new ArrayList<>();
        headers.forEach((name, value) -> wire.add(Map.entry(WireText.ofJava(name), WireText.ofJava(value))));
        fail(Script.success(wire));
    }

    @Override
    public void late(Duration delay) {
        fail(Script.late(Objects.requireNonNull(delay, "delay")));
    }

    @Override
    public void never() {
        fail(Script.silence());
    }

    @Override
    public void withStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("withStatus needs an HTTP status from 200 to 599, not " + status);
        }
        fail(Script.status(status));
    }

    @Override
    public void byHangingUp() {
        fail(Script.hangup());
    }

    @Override
    public void byBreakingOff(int bytes) {
        fail(Script.breakOff(notNegative("byBreakingOff", bytes)));
    }

    private void fail(Script.Failure failure) {
        thread.accept(() -> script.fail(what, skip, times, failure));
    }

    @Override
    public void asUsual() {
        thread.accept(() -> script.forget(what));
    }
}
