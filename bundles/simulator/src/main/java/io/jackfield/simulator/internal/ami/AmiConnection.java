package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.net.Addresses;
import io.jackfield.simulator.internal.net.Outbox;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import io.jackfield.simulator.internal.pbx.PublishedEvent;
import io.jackfield.simulator.internal.wire.ActionMessage;
import io.jackfield.simulator.internal.wire.MessageReader;
import io.jackfield.simulator.internal.wire.WireText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client over TCP, maybe with TLS. Its actions are done one after the other; while one is under way, or while the PBX stands still,
 * nothing is read and events wait. Everything happens on the PBX's thread.
 */
final class AmiConnection extends ChannelInboundHandlerAdapter
        implements Request.Origin, Turn, Consumer<PublishedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(AmiConnection.class);
    private static final String BANNER = "Asterisk Call Manager/" + PbxSettings.AMI_VERSION + "\r\n";
    private static final long MAX_WAITING_BYTES = 64L << 20;
    private static final long KEEPS_UP_BYTES = 1L << 20;

    private final AmiServer server;
    private final ManagerSession session;
    private final MessageReader reader = new MessageReader();
    private final Intake intake;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private Backlog backlog;
    private ChannelHandlerContext context;
    private Outbox outbox;
    private Future<?> authTimer;
    private boolean working;
    private boolean busy;
    private boolean frozen;
    private boolean closing;

    AmiConnection(AmiServer server, ManagerSession session, Intake intake, boolean frozen) {
        this.server = server;
        this.session = session;
        this.intake = intake;
        this.frozen = frozen;
    }

    boolean isLoggedIn() {
        return session.isLoggedIn();
    }

    /** Whether it has taken nearly all that was for it. */
    boolean keepsUp() {
        return backlog.bytes() < KEEPS_UP_BYTES && outbox.isWritable();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        backlog = new Backlog(ctx.executor());
        outbox = new Outbox(ctx, server.settings().writeTimeout(), this::tooSlow);
        if (!server.admit(this)) {
            cut();
            return;
        }
        long patience = server.settings().authTimeout().toMillis();
        authTimer = ctx.executor().schedule(this::loggedInOrCut, patience, TimeUnit.MILLISECONDS);
        outbox.hold(frozen);
        if (ctx.pipeline().get(SslHandler.class) == null) {
            server.script().greet(this);
        }
        setAutoRead();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            server.script().greet(this);
        }
    }

    /** The greeting. */
    @Override
    public void usual() {
        send(BANNER);
    }

    @Override
    public void late(Duration delay) {
        busy = true;
        context.executor().schedule(this::greetAfterAll, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void greetAfterAll() {
        usual();
        done();
    }

    /** The client waits in vain, and may ask for something else. */
    @Override
    public void never() {}

    @Override
    public void status(int status) {
        cut();
    }

    @Override
    public void breakOffAfter(int bytes) {
        outbox.breakOffAfter(bytes);
    }

    private void loggedInOrCut() {
        if (!session.isLoggedIn()) {
            cut();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            intake.add(bytes);
        } finally {
            bytes.release();
        }
        backlog.wake();
        work();
    }

    /** Does the actions that have arrived, as far as it may now. */
    private void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            workOff();
        } finally {
            working = false;
        }
        setAutoRead();
    }

    private void workOff() {
        while (!busy && !frozen && !closing) {
            ActionMessage message = reader.read(unread);
            if (message == null) {
                unread = intake.read(reader.room());
                if (!unread.isReadable()) {
                    break;
                }
                continue;
            }
            busy = true;
            Request request = new Request(message, session, this);
            server.dispatch(request);
            if (!request.isDeferred()) {
                done();
            }
        }
    }

    @Override
    public void done() {
        busy = false;
        deliverWaiting();
        work();
    }

    /** Stops or goes on reading, working and writing. */
    void freeze(boolean freeze) {
        frozen = freeze;
        outbox.hold(freeze);
        deliverWaiting();
        work();
    }

    private void setAutoRead() {
        context.channel().config().setAutoRead(!frozen && (!busy || backlog.isAwaited()));
    }

    @Override
    public void accept(PublishedEvent event) {
        if (!busy && !frozen) {
            deliver(event);
            return;
        }
        backlog.add(event);
        if (backlog.bytes() > MAX_WAITING_BYTES) {
            LOG.warn("Closing manager session of {}: {} bytes of events wait for it", remoteAddress(), backlog.bytes());
            cut();
        }
    }

    /** The mask and filters that count are those of the moment of delivery. */
    private void deliver(PublishedEvent event) {
        if (session.wants(event)) {
            outbox.write(event.bytes());
        }
    }

    private void deliverWaiting() {
        while (!busy && !frozen && !backlog.isEmpty()) {
            deliver(backlog.poll());
        }
        server.relieved();
    }

    @Override
    public void awaitEvents(Duration timeout, Runnable over, Runnable superseded) {
        backlog.await(timeout, over, superseded);
        setAutoRead();
    }

    @Override
    public void sendEvents() {
        while (!backlog.isEmpty()) {
            deliver(backlog.poll());
        }
    }

    @Override
    public void send(String block) {
        outbox.write(WireText.bytes(block));
    }

    void send(byte[] bytes) {
        outbox.write(bytes);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        outbox.writabilityChanged();
        server.relieved();
    }

    private void tooSlow() {
        LOG.info("Closing manager session of {}: it does not read what is sent to it", remoteAddress());
        cut();
    }

    @Override
    public void close() {
        if (!closing) {
            closing = true;
            outbox.closeAfterwards();
        }
    }

    /** Closes without a word, not even TLS's, whatever is under way. */
    @Override
    public void cut() {
        closing = true;
        context.pipeline().firstContext().close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        if (authTimer != null) {
            authTimer.cancel(false);
        }
        outbox.close();
        backlog.abandon();
        server.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            LOG.debug("Manager session of {} broke", remoteAddress(), cause);
        } else {
            LOG.error("Closing manager session of {}: the simulator failed on what it sent", remoteAddress(), cause);
        }
        cut();
    }

    @Override
    public String localAddress() {
        return Addresses.text(context.channel().localAddress());
    }

    @Override
    public String remoteAddress() {
        return Addresses.text(context.channel().remoteAddress());
    }
}
