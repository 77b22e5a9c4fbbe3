package io.jackfield.simulator.internal.agi;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials FastAGI servers: each address of the host in turn, two seconds each. */
final class FastAgiClient {

    private static final Logger LOG = LoggerFactory.getLogger(FastAgiClient.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 2000;

    private final EventLoopGroup loop;

    FastAgiClient(EventLoopGroup loop) {
        this.loop = loop;
    }

    /** @param dialled is told the open connection, or that there is none; on the PBX's thread */
    void dial(AgiTarget.Server server, FastAgiConnection connection, Consumer<Optional<Channel>> dialled) {
        resolve(server, addresses -> attempt(server, addresses, connection, dialled));
    }

    /** A name may take long to look up, so that is done elsewhere; an address is known at once. */
    private void resolve(AgiTarget.Server server, Consumer<Deque<InetAddress>> resolved) {
        if (isLiteral(server.host())) {
            resolved.accept(lookUp(server));
            return;
        }
        Thread lookUp = new Thread(
                () -> {
                    Deque<InetAddress> addresses = lookUp(server);
                    if (!loop.isShuttingDown()) {
                        loop.execute(() -> resolved.accept(addresses));
                    }
                },
                "simulator-lookup-" + server.host());
        lookUp.setDaemon(true);
        lookUp.start();
    }

    private static boolean isLiteral(String host) {
        return host.equalsIgnoreCase("localhost")
                || NetUtil.isValidIpV4Address(host)
                || NetUtil.isValidIpV6Address(host);
    }

    private static Deque<InetAddress> lookUp(AgiTarget.Server server) {
        try {
            return new ArrayDeque<>(Arrays.asList(InetAddress.getAllByName(server.host())));
        } catch (UnknownHostException e) {
            LOG.info("AGI server {} cannot be dialled: there is no host of this name", server.host());
            return new ArrayDeque<>();
        }
    }

    private void attempt(
            AgiTarget.Server server,
            Deque<InetAddress> addresses,
            FastAgiConnection connection,
            Consumer<Optional<Channel>> dialled) {
        if (addresses.isEmpty()) {
            dialled.accept(Optional.empty());
            return;
        }
        InetSocketAddress address = new InetSocketAddress(addresses.poll(), server.port());
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(connection)
                .connect(address);
        connected.addListener(done -> {
            if (connected.isSuccess()) {
                dialled.accept(Optional.of(connected.channel()));
            } else {
                LOG.info(
                        "AGI server {} does not take the call: {}",
                        address,
                        connected.cause().getMessage());
                attempt(server, addresses, connection, dialled);
            }
        });
    }
}
