package io.jackfield.agi.spi;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiVerb;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A command on its way: waiting, or written and waiting for its reply. */
final class PendingCommand {

    final AgiCommand command;
    final byte[] line;
    final Optional<Duration> timeout;
    final CompletableFuture<AgiReply> future;
    boolean written;
    Future<?> deadline;
    /** Counts the deadlines it had: one for the echo before it, one for itself. */
    int round;

    PendingCommand(AgiCommand command, byte[] line, Optional<Duration> timeout, CompletableFuture<AgiReply> future) {
        this.command = command;
        this.line = line;
        this.timeout = timeout;
        this.future = future;
    }

    boolean repliesWithValue() {
        return command.verb().filter(AgiVerb::repliesWithValue).isPresent();
    }

    /**
     * Whether more may follow this reply than itself: an application that returns 1 is answered by a second, wrong reply (520), and
     * a value of several lines may have been cut.
     */
    boolean isAmbiguous(AgiReply reply) {
        boolean exec = command.verb().isEmpty() || command.verb().get() == AgiVerb.EXEC;
        return exec && reply.is(1) || repliesWithValue() && reply.lines().size() > 1;
    }

    /** Whether this reply proves that the call is hung up. {@code RECEIVE CHAR} says so of a plain timeout too. */
    boolean provesHangup(AgiReply reply) {
        boolean reliable = command.verb()
                .filter(verb -> verb == AgiVerb.RECORD_FILE || verb == AgiVerb.SPEECH_RECOGNIZE)
                .isPresent();
        return reply.code() == 511 || reliable && reply.saysHangup();
    }

    void cancelDeadline() {
        round++;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
