package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.PhoneBehaviour;
import io.jackfield.simulator.internal.pbx.Channel;

/** A call whose people do what they are told, on the PBX's thread. */
public final class ScriptedCall implements CallPlan {

    private final String description;
    private PhoneLeg called;
    private PhoneCaller caller;

    private ScriptedCall(String description) {
        this.description = description;
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
        ScriptedCall call = new ScriptedCall(from + " -> " + to);
        call.caller = board.inbound(phone, to, call);
        return call;
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

    public Channel channel() {
        return caller.channel();
    }
}
