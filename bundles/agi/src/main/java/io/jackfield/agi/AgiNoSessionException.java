package io.jackfield.agi;

/** There is no session to execute a command on: it was closed on our side, or there never was one. */
public final class AgiNoSessionException extends AgiException {

    public AgiNoSessionException(String message) {
        super(message);
    }
}
