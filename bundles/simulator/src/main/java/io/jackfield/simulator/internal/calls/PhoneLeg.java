package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.ChannelId;
import io.jackfield.simulator.internal.pbx.ChannelState;
import io.jackfield.simulator.internal.pbx.Pbx;

/** A telephone that is called by the PBX. */
final class PhoneLeg implements Leg, PhoneTechnology {

    private final Switchboard board;
    private final Phone phone;
    private final Channel channel;
    private Owner owner;

    PhoneLeg(Switchboard board, Phone phone, ChannelId uniqueid, ChannelId linkedid) {
        this.board = board;
        this.phone = phone;
        Pbx pbx = board.pbx();
        String name = phone.device() + "-" + pbx.ids().channelNumber(Phone.TECHNOLOGY);
        channel = pbx.channel(uniqueid, linkedid, name, ChannelState.DOWN, this);
        channel.caller(phone.party());
        channel.moveTo(Dialplan.INTERNAL, "s", 1);
        channel.start();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String number() {
        return phone.number();
    }

    Phone phone() {
        return phone;
    }

    boolean isRinging() {
        return !channel.isGone() && channel.state() == ChannelState.RINGING;
    }

    boolean isUp() {
        return !channel.isGone() && channel.state() == ChannelState.UP;
    }

    @Override
    public boolean prepare() {
        return true;
    }

    @Override
    public void start(Owner newOwner) {
        owner = newOwner;
        channel.controlledBy(new LegControl(this, owner));
        board.planOf(channel).called(this);
    }

    @Override
    public void drop(Cause cause) {
        channel.destroy(cause);
    }

    // What the person at the telephone does. Too late is no error: the call may have ended just before.

    void ring() {
        if (!channel.isGone() && channel.state() == ChannelState.DOWN) {
            channel.enter(ChannelState.RINGING);
            owner.ringing(this);
        }
    }

    void pickUp() {
        if (isRinging()) {
            channel.enter(ChannelState.UP);
            owner.answered(this);
        }
    }

    void refuse() {
        if (!channel.isGone() && channel.state() != ChannelState.UP) {
            channel.requestHangup(Cause.BUSY);
            owner.failed(this, new Failure("BUSY", Cause.BUSY, 0));
        }
    }

    void putDown() {
        if (isUp()) {
            channel.requestHangup(Cause.NORMAL);
            channel.hangUp(Cause.NORMAL);
        }
    }

    // What the PBX signals once the telephone is the one that is served, after an Originate.

    @Override
    public void answer() {
        channel.enter(ChannelState.UP);
    }

    @Override
    public void ringing() {}

    @Override
    public void busy() {}

    @Override
    public void congestion() {}
}
