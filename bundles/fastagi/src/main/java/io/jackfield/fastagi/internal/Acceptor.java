package io.jackfield.fastagi.internal;

import io.jackfield.fastagi.Refusal;
import io.jackfield.fastagi.internal.settings.ServerSettings;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/** Meets connections: who may not come in is told so before a byte is read, the others owe their environment. */
final class Acceptor extends ChannelInitializer<SocketChannel> {

    private final Server server;
    private final Threads threads;

    Acceptor(Server server, Threads threads) {
        this.server = server;
        this.threads = threads;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetSocketAddress peer = channel.remoteAddress();
        ServerSettings settings = server.settings();
        if (peer == null) {
            server.probed();
            channel.close();
        } else if (settings.allow().allows(peer)) {
            settings.tls().ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(threads.workers())));
            channel.pipeline().addLast(new Handshake(server, settings.handshakeTimeout()));
        } else {
            channel.config().setAutoRead(false);
            server.refuse(channel, Refusal.NOT_ALLOWED, Peers.name(channel) + " is not in allow = " + settings.allow());
        }
    }
}
