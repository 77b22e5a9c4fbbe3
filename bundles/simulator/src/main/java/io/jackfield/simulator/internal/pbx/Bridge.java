package io.jackfield.simulator.internal.pbx;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import java.util.LinkedHashSet;
import java.util.Set;

/** Channels that hear each other. */
public final class Bridge {

    private final Pbx pbx;
    private final String uniqueid;
    private final Set<Channel> channels = new LinkedHashSet<>();

    Bridge(Pbx pbx, String uniqueid) {
        this.pbx = pbx;
        this.uniqueid = uniqueid;
    }

    public String uniqueid() {
        return uniqueid;
    }

    public Set<Channel> channels() {
        return channels;
    }

    /** All members of a bridge take the Linkedid of the oldest among them. */
    public void enter(Channel channel) {
        channels.add(channel);
        channel.bridge(this);
        ChannelId oldest = channels.stream()
                .map(Channel::linkedid)
                .reduce(ChannelId::older)
                .orElseThrow();
        channels.forEach(member -> member.linkedid(oldest));
        pbx.event("BridgeEnter", CALL).bridge(this).channel(channel).publish();
    }

    public void leave(Channel channel) {
        if (channels.remove(channel)) {
            channel.bridge(null);
            pbx.event("BridgeLeave", CALL).bridge(this).channel(channel).publish();
        }
    }

    public void destroy() {
        pbx.event("BridgeDestroy", CALL).bridge(this).publish();
    }
}
