package io.jackfield.manager.internal;

import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One action of a user, until its future completes; it may have to wait for the login first. */
final class UserRequest<T> {

    private final String connection;
    private final ManagerAction action;
    private final Duration timeout;
    private final Function<EventList, T> part;
    private final Executor workers;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    /** Whether it was handed to a session, or never will be. */
    private boolean decided;

    /** @param part what of the answer the user wants; may throw {@link ActionFailedException} */
    UserRequest(
            String connection, ManagerAction action, Duration timeout, Function<EventList, T> part, Executor workers) {
        this.connection = connection;
        this.action = action;
        this.timeout = timeout;
        this.part = part;
        this.workers = workers;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void send(Session session, AnswerShape shape) {
        synchronized (this) {
            if (decided) {
                return;
            }
            decided = true;
        }
        session.send(action, timeout, shape, workers).whenComplete(this::answered);
    }

    /** Not {@code thenApply}, which would wrap the exceptions that are promised. */
    private void answered(EventList answer, Throwable problem) {
        if (problem != null) {
            result.completeExceptionally(problem);
            return;
        }
        try {
            result.complete(part.apply(answer));
        } catch (ActionFailedException refused) {
            result.completeExceptionally(refused);
        }
    }

    /** There is no login to send it on. */
    synchronized void notSent(String reason) {
        if (!decided) {
            decided = true;
            ConnectionLostException problem = new ConnectionLostException(connection, action, false, reason);
            workers.execute(() -> result.completeExceptionally(problem));
        }
    }

    /** A login that is still being opened must not take longer than the caller waits. */
    synchronized void waitAtMost(ScheduledExecutorService timer) {
        if (decided) {
            return;
        }
        try {
            Future<?> patience = timer.schedule(
                    () -> notSent("not logged in within " + timeout.toMillis() + " ms"),
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            result.whenComplete((answer, problem) -> patience.cancel(false));
        } catch (RejectedExecutionException stopped) {
            notSent("Jackfield is stopping");
        }
    }
}
