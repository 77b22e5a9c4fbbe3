package io.jackfield.simulator.internal;

import io.jackfield.simulator.Call;
import io.jackfield.simulator.CallerStep;
import io.jackfield.simulator.internal.calls.ScriptedCall;
import io.jackfield.simulator.internal.wire.WireText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    @Override
    public Call dtmf(String digits) {
        return act(CallerStep.press(digits));
    }

    @Override
    public Call act(CallerStep... steps) {
        List<CallerStep> copy = List.of(steps);
        return step(() -> call.act(copy));
    }

    @Override
    public Call onPrompt(String prompt, CallerStep... steps) {
        List<CallerStep> copy = List.of(steps);
        return step(() -> call.onPrompt(WireText.ofJava(prompt), copy));
    }

    @Override
    public Call awaitPrompt(String prompt, Duration timeout) {
        CompletableFuture<Boolean> heard = thread.call(() -> call.prompt(WireText.ofJava(prompt)));
        if (!Boolean.TRUE.equals(await(heard, timeout))) {
            throw new IllegalStateException(
                    "'" + prompt + "' was not played within " + timeout.toMillis() + " ms: " + describe());
        }
        return this;
    }

    @Override
    public Call awaitEnd(Duration timeout) {
        CompletableFuture<Void> over = call.over();
        await(over, timeout);
        if (!over.isDone()) {
            throw new IllegalStateException("The call did not end within " + timeout.toMillis() + " ms: " + describe());
        }
        return this;
    }

    /** Null if it is not there in time. */
    private static <T> T await(CompletableFuture<T> future, Duration timeout) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a simulated call", e);
        }
    }

    private String describe() {
        return thread.call(() -> WireText.toJava(call.describe()));
    }

    @Override
    public List<String> prompts() {
        return thread.call(() -> call.channel().audio().heard()).stream()
                .map(WireText::toJava)
                .toList();
    }

    @Override
    public Optional<String> variable(String name) {
        return thread.call(() -> Optional.ofNullable(call.variable(WireText.ofJava(name))))
                .map(WireText::toJava);
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
