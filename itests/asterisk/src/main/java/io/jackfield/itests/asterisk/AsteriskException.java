package io.jackfield.itests.asterisk;

/** An Asterisk could not be found, installed, started or talked to. The message says why and, where there is a log, how it ended. */
public final class AsteriskException extends RuntimeException {
    public AsteriskException(String message) {
        super(message);
    }

    public AsteriskException(String message, Throwable cause) {
        super(message, cause);
    }
}
