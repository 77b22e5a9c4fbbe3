package io.jackfield.ami.internal;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One TCP connection: waits for the greeting line, then passes on what it reads. A PBX that greets with something else, or
 * with nothing, is given up.
 */
final class AmiLink extends ChannelInboundHandlerAdapter implements Link {

    private static final String GREETING = "Asterisk Call Manager";
    private static final int MAX_GREETING = 200;
    private static final int LINGER_MILLIS = 1000;

    private final LinkListener listener;
    private final Duration greetingTimeout;
    private final StringBuilder greeting = new StringBuilder();
    private byte[] bytes = new byte[64 * 1024];
    private boolean greeted;
    private Future<?> deadline;
    private volatile Channel channel;
    private String reason = "the PBX closed the connection";

    AmiLink(LinkListener listener, Duration greetingTimeout) {
        this.listener = listener;
        this.greetingTimeout = greetingTimeout;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        deadline = channel.eventLoop()
                .schedule(
                        () -> giveUp("no greeting within " + greetingTimeout.toMillis() + " ms"),
                        greetingTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (greeted || readGreeting(in)) {
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

    private void giveUp(String why) {
        reason = why;
        channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel(false);
        listener.closed(greeted ? reason : reason.replace("the connection", "the connection before its greeting"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        giveUp(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    @Override
    public boolean send(ManagerAction action, String actionId) {
        ByteBuf encoded = ActionEncoder.encode(action, actionId, channel.alloc());
        if (!channel.isActive()) {
            encoded.release();
            return false;
        }
        channel.writeAndFlush(encoded);
        return true;
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
