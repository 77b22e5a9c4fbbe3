package io.jackfield.agi;

import java.time.Duration;

/**
 * Asterisk did not answer before the command's deadline. What it sends from then on could be taken for the answer to another
 * command, so the session is closed.
 */
public final class AgiTimeoutException extends AgiException {

    public AgiTimeoutException(String channel, AgiCommand command, Duration timeout) {
        super(channel + ": no reply to " + command + " within " + timeout.toMillis() + " ms; the session is closed");
    }
}
