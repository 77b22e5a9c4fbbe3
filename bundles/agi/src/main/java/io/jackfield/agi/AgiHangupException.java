package io.jackfield.agi;

/**
 * The call was hung up, so the command was not done: it needs a call that is up and was not sent, or it was under way and cut.
 * Commands that work on a dead channel ({@link AgiVerb#worksOnDeadChannel()}) can still be executed until the session is closed.
 */
public final class AgiHangupException extends AgiException {

    public AgiHangupException(String channel, AgiCommand command) {
        super(channel + ": hung up before " + command + " was done");
    }
}
