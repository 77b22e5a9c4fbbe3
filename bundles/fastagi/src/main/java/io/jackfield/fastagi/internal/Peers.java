package io.jackfield.fastagi.internal;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/** Who is at the other end of a channel; a peer that was gone before it could be asked is {@code unknown}. */
final class Peers {

    private Peers() {}

    /** As {@code host:port}, for the log. */
    static String name(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        return peer == null ? "unknown" : NetUtil.toSocketAddressString(peer);
    }
}
