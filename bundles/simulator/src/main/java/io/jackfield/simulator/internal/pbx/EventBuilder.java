package io.jackfield.simulator.internal.pbx;

import java.time.Instant;

/** An event while it is being written; {@link #publish()} sends it to all listeners. */
public final class EventBuilder {

    private final Pbx pbx;
    private final String name;
    private final int classes;
    private final StringBuilder body = new StringBuilder(640);

    EventBuilder(Pbx pbx, String name, int classes) {
        this.pbx = pbx;
        this.name = name;
        this.classes = classes;
    }

    public EventBuilder header(String header, Object value) {
        body.append(header).append(": ").append(value).append("\r\n");
        return this;
    }

    /** A line that need not be a header. */
    public EventBuilder line(String line) {
        body.append(line).append("\r\n");
        return this;
    }

    /** The headers that describe a channel as it is now, each with the prefix in front of its name. */
    public EventBuilder channel(String prefix, Channel channel) {
        ChannelHeaders.append(body, prefix, channel, pbx.settings().channelVariables());
        return this;
    }

    public EventBuilder channel(Channel channel) {
        return channel("", channel);
    }

    /** The second shape of channel variables: the channel's name is part of the header's. */
    public EventBuilder namedVariables(Channel channel) {
        for (String variable : pbx.settings().channelVariables()) {
            header("ChanVariable(" + channel.name() + ")", variable + "=" + channel.variable(variable));
        }
        return this;
    }

    /** The headers that describe a bridge, each with the prefix in front of its name. */
    public EventBuilder bridge(String prefix, Bridge bridge) {
        BridgeHeaders.append(body, prefix, bridge);
        return this;
    }

    public EventBuilder bridge(Bridge bridge) {
        return bridge("", bridge);
    }

    public void publish() {
        pbx.publish(this);
    }

    PublishedEvent written(Instant now, boolean timestamp) {
        StringBuilder text = new StringBuilder(body.length() + 96);
        text.append("Event: ").append(name).append("\r\nPrivilege: ");
        text.append(EventClass.privilege(classes)).append("\r\n");
        if (timestamp) {
            text.append("Timestamp: ").append(Times.epoch(now)).append("\r\n");
        }
        return new PublishedEvent(name, classes, text.append(body).toString());
    }
}
