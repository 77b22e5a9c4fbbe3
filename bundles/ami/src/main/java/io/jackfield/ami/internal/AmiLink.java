package io.jackfield.ami.internal;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line to the PBX: waits for its greeting, then passes on what it reads. A PBX that greets with something else, or with
 * nothing, is given up.
 */
final class AmiLink extends ChannelInboundHandlerAdapter implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
    private static final String GREETING = "Asterisk Call Manager";
    private static final int MAX_GREETING = 200;
    private static final int LINGER_MILLIS = 1000;

    private final LinkListener listener;
    private final Duration greetingTimeout;
    private final String silenceHint;
    private final StringBuilder greeting = new StringBuilder();
    private byte[] bytes = new byte[64 * 1024];
    private boolean greeted;
    private Future<?> deadline;
    private volatile Channel channel;
    private String reason;

    /** @param silenceHint what a person might do if no greeting comes */
    AmiLink(LinkListener listener, Duration greetingTimeout, String silenceHint) {
        this.listener = listener;
        this.greetingTimeout = greetingTimeout;
        this.silenceHint = silenceHint;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = channel.eventLoop()
                .schedule(
                        () -> giveUp("no greeting within " + greetingTimeout.toMillis() + " ms" + silenceHint),
                        greetingTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            // What was read together with the last straw is not looked at any more.
            if (reason == null && (greeted || readGreeting(in))) {
                pass(in);
            }
        } finally {
            in.release();
        }
    }

    private boolean readGreeting(ByteBuf in) {
        int lineFeed = in.bytesBefore((byte) '\n');
        int length = lineFeed < 0 ? in.readableBytes() : lineFeed + 1;
        greeting.append(in.readCharSequence(Math.min(length, MAX_GREETING + 1), StandardCharsets.ISO_8859_1));
        String line = greeting.toString().strip();
        if (greeting.length() > MAX_GREETING || lineFeed >= 0 && !line.startsWith(GREETING)) {
            giveUp("this is no Asterisk manager port: it greeted with something else than '" + GREETING + "'");
        } else if (lineFeed >= 0) {
            greeted = true;
            deadline.cancel(false);
            listener.opened(this, line);
        }
        return greeted;
    }

    private void pass(ByteBuf in) {
        int length = in.readableBytes();
        if (length > bytes.length) {
            bytes = new byte[length];
        }
        in.readBytes(bytes, 0, length);
        listener.received(bytes, 0, length);
    }

    /** Closes the line; the first reason is the one that is told. */
    private void giveUp(String why) {
        if (reason == null) {
            reason = why;
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (reason == null) {
            reason = greeted ? "the PBX closed the connection" : "the PBX closed the connection before its greeting";
        }
        listener.closed(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            giveUp(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        } else {
            LOG.error("{}: a defect of Jackfield; the line is closed", channel, cause);
            giveUp("a defect of Jackfield: " + cause);
        }
    }

    @Override
    public boolean send(ManagerAction action, String actionId, Duration patience) {
        ByteBuf encoded = ActionEncoder.encode(action, actionId, channel.alloc());
        if (!channel.isActive() || !(channel.isWritable() || isPing(action))) {
            encoded.release();
            return false;
        }
        channel.writeAndFlush(encoded);
        return true;
    }

    /** A Ping is taken even when too much waits: its missing answer is how it is noticed that the PBX does not read. */
    private static boolean isPing(ManagerAction action) {
        return action.name().equalsIgnoreCase("Ping");
    }

    @Override
    public void close() {
        // An empty write goes out after everything handed over before, the Logoff among it.
        channel.writeAndFlush(channel.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
        if (channel.isOpen()) {
            // A PBX that does not read would hold that up for ever.
            channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
