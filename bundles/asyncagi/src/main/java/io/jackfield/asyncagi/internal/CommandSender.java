package io.jackfield.asyncagi.internal;

import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.ManagerTimeoutException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts AGI commands into the queues of a connection's channels. */
final class CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);

    private final ManagerConnection connection;
    private final Executor control;
    private final String prefix;
    private long counter;

    /** @param control tells of failures */
    CommandSender(ManagerConnection connection, Executor control) {
        this.connection = connection;
        this.control = control;
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.prefix = "jf-" + HexFormat.of().formatHex(random) + "-";
    }

    String newId() {
        return prefix + Long.toString(++counter, Character.MAX_RADIX);
    }

    /**
     * Sends a command. That Asterisk has queued it says nothing of its execution, and is not told.
     *
     * @param uniqueId of the channel; other than its name it stays when the channel is renamed
     * @param failed told on the control thread if it was not queued, never during this call
     */
    void send(String uniqueId, String line, String id, Consumer<Failure> failed) {
        ManagerAction action;
        try {
            action = ManagerAction.of("AGI")
                    .with("Channel", uniqueId)
                    .with("Command", line)
                    .with("CommandID", id);
        } catch (IllegalArgumentException unsendable) {
            control.execute(() -> failed.accept(of(unsendable)));
            return;
        }
        connection
                .send(action)
                .whenComplete(
                        (response, problem) -> control.execute(() -> answered(uniqueId, response, problem, failed)));
    }

    private void answered(String uniqueId, ManagerResponse response, Throwable problem, Consumer<Failure> failed) {
        if (problem instanceof ManagerTimeoutException) {
            // Behind a slow action the queueing is late, not lost: the result comes, or the command's own deadline.
            LOG.debug("{}: a command for {} is not queued yet", connection.name(), uniqueId);
        } else if (problem != null) {
            failed.accept(of(problem));
        } else if (!response.isSuccess()) {
            boolean gone = response.message().contains("does not exist");
            if (!gone) {
                LOG.warn("{}: no command is taken for {}: {}", connection.name(), uniqueId, response.message());
            }
            failed.accept(new Failure(
                    connection.name() + ": " + response.message(),
                    gone ? Failure.Kind.NO_CHANNEL : Failure.Kind.REFUSED,
                    null));
        }
    }

    private static Failure of(Throwable problem) {
        boolean ofCommand =
                problem instanceof ActionNotPermittedException || problem instanceof IllegalArgumentException;
        return ofCommand
                ? new Failure(problem.getMessage(), Failure.Kind.COMMAND, (RuntimeException) problem)
                : new Failure(problem.getMessage(), Failure.Kind.CONNECTION, null);
    }
}
