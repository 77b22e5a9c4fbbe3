package io.jackfield.fastagi.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the kernel find out within two minutes that a PBX is gone without a word. A session may be silent for hours ({@code EXEC
 * Dial}), so nothing else would. The options beyond the standard are looked up by name, since not every platform has them.
 */
final class KeepAlive {

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);
    private static final Map<String, Integer> TIMES =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 15, "TCP_KEEPCOUNT", 4);

    private KeepAlive() {}

    static void set(ServerBootstrap bootstrap) {
        bootstrap.childOption(ChannelOption.SO_KEEPALIVE, true);
        try (SocketChannel any = SocketChannel.open()) {
            for (SocketOption<?> option : any.supportedOptions()) {
                if (TIMES.containsKey(option.name())) {
                    set(bootstrap, option);
                }
            }
        } catch (IOException e) {
            LOG.warn("A PBX that vanishes is noticed late, because no socket could be asked for its options", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(ServerBootstrap bootstrap, SocketOption<?> option) {
        bootstrap.childOption(NioChannelOption.of((SocketOption<Integer>) option), TIMES.get(option.name()));
    }
}
