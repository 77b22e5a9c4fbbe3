package io.jackfield.manager;

/** The PBX answered with an error, and the caller asked to have that as an exception. */
public final class ActionFailedException extends ManagerException {

    private final ManagerResponse response;

    public ActionFailedException(String connection, String action, ManagerResponse response) {
        super(connection + ": " + action + " failed: " + response.message());
        this.response = response;
    }

    /** What the PBX said. */
    public ManagerResponse response() {
        return response;
    }
}
