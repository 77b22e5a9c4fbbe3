package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.ChannelId;
import io.jackfield.simulator.internal.pbx.ChannelState;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Party;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Technology;

/** A pair of channels inside the PBX: the first one is dialled, the second one walks through the dialplan. */
final class LocalLeg implements Leg {

    static final String TECHNOLOGY = "Local";

    private final Switchboard board;
    private final String number;
    private final Channel one;
    private final Channel two;
    private Owner owner;
    private boolean joined;

    /** @param number {@code exten@context}, maybe with {@code /n} at its end */
    LocalLeg(Switchboard board, String number, ChannelId uniqueid, ChannelId second, ChannelId linkedid) {
        this.board = board;
        this.number = number;
        Pbx pbx = board.pbx();
        String target = number.endsWith("/n") ? number.substring(0, number.length() - 2) : number;
        int at = target.indexOf('@');
        String exten = at < 0 ? target : target.substring(0, at);
        String context = at < 0 ? Dialplan.DEFAULT : target.substring(at + 1);
        String name = TECHNOLOGY + "/" + exten + "@" + context + "-" + pbx.ids().channelNumber(TECHNOLOGY);
        Half first = new Half();
        Half other = new Half();
        one = pbx.channel(uniqueid, linkedid, name + ";1", ChannelState.DOWN, first);
        two = pbx.channel(second, linkedid, name + ";2", ChannelState.RING, other);
        first.opposite = two;
        other.opposite = one;
        one.moveTo(context, exten, 1);
        two.moveTo(context, exten, 1);
        one.start();
        two.start();
    }

    @Override
    public Channel channel() {
        return one;
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public boolean prepare() {
        two.variables().inherit(one.variables());
        // What the first half hears as the other end is who the second half calls for.
        two.connected(one.caller());
        if (!one.connected().equals(Party.UNKNOWN)) {
            two.identify(one.connected());
        }
        if (!one.caller().equals(Party.UNKNOWN)) {
            two.connect(one.caller());
        }
        if (!board.dialplan().has(two.context(), two.exten(), two.priority())) {
            two.destroy(Cause.UNKNOWN);
            return false;
        }
        joined = true;
        board.pbx()
                .event("LocalBridge", EventClass.CALL)
                .channel("LocalOne", one)
                .channel("LocalTwo", two)
                .header("Context", two.context())
                .header("Exten", two.exten())
                .header("LocalOptimization", number.endsWith("/n") ? "No" : "Yes")
                .publish();
        return true;
    }

    @Override
    public void start(Owner newOwner) {
        owner = newOwner;
        one.controlledBy(new LegControl(this, owner));
        new Execution(board, two).start();
    }

    @Override
    public void drop(Cause cause) {
        one.destroy(cause);
    }

    private final class Half implements Technology {

        private Channel opposite;

        @Override
        public String type() {
            return TECHNOLOGY;
        }

        @Override
        public String format() {
            return "slin";
        }

        @Override
        public void answer() {
            if (two.state() != ChannelState.UP) {
                two.enter(ChannelState.UP);
                one.enter(ChannelState.UP);
                owner.answered(LocalLeg.this);
            }
        }

        @Override
        public void ringing() {
            if (one.state() == ChannelState.DOWN) {
                one.enter(ChannelState.RINGING);
                owner.ringing(LocalLeg.this);
            }
        }

        /** What is sent out of one half comes into the other. */
        @Override
        public void digit(char digit) {
            if (joined && !opposite.isGone()) {
                opposite.audio().press(digit);
            }
        }

        @Override
        public void busy() {
            refuse(new Failure("BUSY", Cause.UNKNOWN, 5), Cause.BUSY);
        }

        @Override
        public void congestion() {
            refuse(new Failure("CONGESTION", Cause.UNKNOWN, 8), Cause.CONGESTION);
        }

        private void refuse(Failure failure, Cause cause) {
            if (two.state() != ChannelState.UP) {
                two.enter(ChannelState.BUSY);
                two.cause(cause);
                owner.failed(LocalLeg.this, failure);
            }
        }

        @Override
        public void ending(Cause cause) {
            if (joined && !opposite.isGone()) {
                tellDialStatus();
                Cause kept = opposite.cause();
                opposite.requestHangup(cause);
                opposite.cause(kept);
            }
        }

        /** What the second half dialled last is told to the first one when it ends. */
        private void tellDialStatus() {
            String status = two.variable("DIALSTATUS");
            if (opposite == one && !status.isEmpty()) {
                one.set("CHANLOCALSTATUS", status);
            }
        }

        @Override
        public void gone(Cause cause) {
            if (joined) {
                opposite.hangUp(cause);
            }
        }
    }
}
