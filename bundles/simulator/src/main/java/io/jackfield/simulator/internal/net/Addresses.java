package io.jackfield.simulator.internal.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as Asterisk's events write them. */
public final class Addresses {

    private Addresses() {}

    /** "" if there is none, as with a connection that was never made. */
    public static String text(SocketAddress address) {
        return address instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress() + "/" + socket.getPort()
                : "";
    }
}
