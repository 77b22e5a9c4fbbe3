package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.ChannelState;
import io.jackfield.simulator.internal.pbx.Pbx;

/** A telephone that calls the PBX. */
final class PhoneCaller implements PhoneTechnology {

    private final Channel channel;
    private Runnable ended = () -> {};

    PhoneCaller(Switchboard board, Phone phone, String exten) {
        Pbx pbx = board.pbx();
        String name = phone.device() + "-" + pbx.ids().channelNumber(Phone.TECHNOLOGY);
        channel = pbx.channel(pbx.ids().channel(pbx.now()), name, ChannelState.RING, this);
        channel.caller(phone.party());
        channel.dialled(exten);
        channel.moveTo(Dialplan.INTERNAL, exten, 1);
    }

    Channel channel() {
        return channel;
    }

    void call(Execution execution) {
        channel.start();
        channel.set("SIPDOMAIN", "127.0.0.1");
        execution.start();
    }

    /** Tells this one when the channel is gone. */
    void whenGone(Runnable newEnded) {
        ended = newEnded;
    }

    @Override
    public void gone(Cause cause) {
        ended.run();
    }

    boolean isTalking() {
        return channel.bridge() != null;
    }

    /** The caller hangs up; before the call was answered, that is giving up. */
    void putDown() {
        if (!channel.isGone()) {
            give(channel.state() == ChannelState.UP ? Cause.NORMAL : Cause.CANCELLED);
        }
    }

    private void give(Cause cause) {
        channel.requestHangup(cause);
        channel.hangUp(cause);
    }

    @Override
    public void answer() {
        channel.enter(ChannelState.UP);
    }

    @Override
    public void ringing() {
        channel.alert();
    }

    @Override
    public void busy() {
        refused(Cause.BUSY);
    }

    @Override
    public void congestion() {
        refused(Cause.CONGESTION);
    }

    /** A telephone that is told so before it was answered gives up at once. */
    private void refused(Cause cause) {
        if (channel.state() != ChannelState.UP) {
            channel.enter(ChannelState.BUSY);
            give(cause);
        }
    }
}
