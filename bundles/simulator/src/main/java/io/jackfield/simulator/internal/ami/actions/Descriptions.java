package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.BridgeHeaders;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.ChannelHeaders;
import io.jackfield.simulator.internal.pbx.Pbx;

/** What items of lists say of channels and bridges, as headers that are written already. */
final class Descriptions {

    private Descriptions() {}

    static CharSequence of(Pbx pbx, Channel channel) {
        return of(pbx, "", channel);
    }

    static CharSequence of(Pbx pbx, String prefix, Channel channel) {
        StringBuilder headers = new StringBuilder(512);
        ChannelHeaders.append(headers, prefix, channel, pbx.settings().channelVariables());
        return headers;
    }

    static CharSequence of(Bridge bridge) {
        StringBuilder headers = new StringBuilder(256);
        BridgeHeaders.append(headers, "", bridge);
        return headers;
    }
}
