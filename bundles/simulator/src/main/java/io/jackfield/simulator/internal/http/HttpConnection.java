package io.jackfield.simulator.internal.http;

import io.jackfield.simulator.internal.net.Addresses;
import io.jackfield.simulator.internal.net.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client over HTTP, maybe with TLS. Its requests are done one after the other; while one is under way, or while the
 * PBX stands still, the next has to wait. Everything happens on the PBX's thread.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final int MAX_UNREAD_BYTES = 64 << 10;

    private final HttpServer server;
    private final RequestReader reader = new RequestReader();
    private final ByteBuf unread = Unpooled.buffer();
    private ChannelHandlerContext context;
    private Outbox outbox;
    private Future<?> timer;
    private boolean working;
    private boolean busy;
    private boolean frozen;
    private boolean closing;

    HttpConnection(HttpServer server, boolean frozen) {
        this.server = server;
        this.frozen = frozen;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        outbox = new Outbox(ctx, server.settings().inactivity(), this::tooSlow);
        if (!server.admit(this)) {
            cut();
            return;
        }
        outbox.hold(frozen);
        work();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            unread.discardReadBytes().writeBytes(bytes);
        } finally {
            bytes.release();
        }
        work();
    }

    /** Does the requests that have arrived, as far as it may now. */
    private void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            while (!busy && !frozen && !closing) {
                Received received = reader.read(unread);
                if (received == null) {
                    break;
                }
                busy = true;
                if (received instanceof HttpRequest request) {
                    server.handle(new Exchange(request));
                } else if (received instanceof Refusal refusal) {
                    send(refusal.response(), true, false);
                }
            }
        } finally {
            working = false;
        }
        context.channel().config().setAutoRead(!frozen && unread.readableBytes() < MAX_UNREAD_BYTES);
        watch();
    }

    /** A client may be silent only so long: longer within a request than before one. */
    private void watch() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (!busy && !frozen && !closing) {
            Duration keepAlive = server.settings().keepAlive();
            boolean between = reader.isIdle() && !keepAlive.isZero();
            Duration patience = between ? keepAlive : server.settings().inactivity();
            timer = context.executor().schedule(this::silentTooLong, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void silentTooLong() {
        Optional<HttpResponse> last = reader.timedOut();
        if (last.isPresent()) {
            send(last.get(), true, false);
        } else {
            cut();
        }
    }

    private void send(HttpResponse response, boolean close, boolean headOnly) {
        outbox.write(response.head(server.settings().clock().get(), close));
        outbox.write(response.body(headOnly));
        if (close) {
            closing = true;
            outbox.closeAfterwards();
        }
    }

    /** Stops or goes on reading, working and writing. */
    void freeze(boolean freeze) {
        frozen = freeze;
        outbox.hold(freeze);
        work();
    }

    /** Closes without a word, not even TLS's, whatever is under way. */
    void cut() {
        closing = true;
        context.pipeline().firstContext().close();
    }

    private void tooSlow() {
        LOG.info("Closing HTTP connection of {}: it does not read what is sent to it", remoteAddress());
        cut();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        outbox.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        watch();
        outbox.close();
        server.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            LOG.debug("HTTP connection of {} broke", remoteAddress(), cause);
        } else {
            LOG.error("Closing HTTP connection of {}: the simulator failed on what it sent", remoteAddress(), cause);
        }
        cut();
    }

    private String remoteAddress() {
        return Addresses.text(context.channel().remoteAddress());
    }

    /** The request under way. */
    private final class Exchange implements HttpExchange {

        private final HttpRequest request;
        private int allowance = -1;

        Exchange(HttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public void respond(HttpResponse response) {
            boolean close =
                    request.closesConnection() || server.settings().keepAlive().isZero();
            if (allowance >= 0) {
                byte[] head = response.head(server.settings().clock().get(), close);
                outbox.breakOffAfter(head.length + allowance);
            }
            send(response, close, request.is("HEAD"));
            busy = false;
            work();
        }

        @Override
        public void breakOffAfter(int bytes) {
            allowance = bytes;
        }

        @Override
        public void cut() {
            HttpConnection.this.cut();
        }

        @Override
        public String localAddress() {
            return Addresses.text(context.channel().localAddress());
        }

        @Override
        public String remoteAddress() {
            return HttpConnection.this.remoteAddress();
        }
    }
}
