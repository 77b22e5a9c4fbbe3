package io.jackfield.agi;

/**
 * Asterisk answered 511: the channel is hung up, or the session began on a dead channel (extension {@code h}, a hangup
 * handler) or in an intercept routine, where it permits but a few commands.
 */
public final class DeadChannelException extends AgiException {

    public DeadChannelException(String channel, AgiCommand command) {
        super(channel + ": " + command + " is not permitted on a dead channel");
    }
}
