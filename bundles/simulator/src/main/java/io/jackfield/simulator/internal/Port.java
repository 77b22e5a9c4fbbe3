package io.jackfield.simulator.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/** One TCP port of a simulator. Once it has a number it keeps it, also when it is opened again. */
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
        try {
            number = server.open(new InetSocketAddress(host, number), tls);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + host + " port " + number + ": " + e.getMessage(), e);
        }
    }
}
