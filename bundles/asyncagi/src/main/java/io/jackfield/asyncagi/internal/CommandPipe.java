package io.jackfield.asyncagi.internal;

/**
 * Sends commands to one channel, one at a time, and hands over their results whole. A command has an id that nobody can guess and
 * that is known here before it is sent; results under other ids are others' and ignored. Used on the control thread.
 */
final class CommandPipe {

    /** The command that harms nobody. */
    static final String NOOP = "NOOP";

    /** Hears what becomes of one command: exactly one of these, unless the pipe is {@link #reset} before. */
    interface Receiver {

        /** What Asterisk wrote, all of it; without a line feed at its end if Asterisk has lost a part. */
        void result(byte[] bytes);

        /** The command was not sent, for a reason that lies with it alone. */
        void refused(RuntimeException problem);

        /** Asterisk does not take commands for this channel. */
        void unreachable(Failure failure);
    }

    private final CommandSender sender;
    private final String uniqueId;
    private String awaited;
    private Receiver receiver;
    private Pieces pieces;

    CommandPipe(CommandSender sender, String uniqueId) {
        this.sender = sender;
        this.uniqueId = uniqueId;
    }

    /** Whether a command has no result yet. */
    boolean isBusy() {
        return awaited != null;
    }

    /** Sends a command; the one before must have ended. */
    void send(String line, Receiver to) {
        receiver = to;
        pieces = new Pieces();
        write(line);
    }

    /** Fetches the rest of what has begun to arrive without a command: a long environment. */
    void fetchRest(Pieces begun, Receiver to) {
        receiver = to;
        pieces = begun;
        write(NOOP);
    }

    /** Sends a command without waiting for the one before, or for its own result. */
    void sendBehind(String line) {
        reset();
        sender.send(uniqueId, line, sender.newId(), failure -> {});
    }

    private void write(String line) {
        String id = sender.newId();
        awaited = id;
        sender.send(uniqueId, line, id, failure -> failed(id, failure));
    }

    private void failed(String id, Failure failure) {
        if (id.equals(awaited)) {
            Receiver to = receiver;
            reset();
            if (failure.ofThisCommand() != null) {
                to.refused(failure.ofThisCommand());
            } else {
                to.unreachable(failure);
            }
        }
    }

    /** Takes a result, as the event has it. */
    void executed(String id, String encoded) {
        if (id == null || !id.equals(awaited)) {
            return;
        }
        if (pieces.add(encoded)) {
            write(NOOP);
            return;
        }
        Receiver to = receiver;
        byte[] whole = pieces.join();
        reset();
        to.result(whole);
    }

    /** Waits for nothing any more. */
    void reset() {
        awaited = null;
        receiver = null;
        pieces = null;
    }
}
