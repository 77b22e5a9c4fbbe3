package io.jackfield.agi;

/** Something went wrong between a command and its reply. */
public sealed class AgiException extends RuntimeException
        permits AgiHangupException,
                DeadChannelException,
                AgiCommandException,
                AgiTimeoutException,
                AgiConnectionException,
                AgiNoSessionException {

    AgiException(String message) {
        super(message);
    }

    AgiException(String message, Throwable cause) {
        super(message, cause);
    }
}
