package io.jackfield.manager;

/** The PBX took the Originate, but the call was not answered; the caller asked to have that as an exception. */
public final class OriginateFailedException extends ManagerException {

    private final OriginateResult result;

    public OriginateFailedException(String connection, String channel, OriginateResult result) {
        super(connection + ": the call to " + channel + " was not answered: " + result.reasonText());
        this.result = result;
    }

    /** What the PBX said. */
    public OriginateResult result() {
        return result;
    }
}
