package io.jackfield.fastagi.internal;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.spi.AgiLink;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.LiveSession;
import io.jackfield.fastagi.Refusal;
import io.jackfield.fastagi.internal.settings.ServerSettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call: its connection, its session, and the handler that has it. There may be ten thousand of them, so it holds little. */
final class Call extends ChannelInboundHandlerAdapter implements AgiLink {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Server server;
    private final Channel channel;
    private final HandlerRegistry.Entry entry;
    private final Executor handlers;
    private final LiveSession session;
    private final long began = System.nanoTime();
    private volatile long used = began;
    private volatile boolean handled;
    private volatile AgiEnd end;

    /** Why it would end, if a time ran out or it was lost. */
    private volatile String reason = "no reply to a command in time";

    Call(Server server, Channel channel, HandlerRegistry.Match match, ServerSettings settings, Threads threads) {
        this.server = server;
        this.channel = channel;
        this.entry = match.entry();
        this.handlers = entry.handler().neverBlocks() ? channel.eventLoop() : threads.workers();
        this.session = new LiveSession(
                match.request(), Peers.name(channel), this, settings.session(), handlers, channel.eventLoop());
    }

    /** The handler as it is registered. */
    HandlerRegistry.Entry entry() {
        return entry;
    }

    InetAddress peer() {
        return ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }

    /** How long the session has been in progress. */
    long nanosOld(long now) {
        return now - began;
    }

    /** Lets the handler be called, on a worker or on the I/O thread as it wants. */
    void begin() {
        try {
            handlers.execute(this::handle);
        } catch (RejectedExecutionException stopping) {
            stop();
        }
    }

    private void handle() {
        handled = true;
        if (end != null) {
            return;
        }
        LOG.debug("{}: {} of {} begins, handled by {}", server, session.request(), session.peer(), entry.origin());
        CompletionStage<?> done;
        try {
            done = entry.handler().handle(session);
            if (done == null) {
                throw new NullPointerException("The handler returned null, expected a CompletionStage");
            }
        } catch (Throwable problem) {
            failed(problem);
            return;
        }
        done.whenComplete((nothing, problem) -> {
            if (problem == null) {
                session.close();
            } else {
                failed(problem);
            }
        });
    }

    private void failed(Throwable problem) {
        Throwable cause = problem instanceof CompletionException || problem instanceof ExecutionException
                ? problem.getCause()
                : problem;
        if (!(cause instanceof AgiException)) {
            LOG.error("{}: the handler of {} failed on {}", server, entry.origin(), session.request(), cause);
        } else if (cause instanceof AgiCommandException) {
            LOG.warn("{}: the handler of {} failed: {}", server, entry.origin(), cause.getMessage());
        } else {
            LOG.debug("{}: the handler of {} ends with its session", server, entry.origin(), cause);
        }
        session.fail();
    }

    /** Ends the session if it is idle, too old, or was not taken up; called every now and then. */
    void enforce(ServerSettings settings, long now) {
        if (!handled && nanosOld(now) > settings.handshakeTimeout().toNanos()) {
            server.count(
                    Refusal.NO_WORKER,
                    session.request() + " waited for longer than handshakeTimeout = "
                            + settings.handshakeTimeout().toMillis()
                            + " ms; a handler that blocks needs threads of its own, see AgiHandler.blocking");
            session.fail();
        } else if (settings.maxSessionAge()
                .filter(limit -> nanosOld(now) > limit.toNanos())
                .isPresent()) {
            timeout("older than maxSessionAge = "
                    + settings.maxSessionAge().get().toMillis() + " ms");
        } else if (now - used > settings.idleTimeout().toNanos() && !session.isBusy()) {
            timeout("no command for idleTimeout = " + settings.idleTimeout().toMillis() + " ms");
        }
    }

    private void timeout(String why) {
        reason = why;
        session.end(AgiEnd.TIMEOUT);
    }

    /** Nobody waits for it any longer. */
    void stop() {
        session.end(AgiEnd.STOPPED);
    }

    /** Blocks until the session has ended. */
    boolean awaitEnd(Deadline deadline) {
        try {
            session.ended().get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end of a session is never an exception", e);
        }
    }

    /** What came behind the environment. */
    void received(byte[] bytes, int offset) {
        used = System.nanoTime();
        session.received(bytes, offset, bytes.length - offset);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        received(Handshake.take((ByteBuf) message), 0);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("Asterisk closed the connection");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean brokenTls = cause instanceof DecoderException;
        if (!brokenTls && !(cause instanceof IOException)) {
            LOG.error("{}: a defect of Jackfield; {} is ended", server, session.request(), cause);
        }
        lost(String.valueOf(cause.getMessage()));
        context.close();
    }

    private void lost(String why) {
        reason = why;
        session.lost(why);
    }

    @Override
    public void send(byte[] line) {
        used = System.nanoTime();
        Wire.write(channel, line, ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public boolean isReader() {
        return channel.eventLoop().inEventLoop();
    }

    @Override
    public void close(AgiEnd how) {
        end = how;
        LOG.debug("{}: {} of {} ended: {}", server, session.request(), session.peer(), how);
        server.ended(this, how);
        switch (how) {
            case CLOSED, HANGUP, LOST -> channel.close();
            case FAILED, TIMEOUT, BROKEN, STOPPED -> server.fail(channel);
        }
    }

    /** Who had it, and why it ended if that is known. */
    @Override
    public String toString() {
        return session.request() + " of " + session.peer() + ", handled by " + entry.origin() + ", " + reason;
    }
}
