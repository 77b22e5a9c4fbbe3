package io.jackfield.fastagi;

import io.jackfield.agi.AgiHandler;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A port that Asterisk's {@code AGI(agi://…)} dials. Calls go to the handler whose pattern matches their script; one without a
 * handler, and one too many, is told so at once and finds {@code AGISTATUS=FAILURE}. Safe for use by many threads.
 */
public interface FastAgiServer extends AutoCloseable {

    /** What a handler's {@link AgiHandler#SERVER} names. */
    String name();

    /** Where it listens; empty while it cannot, because its port is in use for example: it tries again every second. */
    Optional<InetSocketAddress> address();

    /** How it is doing. */
    FastAgiServerStats stats();

    /**
     * Adds a handler for calls of this server alone. (Inside OSGi a handler is better registered as a service.)
     *
     * @param script a pattern as in {@link AgiHandler#SCRIPT}
     * @return takes it away again: new calls go to the next handler that matches, those in progress may go on for {@code
     *     drainTimeout}; closing it blocks until then
     * @throws IllegalArgumentException if that is no pattern
     */
    Registration handle(String script, AgiHandler handler);

    /**
     * Takes other settings. Sessions in progress go on, and the port is only left if {@code host} or {@code port} is another. May
     * block while the host name is looked up.
     *
     * @param settings as for {@link FastAgiServerFactory#create}
     * @throws InvalidSettingException if they cannot be used; nothing is changed then
     */
    void update(Map<String, ?> settings);

    /**
     * Leaves the port, waits up to {@code drainTimeout} until all sessions have ended, ends the rest as failed. Blocks meanwhile.
     */
    @Override
    void close();

    /** A handler that was added. */
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
