package io.jackfield.manager.spi;

import io.jackfield.manager.ManagerAction;
import java.time.Duration;
import java.util.Optional;

/** An open line to the PBX. Safe for use by many threads; no method blocks. */
public interface Link {

    /**
     * Hands an action to the line.
     *
     * @param patience how long the answer is of use
     * @return false if the line was already closed or takes no more, so that certainly nothing of it was written
     * @throws IllegalArgumentException if the action exceeds what the transport can carry; nothing was written
     */
    boolean send(ManagerAction action, String actionId, Duration patience);

    /**
     * The same for an action whose answer has its place among the events: no event that is newer than the answer is handed out
     * before it, and if the action changes which events are sent, none that was sent before the change comes behind it. These
     * actions are served one after the other. Where answers and events come on one line it is so of itself.
     */
    default boolean sendInPlace(ManagerAction action, String actionId, Duration patience) {
        return send(action, actionId, patience);
    }

    /** Whether the PBX knows already who is on this line, so that there is no need to log in. */
    default boolean isLoggedIn() {
        return false;
    }

    /** How long the PBX keeps a login that it hears nothing from; empty if for ever. */
    default Optional<Duration> lifetime() {
        return Optional.empty();
    }

    /** Closes the line after what was handed to it before; the listener hears of it. */
    void close();
}
