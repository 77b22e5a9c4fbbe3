package io.jackfield.agi.spi;

import io.jackfield.agi.AgiEnd;

/**
 * The way to Asterisk of one session, provided by a transport. Called with the session's lock held, by any thread: must not
 * block, and must not call the session from within.
 */
public interface AgiLink {

    /**
     * Sends one command as one write. A failure is reported by {@link LiveSession#lost}.
     *
     * @param line with its line feed
     */
    void send(byte[] line);

    /**
     * Whether the current thread is the one that brings what Asterisk sends, so that a wait for it there would never end. Only for
     * transports that let users' code run on that thread.
     */
    default boolean isReader() {
        return false;
    }

    /**
     * Ends the session on the wire, in a way that lets the dialplan see {@link AgiEnd#FAILED} where the transport can. Called
     * once, also when the other side has ended the session already.
     */
    void close(AgiEnd end);
}
