package io.jackfield.simulator.internal;

import io.jackfield.simulator.Call;
import io.jackfield.simulator.internal.calls.ScriptedCall;
import io.jackfield.simulator.internal.wire.WireText;

/** A scripted call in the hands of a test. */
final class CallHandle implements Call {

    private final PbxThread thread;
    private final ScriptedCall call;

    CallHandle(PbxThread thread, ScriptedCall call) {
        this.thread = thread;
        this.call = call;
    }

    @Override
    public Call answer() {
        return step(call::answer);
    }

    @Override
    public Call busy() {
        return step(call::busy);
    }

    @Override
    public Call hangup() {
        return step(call::hangup);
    }

    @Override
    public Call hangupByCallee() {
        return step(call::hangupByCallee);
    }

    @Override
    public Call variable(String name, String value) {
        Headers.check(name, value);
        return step(() -> call.channel().set(WireText.ofJava(name), WireText.ofJava(value)));
    }

    private Call step(Runnable step) {
        thread.run(step);
        return this;
    }

    @Override
    public String channel() {
        return call.channel().name();
    }

    @Override
    public String linkedid() {
        return thread.call(() -> call.channel().linkedid().text());
    }

    @Override
    public boolean isActive() {
        return thread.call(() -> !call.channel().isGone());
    }
}
