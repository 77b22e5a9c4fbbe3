package io.jackfield.manager.spi;

/** Hears what happens on one link. All calls come one after the other. */
public interface LinkListener {

    /**
     * The PBX has answered and actions may be sent.
     *
     * @param greeting how the PBX introduced itself, for the log
     */
    void opened(Link link, String greeting);

    /**
     * Bytes of manager messages, cut anywhere; with them, or with none, all events up to now are there. The array is the caller's
     * and is reused after the call; must not block.
     */
    void received(byte[] bytes, int offset, int length);

    /** The same for an answer that came by a way of its own, and says nothing about events that may still be on theirs. */
    void answered(byte[] bytes, int offset, int length);

    /**
     * One action will get no answer, but the link goes on.
     *
     * @param written false if the PBX certainly did not act on it
     * @param reason for a person to read
     */
    void unanswered(String actionId, boolean written, String reason);

    /** The link ended or never came to be; nothing follows. The reason is for a person to read. */
    void closed(String reason);

    /** The same because the PBX does not want this user: to try again soon is useless. */
    void refused(String reason);
}
