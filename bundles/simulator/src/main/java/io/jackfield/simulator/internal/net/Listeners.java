package io.jackfield.simulator.internal.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The addresses that one server listens at. */
public final class Listeners {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 << 10, 1 << 20);

    private final EventLoopGroup loop;
    private final Duration handshakeTimeout;
    private final List<Channel> channels = new ArrayList<>();

    public Listeners(EventLoopGroup loop, Duration handshakeTimeout) {
        this.loop = loop;
        this.handshakeTimeout = handshakeTimeout;
    }

    /**
     * Listens at one more address. Blocks until it does; not for the loop's thread.
     *
     * @param address its port may be 0, for any free one
     * @param tls the key to show, null to speak in clear
     * @param connections makes what serves a new client; it has to ask for reading
     * @return the port it got
     * @throws IOException if the address cannot be had
     */
    public int open(InetSocketAddress address, SSLContext tls, Supplier<ChannelHandler> connections)
            throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("there is no host of this name");
        }
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(encryption(tls));
                        }
                        channel.pipeline().addLast(connections.get());
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        channels.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private SslHandler encryption(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        return handler;
    }

    /** Stops listening; blocks until it has. Not for the loop's thread. */
    public void close() {
        channels.forEach(listener -> listener.close().awaitUninterruptibly());
        if (!channels.isEmpty()) {
            channels.clear();
            // The operating system gets the port back only when the loop has selected once more.
            loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }
}
