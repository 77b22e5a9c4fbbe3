package io.jackfield.manager;

/** The connection was not there, or went away before the answer came. */
public final class ConnectionLostException extends ManagerException {

    private final boolean written;

    public ConnectionLostException(String connection, ManagerAction action, boolean written, String reason) {
        super(connection + ": " + action
                + (written ? " was written, its outcome is unknown" : " was not written and can be repeated")
                + " (" + reason + ")");
        this.written = written;
    }

    /** True: the PBX may have acted on it, so a blind repetition may do things twice. False: it was never sent. */
    public boolean wasWritten() {
        return written;
    }
}
