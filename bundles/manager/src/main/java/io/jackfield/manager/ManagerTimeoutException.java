package io.jackfield.manager;

import java.time.Duration;

/** The PBX did not answer in time. The action was written and may still take effect. */
public final class ManagerTimeoutException extends ManagerException {

    public ManagerTimeoutException(String connection, ManagerAction action, Duration timeout) {
        super(connection + ": no answer to " + action + " within " + timeout.toMillis()
                + " ms; it may still take effect");
    }
}
