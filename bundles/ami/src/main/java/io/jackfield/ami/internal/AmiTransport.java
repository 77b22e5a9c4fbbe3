package io.jackfield.ami.internal;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.manager.spi.LinkListener;
import io.jackfield.manager.spi.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** TCP to one PBX. */
public final class AmiTransport implements Transport {

    /** Asterisk drops a session whose write blocks for 100 ms: let the kernel take a burst while the reader is away. */
    private static final int RECEIVE_BUFFER = 1024 * 1024;

    private final String host;
    private final int port;
    private final Duration connectTimeout;
    private final EventLoopGroup io;
    private final Executor resolver;

    /**
     * @param connectTimeout bounds the TCP connect, and again the wait for the greeting
     * @param resolver where host names are looked up, which may block
     */
    public AmiTransport(String host, int port, Duration connectTimeout, EventLoopGroup io, Executor resolver) {
        this.host = host;
        this.port = port;
        this.connectTimeout = connectTimeout;
        this.io = io;
        this.resolver = resolver;
    }

    @Override
    public String name() {
        return AmiConnectionFactory.TRANSPORT;
    }

    @Override
    public String peer() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }

    @Override
    public void connect(LinkListener listener) {
        try {
            resolver.execute(() -> connect(new InetSocketAddress(host, port), listener));
        } catch (RejectedExecutionException e) {
            listener.closed("AMI is stopping");
        }
    }

    private void connect(InetSocketAddress address, LinkListener listener) {
        if (address.isUnresolved() || io.isShuttingDown()) {
            listener.closed(address.isUnresolved() ? "the host name " + host + " is unknown" : "AMI is stopping");
            return;
        }
        ChannelFuture attempt = new Bootstrap()
                .group(io)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new AmiLink(listener, connectTimeout))
                .connect(address);
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                listener.closed(reason(done.cause()));
            }
        });
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
