package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.CallerStep;
import io.jackfield.simulator.PhoneBehaviour;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A call whose people do what they are told, on the PBX's thread. */
public final class ScriptedCall implements CallPlan {

    private final String description;
    private PhoneLeg called;
    private final Pbx pbx;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private PhoneCaller caller;
    private Listener listener;

    private ScriptedCall(String description, Pbx pbx) {
        this.description = description;
        this.pbx = pbx;
    }

    /**
     * A telephone calls an extension, and nobody does anything yet.
     *
     * @throws IllegalArgumentException if there is no such telephone or extension
     */
    public static ScriptedCall place(Switchboard board, String from, String to) {
        Phone phone = board.phone(from)
                .orElseThrow(() -> new IllegalArgumentException("There is no telephone " + from + " to call from; "
                        + "add it with phone(number, name) or use one of "
                        + board.phones().stream().map(Phone::number).toList()));
        if (!board.dialplan().has(Dialplan.INTERNAL, to, 1)) {
            throw new IllegalArgumentException("There is no extension " + to + " in context " + Dialplan.INTERNAL
                    + "; add it with phone, queue or extension");
        }
        ScriptedCall call = new ScriptedCall(from + " -> " + to, board.pbx());
        call.caller = board.inbound(phone, to, call);
        call.listen();
        return call;
    }

    private void listen() {
        listener = new Listener(pbx, caller);
        caller.whenGone(this::ended);
        if (channel().isGone()) {
            ended();
        }
    }

    private void ended() {
        over.complete(null);
        listener.callEnded();
    }

    @Override
    public void called(PhoneLeg leg) {
        called = leg;
        if (leg.phone().behaviour() == PhoneBehaviour.BUSY) {
            leg.refuse();
        } else {
            leg.ring();
        }
    }

    @Override
    public void talking(PhoneLeg leg) {}

    public void answer() {
        ringing("answer").pickUp();
    }

    public void busy() {
        ringing("refuse").refuse();
    }

    public void hangup() {
        if (channel().isGone()) {
            throw new IllegalStateException("Call " + description + " is over: there is nothing to hang up");
        }
        caller.putDown();
    }

    public void hangupByCallee() {
        if (called == null || !called.isUp()) {
            throw new IllegalStateException("Call " + description + " has not been answered: nobody to hang up");
        }
        called.putDown();
    }

    private PhoneLeg ringing(String wanted) {
        if (called == null || !called.isRinging()) {
            throw new IllegalStateException("No telephone rings for call " + description + ": there is nothing to "
                    + wanted + "; the caller's channel is "
                    + (channel().isGone()
                            ? "gone"
                            : "in state " + channel().state().label()));
        }
        return called;
    }

    /** The caller begins to do this. */
    public void act(List<CallerStep> steps) {
        if (channel().isGone()) {
            throw new IllegalStateException("Call " + description + " is over: the caller can do nothing any more");
        }
        new CallerScript(pbx, caller, steps).run();
    }

    /** The caller does this each time the prompt begins. */
    public void onPrompt(String prompt, List<CallerStep> steps) {
        listener.on(prompt, steps);
    }

    /** True once this prompt has begun after the last one that was waited for, false if the call is over without it. */
    public CompletableFuture<Boolean> prompt(String prompt) {
        return listener.await(prompt);
    }

    /** Complete once the caller's channel is gone. */
    public CompletableFuture<Void> over() {
        return over;
    }

    /** The value of a variable or function of the caller's channel, null if there is none. */
    public String variable(String name) {
        return Variables.value(pbx, channel(), name);
    }

    /** What it is and how it goes, for messages. */
    public String describe() {
        return "Call " + description + " is "
                + (channel().isGone()
                        ? "over"
                        : "at " + channel().application() + "(" + channel().applicationData() + ")")
                + " and heard " + channel().audio().heard();
    }

    public Channel channel() {
        return caller.channel();
    }
}
