package io.jackfield.fastagi.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections so that the dialplan finds {@code AGISTATUS=FAILURE}: says {@code failure} (fastagi: a bare close looks like
 * success), then waits a little until Asterisk has closed. A close with its environment unread would reset the connection, and
 * could take that word back.
 */
final class Farewells {

    static final int LINGER_MILLIS = 1000;

    /** Beyond as many the rest is closed without the wait. */
    private static final int MAX_LINGERING = 1000;

    private static final byte[] FAILURE = "failure\n".getBytes(StandardCharsets.US_ASCII);

    private int lingering;

    /** May be called by any thread. What still comes is for the channel's handler to drop. */
    void fail(Channel channel) {
        boolean linger = begin();
        channel.closeFuture().addListener(closed -> end());
        if (linger) {
            Wire.write(channel, FAILURE, done -> sayNoMore(channel));
            Future<?> limit = channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> limit.cancel(false));
        } else {
            Wire.write(channel, FAILURE, ChannelFutureListener.CLOSE);
        }
    }

    private static void sayNoMore(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel.isActive()) {
            ((DuplexChannel) channel).shutdownOutput();
        }
    }

    private synchronized boolean begin() {
        return ++lingering <= MAX_LINGERING;
    }

    private synchronized void end() {
        lingering--;
        notifyAll();
    }

    /** Blocks until nothing is left to be said, at most a little longer than one farewell can take. */
    synchronized void await() {
        Deadline deadline = Deadline.in(2L * LINGER_MILLIS, TimeUnit.MILLISECONDS);
        while (lingering > 0 && deadline.await(this)) {
            // Woken up: look again.
        }
    }
}
