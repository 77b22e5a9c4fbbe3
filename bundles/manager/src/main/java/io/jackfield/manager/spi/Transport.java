package io.jackfield.manager.spi;

/** One way to reach the manager interface of one PBX. Makes one link after another, never two at a time. */
public interface Transport {

    /** {@code ami} or {@code ajam}. */
    String name();

    /** Where the PBX is, as {@code host:port}. */
    String peer();

    /**
     * Starts one attempt to reach the PBX and returns at once. The listener hears of its success by {@code opened}, and of
     * its failure or later end by {@code closed}, which is always the last call.
     */
    void connect(LinkListener listener);
}
