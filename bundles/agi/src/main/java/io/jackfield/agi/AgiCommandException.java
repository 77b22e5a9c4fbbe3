package io.jackfield.agi;

/**
 * Asterisk refused the command (510, 520, 503) or could not do it. The session goes on; a refused command has changed
 * nothing.
 */
public final class AgiCommandException extends AgiException {

    private final AgiReply reply;

    public AgiCommandException(String channel, AgiCommand command, AgiReply reply) {
        this(channel, command, reply, reply.code() + " " + reply.text());
    }

    /** @param problem what went wrong, and what can be done about it */
    public AgiCommandException(String channel, AgiCommand command, AgiReply reply, String problem) {
        super(channel + ": " + command + " failed: " + problem);
        this.reply = reply;
    }

    /** What Asterisk answered; for a 520 it has the {@link AgiReply#usage()} of the command. */
    public AgiReply reply() {
        return reply;
    }
}
