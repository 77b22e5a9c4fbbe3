package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.wire.WireText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to a server. What a server does not take within a tenth of a second is not sent at all. */
final class FastAgiConnection extends ChannelInboundHandlerAdapter implements AgiWire {

    private static final Logger LOG = LoggerFactory.getLogger(FastAgiConnection.class);
    private static final int PIECE = 4096;
    private static final long PATIENCE_MILLIS = 100;

    private final LineReader reader = new LineReader();
    private Channel channel;
    private Runnable readable = () -> {};
    private final ByteBuf unsent = Unpooled.buffer();
    private ChannelFuture underWay;
    private Future<?> patience;
    private boolean closing;

    LineReader reader() {
        return reader;
    }

    /** From now on this one is told of everything the server does; the connection is open. */
    void open(Channel open, Runnable onReadable) {
        channel = open;
        readable = onReadable;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            reader.add(bytes);
        } finally {
            bytes.release();
        }
        readable.run();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("Connection to AGI server {} broke", ctx.channel().remoteAddress(), cause);
        ended();
    }

    private void ended() {
        reader.end();
        unsent.clear();
        readable.run();
    }

    @Override
    public void write(String text) {
        unsent.writeBytes(WireText.bytes(text));
        if (underWay == null) {
            send();
        }
    }

    @Override
    public boolean isReady() {
        return underWay == null;
    }

    private void send() {
        while (unsent.isReadable()) {
            ChannelFuture sent = channel.writeAndFlush(unsent.readBytes(Math.min(PIECE, unsent.readableBytes())));
            if (!sent.isDone()) {
                underWay = sent;
                patience = channel.eventLoop().schedule(() -> goOn(sent, true), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                sent.addListener(done -> goOn(sent, false));
                return;
            }
        }
        unsent.clear();
        if (closing) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void goOn(ChannelFuture sent, boolean late) {
        if (underWay != sent) {
            return;
        }
        patience.cancel(false);
        underWay = null;
        if (late) {
            unsent.clear();
        }
        send();
        readable.run();
    }

    @Override
    public void close() {
        closing = true;
        readable = () -> {};
        if (underWay == null) {
            send();
        }
    }

    @Override
    public void cut() {
        readable = () -> {};
        channel.close();
    }
}
