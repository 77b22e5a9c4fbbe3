package io.jackfield.ami.internal;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.ami.internal.tls.TlsHandlers;
import io.jackfield.manager.spi.LinkListener;
import io.jackfield.manager.spi.Transport;
import io.jackfield.manager.spi.tls.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** TCP or TLS to one PBX. */
public final class AmiTransport implements Transport {

    /** Asterisk drops a session whose write blocks for 100 ms: let the kernel take a burst while the reader is away. */
    private static final int RECEIVE_BUFFER = 1024 * 1024;

    /** How many bytes may wait for a PBX that does not read before actions are refused. */
    private static final int MAX_UNWRITTEN = 1024 * 1024;

    private final String host;
    private final int port;
    private final Duration connectTimeout;
    private final Optional<Tls> tls;
    private final EventLoopGroup io;
    private final Executor workers;

    /**
     * @param connectTimeout bounds the TCP connect, then the TLS handshake, then the wait for the greeting
     * @param workers where host names are looked up and certificates checked, which may block
     */
    public AmiTransport(
            String host, int port, Duration connectTimeout, Optional<Tls> tls, EventLoopGroup io, Executor workers) {
        this.host = host;
        this.port = port;
        this.connectTimeout = connectTimeout;
        this.tls = tls;
        this.io = io;
        this.workers = workers;
    }

    @Override
    public String name() {
        return AmiConnectionFactory.TRANSPORT;
    }

    @Override
    public String peer() {
        return Transport.peer(host, port);
    }

    @Override
    public void connect(LinkListener listener) {
        try {
            workers.execute(() -> connect(new InetSocketAddress(host, port), listener));
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
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(MAX_UNWRITTEN / 2, MAX_UNWRITTEN))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        fill(channel.pipeline(), listener);
                    }
                })
                .connect(address);
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                listener.closed(reason(done.cause()));
            }
        });
    }

    private void fill(ChannelPipeline pipeline, LinkListener listener) {
        tls.ifPresent(encryption -> new TlsHandlers(encryption).addTo(pipeline, connectTimeout, workers));
        String hint = tls.isPresent() ? "" : "; if it is a TLS port, set tls = true";
        pipeline.addLast(new AmiLink(listener, connectTimeout, hint));
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
