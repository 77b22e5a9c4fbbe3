package io.jackfield.simulator.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What goes to one client. It is flushed once in a turn of the loop, kept back while the PBX stands still, and given up
 * when the client takes nothing for too long or too much has piled up.
 */
public final class Outbox {

    private static final long MAX_UNSENT_BYTES = 32L << 20;

    private final ChannelHandlerContext context;
    private final Duration writeTimeout;
    private final Runnable tooSlow;
    private final Deque<byte[]> held = new ArrayDeque<>();
    private final ChannelFutureListener progress = future -> this.completed++;
    private Future<?> stallTimer;
    private long completed;
    private int allowance = Integer.MAX_VALUE;
    private boolean holding;
    private boolean flushing;
    private boolean ending;
    private boolean closed;

    /** @param tooSlow is to close the connection */
    public Outbox(ChannelHandlerContext context, Duration writeTimeout, Runnable tooSlow) {
        this.context = context;
        this.writeTimeout = writeTimeout;
        this.tooSlow = tooSlow;
    }

    public void write(byte[] bytes) {
        if (closed) {
            return;
        }
        if (bytes.length >= allowance) {
            // What is left of it now is the last.
            byte[] last = Arrays.copyOf(bytes, allowance);
            allowance = Integer.MAX_VALUE;
            write(last);
            closeAfterwards();
            return;
        }
        if (allowance != Integer.MAX_VALUE) {
            allowance -= bytes.length;
        }
        if (holding) {
            held.add(bytes);
            return;
        }
        context.write(Unpooled.wrappedBuffer(bytes)).addListener(progress);
        if (!flushing) {
            flushing = true;
            context.executor().execute(this::flush);
        }
        // Of a connection that is closed already Netty says that no end of bytes is before it.
        if (context.channel().isOpen() && context.channel().bytesBeforeWritable() > MAX_UNSENT_BYTES) {
            tooSlow.run();
        }
    }

    private void flush() {
        flushing = false;
        context.flush();
    }

    /** After so many more bytes the connection is closed. */
    public void breakOffAfter(int bytes) {
        allowance = bytes;
    }

    public void hold(boolean hold) {
        holding = hold;
        while (!holding && !held.isEmpty()) {
            write(held.poll());
        }
        if (!holding && ending) {
            closeAfterwards();
        }
    }

    public void writabilityChanged() {
        stopWatching();
        if (!context.channel().isWritable()) {
            watch();
        }
    }

    private void watch() {
        long before = completed;
        Runnable check = () -> {
            if (completed == before) {
                tooSlow.run();
            } else {
                watch();
            }
        };
        stallTimer = context.executor().schedule(check, writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopWatching() {
        if (stallTimer != null) {
            stallTimer.cancel(false);
        }
    }

    /** Sends what there is, then closes the connection. */
    public void closeAfterwards() {
        if (holding) {
            ending = true;
            return;
        }
        closed = true;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    public boolean isWritable() {
        return !holding && context.channel().isWritable();
    }

    /** The connection is gone. */
    public void close() {
        closed = true;
        stopWatching();
        held.clear();
    }
}
