package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.Pbx;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Accepts manager connections and keeps them. */
public final class AmiServer {

    private static final int MAX_NOT_LOGGED_IN = 50;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 << 10, 1 << 20);

    private final EventLoopGroup loop;
    private final Pbx pbx;
    private final AmiSettings settings;
    private final Dispatcher dispatcher;
    private final Script script;
    private final Set<AmiConnection> connections = new LinkedHashSet<>();
    private final List<Channel> listeners = new ArrayList<>();
    private CompletableFuture<Void> allKeepUp;
    private long sessions;
    private boolean frozen;

    AmiServer(EventLoopGroup loop, Pbx pbx, AmiSettings settings, Dispatcher dispatcher, Script script) {
        this.loop = loop;
        this.pbx = pbx;
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.script = script;
    }

    /**
     * Listens at one more address. Blocks until it does; not for the PBX's thread.
     *
     * @param address its port may be 0, for any free one
     * @param tls the key to show, null to speak in clear
     * @return the port it got
     * @throws IOException if the address cannot be had
     */
    public int open(InetSocketAddress address, SSLContext tls) throws IOException {
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
                        channel.pipeline().addLast(connection(tls == null ? Intake.plain() : Intake.records()));
                    }
                });
        if (address.isUnresolved()) {
            throw new IOException("there is no host of this name");
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listeners.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private SslHandler encryption(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(settings.authTimeout().toMillis());
        return handler;
    }

    private AmiConnection connection(Intake intake) {
        String id = String.format("0x7f%010x", ++sessions << 4);
        return new AmiConnection(this, new ManagerSession(id, pbx.ids().challenge()), intake, frozen);
    }

    /** Takes a new client in, unless too many are there that never logged in. */
    boolean admit(AmiConnection connection) {
        if (connections.stream().filter(c -> !c.isLoggedIn()).count() >= MAX_NOT_LOGGED_IN) {
            return false;
        }
        connections.add(connection);
        pbx.listen(connection);
        return true;
    }

    void gone(AmiConnection connection) {
        connections.remove(connection);
        pbx.unlisten(connection);
        relieved();
    }

    /** Is done, on the PBX's thread, as soon as every client can take more; maybe at once. */
    public CompletableFuture<Void> whenAllKeepUp() {
        if (allKeepUp == null) {
            allKeepUp = new CompletableFuture<>();
        }
        CompletableFuture<Void> wanted = allKeepUp;
        relieved();
        return wanted;
    }

    /** One client may be able to take more than before. */
    void relieved() {
        if (allKeepUp != null && connections.stream().allMatch(AmiConnection::keepsUp)) {
            CompletableFuture<Void> reached = allKeepUp;
            allKeepUp = null;
            reached.complete(null);
        }
    }

    void dispatch(Request request) {
        dispatcher.dispatch(request);
    }

    /** How it is to fail. */
    public Script script() {
        return script;
    }

    AmiSettings settings() {
        return settings;
    }

    /** Stops all reading, working and writing on all connections, or lets it go on. */
    public void freeze(boolean freeze) {
        frozen = freeze;
        List.copyOf(connections).forEach(connection -> connection.freeze(freeze));
    }

    public void disconnectAll() {
        List.copyOf(connections).forEach(AmiConnection::cut);
    }

    /** Closes every connection after what has been sent to it. */
    public void sayGoodbye() {
        List.copyOf(connections).forEach(AmiConnection::close);
    }

    /** Sends bytes as they are to every client that is logged in. */
    public void sendRaw(byte[] bytes) {
        connections.stream().filter(AmiConnection::isLoggedIn).forEach(connection -> connection.send(bytes));
    }

    public long loggedIn() {
        return connections.stream().filter(AmiConnection::isLoggedIn).count();
    }

    /** Stops listening; blocks until it has. Not for the PBX's thread. */
    public void close() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        if (!listeners.isEmpty()) {
            listeners.clear();
            // The operating system gets the port back only when the loop has selected once more.
            loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }
}
