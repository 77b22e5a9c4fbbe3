package io.jackfield.manager.spi;

/** One way to reach the manager interface of one PBX. Makes one link after another, never two at a time. */
public interface Transport {

    /** {@code ami} or {@code ajam}. */
    String name();

    /** Where the PBX is, as {@code host:port}. */
    String peer();

    /** A host, which may be an IPv6 address, and a port as a person would write them. */
    static String peer(String host, int port) {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }

    /**
     * Starts one attempt to reach the PBX and returns at once. The listener hears of its success by {@code opened}, and of
     * its failure or later end by {@code closed}, which is always the last call.
     */
    void connect(LinkListener listener);
}
