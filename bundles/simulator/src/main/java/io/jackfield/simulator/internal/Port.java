package io.jackfield.simulator.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;

/** One TCP port of a simulator. Once it has a number it keeps it, also when it is opened again. For one thread at a time. */
final class Port {

    /** What listens. */
    interface Server {

        /** @return the port it got */
        int open(InetSocketAddress address, SSLContext tls) throws IOException;
    }

    private final String host;
    private final SSLContext tls;
    private final Server server;
    private volatile int number;
    private SocketChannel holder;

    /**
     * @param number 0 for any free one
     * @param tls null to speak in clear
     */
    Port(String host, int number, SSLContext tls, Server server) {
        this.host = host;
        this.number = number;
        this.tls = tls;
        this.server = server;
    }

    int number() {
        return number;
    }

    void open() throws IOException {
        release();
        try {
            number = server.open(new InetSocketAddress(host, number), tls);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + host + " port " + number + ": " + e.getMessage(), e);
        }
    }

    /**
     * While nothing listens here, keeps the port from those who take any: the clients of this machine, one of which would sooner or
     * later be given it. Connections are refused meanwhile.
     */
    void hold() {
        release();
        try {
            holder = SocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(new InetSocketAddress(host, number));
        } catch (IOException taken) {
            release();
        }
    }

    void release() {
        if (holder != null) {
            try {
                holder.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot release port " + number, e);
            }
            holder = null;
        }
    }
}
