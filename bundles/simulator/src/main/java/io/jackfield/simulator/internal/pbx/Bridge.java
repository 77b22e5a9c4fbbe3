package io.jackfield.simulator.internal.pbx;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import java.util.LinkedHashSet;
import java.util.Set;

/** Channels that hear each other, or wait together. */
public final class Bridge {

    /** What bridges are for. */
    public enum Kind {
        BASIC("basic", "simple_bridge", "<unknown>"),
        CONFERENCE("base", "softmix", "ConfBridge"),
        PARKING("parking", "holding_bridge", "Parking");

        private final String type;
        private final String technology;
        private final String creator;

        Kind(String type, String technology, String creator) {
            this.type = type;
            this.technology = technology;
            this.creator = creator;
        }

        public String type() {
            return type;
        }

        public String technology() {
            return technology;
        }

        public String creator() {
            return creator;
        }
    }

    private final Pbx pbx;
    private final String uniqueid;
    private final Kind kind;
    private final String name;
    private final Set<Channel> channels = new LinkedHashSet<>();
    private int hidden;
    private Object caretaker;

    Bridge(Pbx pbx, String uniqueid, Kind kind, String name) {
        this.pbx = pbx;
        this.uniqueid = uniqueid;
        this.kind = kind;
        this.name = name;
    }

    public String uniqueid() {
        return uniqueid;
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public Set<Channel> channels() {
        return channels;
    }

    /** How many channels are in it, by its own account: those that nobody is told of count as well. */
    public int size() {
        return channels.size() + hidden;
    }

    /** Sets how many channels are in it that nobody is told of, such as the one that speaks announcements. */
    public void hidden(int count) {
        hidden = count;
    }

    /** Two who talk take the Linkedid of the older one; a conference leaves everybody theirs. */
    public void enter(Channel channel) {
        channels.add(channel);
        channel.bridge(this);
        if (kind == Kind.BASIC) {
            ChannelId oldest = channels.stream()
                    .map(Channel::linkedid)
                    .reduce(ChannelId::older)
                    .orElseThrow();
            channels.forEach(member -> member.linkedid(oldest));
        }
        pbx.event("BridgeEnter", CALL).bridge(this).channel(channel).publish();
    }

    public void leave(Channel channel) {
        if (channels.remove(channel)) {
            channel.bridge(null);
            pbx.event("BridgeLeave", CALL).bridge(this).channel(channel).publish();
        }
    }

    /** From now on this one is to empty and destroy it. */
    public void entrustTo(Object newCaretaker) {
        caretaker = newCaretaker;
    }

    public boolean isEntrustedTo(Object somebody) {
        return caretaker == somebody;
    }

    public void destroy() {
        pbx.remove(this);
        pbx.event("BridgeDestroy", CALL).bridge(this).publish();
    }
}
