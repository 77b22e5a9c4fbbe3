package io.jackfield.manager.spi;

/** Hears what happens on one link. All calls come one after the other. */
public interface LinkListener {

    /**
     * The PBX has answered and actions may be sent.
     *
     * @param greeting how the PBX introduced itself, for the log
     */
    void opened(Link link, String greeting);

    /** Bytes of manager messages, cut anywhere. The array is the caller's and is reused after the call; must not block. */
    void received(byte[] bytes, int offset, int length);

    /** The link ended or never came to be; nothing follows. The reason is for a person to read. */
    void closed(String reason);
}
