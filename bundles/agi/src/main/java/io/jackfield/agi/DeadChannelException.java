package io.jackfield.agi;

/**
 * Asterisk answered 511 without having said that the call was hung up: the session began on a dead channel (extension {@code h},
 * a hangup handler) or in an intercept routine, or hangup signals are off ({@code AGISIGHUP=no}). Only commands that work on a
 * dead channel ({@link AgiVerb#worksOnDeadChannel()}) are permitted there.
 */
public final class DeadChannelException extends AgiException {

    public DeadChannelException(String channel, AgiCommand command) {
        super(channel + ": " + command + " is not permitted on a dead channel");
    }
}
