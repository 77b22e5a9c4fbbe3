package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiSession;
import io.jackfield.camel.fastagi.AgiConstants;
import io.jackfield.camel.fastagi.CallOptions.OnFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a call when its exchange is completed: the dialplan is told how it went, then the session ends. Handed over
 * with the exchange, so a route that ends in {@code seda} does not end the call.
 */
final class EndOfRoute implements Synchronization {

    private static final Logger LOG = LoggerFactory.getLogger(EndOfRoute.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Call call;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<AgiEnd> done = new CompletableFuture<>();

    EndOfRoute(Call call, ScheduledExecutorService timer) {
        this.call = call;
        this.timer = timer;
    }

    /** Completes when nothing more is to be said to Asterisk, with how the call ended; the transport closes the session then. */
    CompletableFuture<AgiEnd> done() {
        return done;
    }

    @Override
    public void onComplete(Exchange exchange) {
        end(exchange, false);
    }

    @Override
    public void onFailure(Exchange exchange) {
        end(exchange, !(exchange.getException() instanceof AgiHangupException));
    }

    private void end(Exchange exchange, boolean failed) {
        AgiSession session = call.end();
        AgiEnd end = how(session, failed);
        exchange.getMessage().setHeader(AgiConstants.END, end.name());
        CompletableFuture<?> told = tell(session, failed);
        if (call.isBusy()) {
            limit(told);
        }
        told.whenComplete((nothing, problem) -> {
            if (failed && call.options().getOnFailure() == OnFailure.FAIL) {
                session.fail();
            }
            done.complete(end);
        });
    }

    /** The time of a command counts from when it is written, and that may be never behind a branch that waits for a key. */
    private void limit(CompletableFuture<?> told) {
        try {
            timer.schedule(() -> told.complete(null), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            told.complete(null);
        }
    }

    private static AgiEnd how(AgiSession session, boolean failed) {
        if (session.isHungUp()) {
            return AgiEnd.HANGUP;
        }
        return session.ended().getNow(failed ? AgiEnd.FAILED : AgiEnd.CLOSED);
    }

    /** The variable, and the hangup if one is due; nothing to a session that is gone, or a caller who is. */
    private CompletableFuture<?> tell(AgiSession session, boolean failed) {
        if (session.ended().isDone() || session.isHungUp() && !failed) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<?> told = send(
                session,
                AgiCommands.setVariable(
                        AgiConstants.STATUS_VARIABLE, failed ? AgiConstants.STATUS_FAILED : AgiConstants.STATUS_OK));
        return failed && call.options().getOnFailure() == OnFailure.HANGUP
                ? told.thenCompose(set -> send(session, AgiCommands.hangup()))
                : told;
    }

    private static CompletableFuture<?> send(AgiSession session, AgiCommand command) {
        return session.execute(command, PATIENCE).handle((reply, problem) -> {
            if (problem != null && !session.isHungUp()) {
                LOG.warn("{} does not know how its call went: {}", session.peer(), problem.getMessage());
            }
            return reply;
        });
    }
}
