package io.jackfield.agi;

/**
 * Something went wrong between a command and its reply. Has no stack trace: it would be that of the thread which brought the bad
 * news, and ten thousand calls may end at once. The message names channel and command.
 */
public sealed class AgiException extends RuntimeException
        permits AgiHangupException,
                DeadChannelException,
                AgiCommandException,
                AgiTimeoutException,
                AgiConnectionException,
                AgiNoSessionException {

    AgiException(String message) {
        super(message, null, true, false);
    }
}
