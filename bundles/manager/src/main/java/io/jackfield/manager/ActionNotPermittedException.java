package io.jackfield.manager;

/** This connection's permit list does not name the action. Nothing was written. */
public final class ActionNotPermittedException extends ManagerException {

    /**
     * @param connection the connection's name
     * @param permission what its setting {@code permit} would have to name
     */
    public ActionNotPermittedException(String connection, String permission) {
        super(connection + ": " + permission
                + " is not permitted on this connection, because it can change the PBX or run "
                + "programs there; add it to the setting 'permit' of the connection if routes may do that: permit = "
                + permission);
    }
}
