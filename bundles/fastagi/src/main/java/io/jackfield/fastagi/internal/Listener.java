package io.jackfield.fastagi.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is listened at, or tried again every second until it can be. */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int RETRY_MILLIS = 1000;

    /** Connections that the kernel completes while we are busy; it may grant fewer. */
    private static final int BACKLOG = 4096;

    private final String server;
    private final String host;
    private final int port;
    private final Threads threads;
    private final ServerBootstrap bootstrap;
    private Channel channel;
    private String problem;
    private boolean closed;

    /** @param server for the log */
    Listener(String server, String host, int port, Threads threads, ChannelInitializer<SocketChannel> accept) {
        this.server = server;
        this.host = host;
        this.port = port;
        this.threads = threads;
        bootstrap = new ServerBootstrap()
                .group(threads.io())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(accept);
        KeepAlive.set(bootstrap);
    }

    /** Tries, and goes on trying in the background if that fails. Blocks while the host name is looked up. */
    void open() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        synchronized (this) {
            if (closed) {
                return;
            }
            if (address.isUnresolved()) {
                tryAgain("the host name is unknown");
                return;
            }
            // Not on this thread, which may be somebody else's: it would be left with caches of Netty.
            ChannelFuture bound = threads.io()
                    .submit(() -> bootstrap.bind(address))
                    .syncUninterruptibly()
                    .getNow()
                    .awaitUninterruptibly();
            if (bound.isSuccess()) {
                channel = bound.channel();
                LOG.info("{} listens on {}", server, NetUtil.toSocketAddressString(address()));
            } else {
                tryAgain(String.valueOf(bound.cause().getMessage()));
            }
        }
    }

    private void tryAgain(String reason) {
        if (!reason.equals(problem)) {
            problem = reason;
            LOG.error(
                    "{} cannot listen on {}: {}; it tries again every second, until that address is free or its settings host"
                            + " and port are changed",
                    server,
                    NetUtil.toSocketAddressString(host, port),
                    reason);
        }
        threads.io().schedule(this::openOnWorker, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void openOnWorker() {
        try {
            threads.workers().execute(this::open);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{} does not listen any more: it is stopping", server);
        }
    }

    /** Where it listens; null while it does not. */
    private InetSocketAddress address() {
        return channel == null ? null : (InetSocketAddress) channel.localAddress();
    }

    /** Where it listens; empty while it cannot. */
    synchronized Optional<InetSocketAddress> listensAt() {
        return Optional.ofNullable(address());
    }

    /** Leaves the port: who dials it from now on is refused by the kernel. Blocks until that is so. */
    synchronized void close() {
        closed = true;
        if (channel != null) {
            channel.close().awaitUninterruptibly();
            channel = null;
        }
    }
}
