package io.jackfield.asyncagi.internal;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiSession;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a session to a handler and ends it when the handler has finished. */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private Handover() {}

    static void run(AgiHandler handler, AgiSession session, Executor workers) {
        try {
            workers.execute(() -> run(handler, session));
        } catch (RejectedExecutionException stopping) {
            session.fail();
        }
    }

    private static void run(AgiHandler handler, AgiSession session) {
        try {
            CompletionStage<?> stage = handler.handle(session);
            if (stage == null) {
                throw new IllegalStateException("the handler returned null, expected a stage");
            }
            stage.whenComplete((result, problem) -> finished(session, problem));
        } catch (Throwable problem) {
            // An Error, too: whatever happens, the caller must not be left waiting.
            finished(session, problem);
        }
    }

    private static void finished(AgiSession session, Throwable problem) {
        if (problem == null) {
            session.close();
            return;
        }
        Throwable cause = problem instanceof CompletionException || problem instanceof ExecutionException
                ? problem.getCause()
                : problem;
        if (!(cause instanceof AgiException)) {
            LOG.error("{} on {}: the handler failed; the call goes on", session.request(), session.peer(), cause);
        } else if (cause instanceof AgiCommandException) {
            LOG.warn(
                    "{} on {}: the handler failed, the call goes on: {}",
                    session.request(),
                    session.peer(),
                    cause.getMessage());
        } else {
            LOG.debug("{} on {}: the handler ends with its session", session.request(), session.peer(), cause);
        }
        session.fail();
    }
}
