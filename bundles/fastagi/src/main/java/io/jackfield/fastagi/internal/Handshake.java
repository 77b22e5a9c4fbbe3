package io.jackfield.fastagi.internal;

import io.jackfield.agi.spi.AgiFormatException;
import io.jackfield.agi.spi.RequestDecoder;
import io.jackfield.fastagi.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a connection until its environment is whole, within a time that its bytes cannot prolong. Then the server takes over; or the
 * connection is refused, and what still comes is dropped.
 */
final class Handshake extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private final Server server;
    private final Duration timeout;
    private final RequestDecoder decoder = new RequestDecoder();
    private Channel channel;
    private Future<?> deadline;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param timeout from the accepted connection to the end of the environment */
    Handshake(Server server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        deadline = channel.eventLoop().schedule(this::late, timeout.toNanos(), TimeUnit.NANOSECONDS);
        server.began(this);
    }

    private void late() {
        refuse(
                Refusal.HANDSHAKE_TIMEOUT,
                Peers.name(channel) + " did not send it whole within handshakeTimeout = " + timeout.toMillis() + " ms");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        byte[] bytes = take((ByteBuf) message);
        if (over.get()) {
            return;
        }
        try {
            int taken = decoder.feed(bytes, 0, bytes.length);
            if (decoder.isComplete() && end()) {
                server.begin(context, decoder.request(), bytes, taken);
            }
        } catch (AgiFormatException e) {
            refuse(Refusal.NOT_AGI, Peers.name(channel) + " sent something else: " + e.getMessage());
        }
    }

    static byte[] take(ByteBuf in) {
        try {
            return ByteBufUtil.getBytes(in);
        } finally {
            in.release();
        }
    }

    /** Says so, and closes. May be called by any thread, and too late. */
    void refuse(Refusal reason, String detail) {
        if (end()) {
            server.refuse(channel, reason, detail);
        }
    }

    /** @return whether this is the first end */
    private boolean end() {
        if (over.getAndSet(true)) {
            return false;
        }
        deadline.cancel(false);
        server.ended(this);
        return true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (end()) {
            server.probed();
            LOG.debug(
                    "{} went away {}",
                    Peers.name(channel),
                    decoder.isUntouched() ? "without a word, as probes do" : "in the middle of its environment");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException noTls) {
            refuse(Refusal.NOT_AGI, Peers.name(channel) + " does not speak TLS as expected: " + noTls.getMessage());
            context.close();
        } else if (cause instanceof IOException) {
            LOG.debug("{} is lost before its environment was complete: {}", Peers.name(channel), cause.getMessage());
            context.close();
        } else {
            LOG.error("{}: a defect of Jackfield; the connection is closed", Peers.name(channel), cause);
            context.close();
        }
    }
}
