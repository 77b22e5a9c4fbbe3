package io.jackfield.fastagi.internal;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a connection from whichever thread, on the connection's own: in each thread that writes Netty leaves caches, and one of
 * somebody else would hold Netty's classes for as long as it lives.
 */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private Wire() {}

    /** Does not block; what one thread writes goes out in its order. */
    static void write(Channel channel, byte[] bytes, ChannelFutureListener then) {
        if (channel.eventLoop().inEventLoop()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(then);
            return;
        }
        try {
            channel.eventLoop().execute(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes))
                    .addListener(then));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{} is closed with its server, nothing more is written", channel);
        }
    }
}
