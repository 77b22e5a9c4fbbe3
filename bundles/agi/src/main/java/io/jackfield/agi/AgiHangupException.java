package io.jackfield.agi;

/**
 * The call was hung up, and the command needs a call that is up. It was not sent. Commands that work on a dead channel
 * ({@link AgiVerb#worksOnDeadChannel()}) can still be executed until the session is closed.
 */
public final class AgiHangupException extends AgiException {

    public AgiHangupException(String channel, AgiCommand command) {
        super(channel + ": hung up, so " + command + " was not sent");
    }

    /** With what the command did meanwhile, for example that it was cut. */
    public AgiHangupException(String channel, AgiCommand command, AgiReply reply) {
        super(channel + ": hung up during " + command + " (" + reply.code() + " result=" + reply.result() + ")");
    }
}
