package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.AgiSession;
import io.jackfield.camel.fastagi.AgiConstants;
import io.jackfield.camel.fastagi.CallOptions;
import io.jackfield.camel.fastagi.CallOptions.OnHangup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * A call in a route: its session, and the one step of the route that may be under way. Follows the exchange as a property, so it
 * is where the route is, whichever thread that runs on.
 */
public final class Call implements AgiSession {

    private final AgiSession session;
    private final CallOptions options;
    private final Executor executor;
    private Step step;
    private volatile boolean over;

    private record Step(AgiCommand command, CompletableFuture<AgiReply> reply) {

        /** The first of reply and hangup counts. */
        private void complete(AgiReply answer, Throwable problem) {
            if (problem == null) {
                reply.complete(answer);
            } else {
                reply.completeExceptionally(problem);
            }
        }
    }

    /** @param executor where the route goes on after a command; its code may block there */
    Call(AgiSession session, CallOptions options, Executor executor) {
        this.session = session;
        this.options = options;
        this.executor = executor;
        if (options.getOnHangup() != OnHangup.CONTINUE) {
            session.hangup().thenRun(this::endStep);
        }
    }

    /**
     * The call of an exchange. A session that somebody else put into the exchange is one with the options' defaults.
     *
     * @param workers where the route of such a session goes on after a command
     * @throws AgiNoSessionException if it has none
     */
    static Call of(Exchange exchange, String step, Supplier<? extends Executor> workers) {
        AgiSession session = exchange.getProperty(AgiConstants.SESSION, AgiSession.class);
        if (session == null) {
            throw new AgiNoSessionException(step
                    + ": the exchange carries no call; this is a command for routes that begin with fastagi: or asyncagi:,"
                    + " and for those that they hand their exchange to");
        }
        if (session instanceof Call call) {
            return call;
        }
        Call call = new Call(session, new CallOptions(), workers.get());
        exchange.setProperty(AgiConstants.SESSION, call);
        return call;
    }

    CallOptions options() {
        return options;
    }

    /**
     * Executes a step of the route, unless another one is under way: a call has one caller, who can listen to one prompt, so a second
     * command comes from a branch that runs beside the first.
     *
     * @param timeout zero for the command's own
     * @return ends with {@link AgiHangupException} as soon as the call is hung up, unless the route goes on after that
     */
    CompletableFuture<AgiReply> step(AgiCommand command, Duration timeout) {
        if (options.getOnHangup() != OnHangup.CONTINUE && session.isHungUp()) {
            // Asterisk might do it all the same, and the route would be told that it has not.
            return CompletableFuture.failedFuture(new AgiHangupException(channel(), command));
        }
        Step mine = new Step(command, new CompletableFuture<>());
        synchronized (this) {
            if (step != null) {
                return CompletableFuture.failedFuture(new IllegalStateException(channel() + ": " + command + " while "
                        + step.command
                        + " is under way in another branch of the route; wireTap, parallel branches, and steps"
                        + " after a hand-over to seda have no use of the call"));
            }
            step = mine;
        }
        CompletableFuture<AgiReply> result = mine.reply.whenComplete((reply, problem) -> done(mine));
        (timeout.isZero() ? execute(command) : execute(command, timeout)).whenComplete(mine::complete);
        if (options.getOnHangup() != OnHangup.CONTINUE && session.isHungUp()) {
            endStep();
        }
        return result;
    }

    /** Whether a command of the route is under way; at its end that is one of a branch that it has left behind. */
    synchronized boolean isBusy() {
        return step != null;
    }

    private synchronized void done(Step ended) {
        if (step == ended) {
            step = null;
        }
    }

    private void endStep() {
        Step current;
        synchronized (this) {
            current = step;
        }
        if (current != null) {
            current.reply.completeExceptionally(new AgiHangupException(channel(), current.command));
        }
    }

    /**
     * Whether the call turns out to be hung up. Asterisk cuts a command with the same result -1 that it has for a failure, and says
     * the hangup behind it; the reply to another command comes behind that.
     */
    CompletableFuture<Boolean> isHungUpAfter(AgiCommand command, AgiReply reply) {
        if (!reply.is(-1) || session.isHungUp()) {
            return CompletableFuture.completedFuture(session.isHungUp());
        }
        AgiCommand probe = command.worksOnDeadChannel() ? AgiCommands.noop() : AgiCommands.channelStatus();
        return session.execute(probe).handle((state, problem) -> session.isHungUp());
    }

    /**
     * From now on there are no more commands.
     *
     * @return the session, for those that are left to be said
     */
    AgiSession end() {
        over = true;
        return session;
    }

    /** Goes on with the route on Camel's threads. */
    void resume(Runnable route) {
        try {
            executor.execute(route);
        } catch (RejectedExecutionException stopping) {
            // The exchange must come to its end whatever happens.
            route.run();
        }
    }

    private String channel() {
        return request().channel();
    }

    @Override
    public AgiRequest request() {
        return session.request();
    }

    @Override
    public String peer() {
        return session.peer();
    }

    @Override
    public CompletableFuture<AgiReply> execute(AgiCommand command) {
        return over ? tooLate(command) : session.execute(command);
    }

    @Override
    public CompletableFuture<AgiReply> execute(AgiCommand command, Duration timeout) {
        return over ? tooLate(command) : session.execute(command, timeout);
    }

    private CompletableFuture<AgiReply> tooLate(AgiCommand command) {
        return CompletableFuture.failedFuture(new AgiNoSessionException(
                channel() + ": " + command + " is not done: the route that had the call has ended"));
    }

    @Override
    public boolean isHungUp() {
        return session.isHungUp();
    }

    @Override
    public CompletableFuture<Void> hangup() {
        return session.hangup();
    }

    @Override
    public CompletableFuture<AgiEnd> ended() {
        return session.ended();
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public void fail() {
        session.fail();
    }
}
