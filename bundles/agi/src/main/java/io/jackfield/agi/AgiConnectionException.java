package io.jackfield.agi;

/**
 * The session was lost: the connection to Asterisk broke, or what came over it was no AGI. Says nothing about the call, which
 * may be up.
 */
public final class AgiConnectionException extends AgiException {

    private final boolean written;

    public AgiConnectionException(String channel, AgiCommand command, boolean written, String reason) {
        super(channel + ": " + command + (written ? " was written, its outcome is unknown" : " was not written") + " ("
                + reason + ")");
        this.written = written;
    }

    /** True: Asterisk may have executed the command. False: it was never sent. */
    public boolean wasWritten() {
        return written;
    }
}
