package io.jackfield.manager.spi;

import io.jackfield.manager.ManagerAction;

/** An open line to the PBX. Safe for use by many threads; no method blocks. */
public interface Link {

    /**
     * Hands an action to the line.
     *
     * @return false if the line was already closed or takes no more, so that certainly nothing of it was written
     * @throws IllegalArgumentException if the action exceeds what the transport can carry; nothing was written
     */
    boolean send(ManagerAction action, String actionId);

    /** Closes the line after what was handed to it before; the listener hears of it. */
    void close();
}
