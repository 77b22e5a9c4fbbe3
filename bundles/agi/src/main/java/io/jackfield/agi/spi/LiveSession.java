package io.jackfield.agi.spi;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.AgiSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session over any link: commands one at a time, deadlines, hangup, the end. The transport tells it what comes ({@link
 * #received} for a byte stream, {@link #replied} for whole results), {@link #hungUp}, {@link #lost}; what it has to send goes to
 * the {@link AgiLink}. Nothing here blocks, and nothing of a user's runs with its lock held.
 *
 * <p>After a reply that more may follow than itself, the next command is preceded by an {@link Echo}, and all up to its answer
 * is discarded.
 */
public final class LiveSession implements AgiSession {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);

    private final AgiRequest request;
    private final String peer;
    private final AgiLink link;
    private final SessionLimits limits;
    private final Executor completions;
    private final ScheduledExecutorService timer;
    private final Problems problems;

    private final ReplyDecoder decoder = new ReplyDecoder(new Replies());
    private final Deque<PendingCommand> queue = new ArrayDeque<>(2);
    private final Signal<Void> hangup;
    private final Signal<AgiEnd> ended;
    private PendingCommand current;
    private Echo echo;
    private boolean outOfStep;
    private boolean hungUp;
    private AgiEnd end;

    /**
     * @param completions completes the futures, and users' code runs there; must not run a task at once
     * @param timer for deadlines; should remove tasks when they are cancelled, since nearly all are
     */
    public LiveSession(
            AgiRequest request,
            String peer,
            AgiLink link,
            SessionLimits limits,
            Executor completions,
            ScheduledExecutorService timer) {
        this.request = request;
        this.peer = peer;
        this.link = link;
        this.limits = limits;
        this.completions = completions;
        this.timer = timer;
        this.problems = new Problems(request.channel());
        this.hangup = new Signal<>(link);
        this.ended = new Signal<>(link);
    }

    @Override
    public AgiRequest request() {
        return request;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public CompletableFuture<AgiReply> execute(AgiCommand command) {
        return execute(command, command.longest().map(limits.margin()::plus));
    }

    @Override
    public CompletableFuture<AgiReply> execute(AgiCommand command, Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "The timeout of " + command + " is " + timeout + ", expected more than zero");
        }
        return execute(command, Optional.of(timeout));
    }

    private CompletableFuture<AgiReply> execute(AgiCommand command, Optional<Duration> timeout) {
        byte[] line;
        try {
            line = CommandEncoder.encode(command, limits.lineBytes());
        } catch (IllegalArgumentException tooLong) {
            return CompletableFuture.failedFuture(tooLong);
        }
        PendingCommand pending = new PendingCommand(command, line, timeout, new SessionFuture<>(link));
        synchronized (this) {
            if (end != null) {
                return CompletableFuture.failedFuture(problems.ended(pending, end));
            }
            if (isTooLateFor(pending)) {
                return CompletableFuture.failedFuture(problems.hungUp(pending));
            }
            if (current != null && queue.size() >= limits.queuedCommands()) {
                return CompletableFuture.failedFuture(new IllegalStateException(request.channel() + ": " + queue.size()
                        + " commands wait already; let one end before the next"));
            }
            queue.add(pending);
            sendNext();
        }
        return pending.future;
    }

    @Override
    public synchronized boolean isHungUp() {
        return hungUp;
    }

    @Override
    public CompletableFuture<Void> hangup() {
        return hangup;
    }

    @Override
    public CompletableFuture<AgiEnd> ended() {
        return ended;
    }

    @Override
    public void close() {
        end(AgiEnd.CLOSED);
    }

    @Override
    public void fail() {
        end(AgiEnd.FAILED);
    }

    /** Whether a command runs or waits: what a transport asks before it calls a session idle. */
    public synchronized boolean isBusy() {
        return current != null;
    }

    /**
     * Ends the session for a reason of the transport's own. Does nothing if it has ended already; is a {@link AgiEnd#HANGUP} if
     * the call is hung up.
     */
    public synchronized void end(AgiEnd how) {
        finish(how, pending -> problems.ended(pending, end));
    }

    /** Bytes of a stream transport, in pieces of any size. Ignored after the end, as a farewell {@code HANGUP} must be. */
    public synchronized void received(byte[] bytes, int offset, int length) {
        if (end != null) {
            return;
        }
        try {
            decoder.feed(bytes, offset, length);
        } catch (AgiFormatException e) {
            breakOff(e.getMessage());
            return;
        }
        if (end == null && current != null && decoder.isMidReply() && current.deadline == null) {
            arm(current, limits.margin());
        }
        sendNext();
    }

    /**
     * The whole result of the command sent last, from a transport that keeps results apart (AsyncAGI). Asterisk may have cut it
     * (it has no line feed at its end then) and puts the rest in front of the next one.
     */
    public synchronized void replied(byte[] result) {
        if (end != null || current == null) {
            return;
        }
        WholeResult whole = WholeResult.of(result, current.repliesWithValue());
        if (echo != null) {
            whole.lines().forEach(this::awaitEcho);
        } else if (whole.reply().isEmpty()) {
            breakOff("a result that is no reply");
        } else {
            outOfStep = whole.isCut();
            complete(whole.reply().get(), whole.isCut());
        }
        sendNext();
    }

    /** The command sent last was not sent after all, for a reason that lies with it alone. The session goes on. */
    public synchronized void refused(RuntimeException problem) {
        if (end != null || current == null) {
            return;
        }
        PendingCommand refused = current;
        refused.cancelDeadline();
        current = null;
        later(() -> refused.future.completeExceptionally(problem));
        sendNext();
    }

    /** The call was hung up. A command that runs still gets its reply. */
    public synchronized void hungUp() {
        if (hungUp || end != null) {
            return;
        }
        hungUp = true;
        later(() -> hangup.fire(null));
        for (Iterator<PendingCommand> waiting = queue.iterator(); waiting.hasNext(); ) {
            PendingCommand pending = waiting.next();
            if (isTooLateFor(pending)) {
                waiting.remove();
                fail(pending, problems.hungUp(pending));
            }
        }
    }

    /**
     * The other side is gone: the connection broke, or Asterisk ended the session.
     *
     * @param reason for the messages of exceptions
     */
    public synchronized void lost(String reason) {
        finish(AgiEnd.LOST, pending -> problems.lost(pending, hungUp, reason));
    }

    private void breakOff(String reason) {
        LOG.warn("{}: the session with {} is broken off: {}", request.channel(), peer, reason);
        finish(AgiEnd.BROKEN, pending -> problems.lost(pending, hungUp, reason));
    }

    private boolean isTooLateFor(PendingCommand pending) {
        return hungUp && !pending.command.worksOnDeadChannel();
    }

    private void finish(AgiEnd how, Function<PendingCommand, AgiException> problem) {
        if (end != null) {
            return;
        }
        end = hungUp ? AgiEnd.HANGUP : how;
        if (current != null) {
            current.cancelDeadline();
            fail(current, problem.apply(current));
            current = null;
        }
        for (PendingCommand pending : queue) {
            fail(pending, problem.apply(pending));
        }
        queue.clear();
        link.close(end);
        AgiEnd result = end;
        later(() -> ended.fire(result));
    }

    private void sendNext() {
        if (end != null || current != null || queue.isEmpty()) {
            return;
        }
        current = queue.poll();
        if (outOfStep) {
            echo = Echo.next();
            arm(current, limits.margin());
            link.send(CommandEncoder.encode(echo.command(), limits.lineBytes()));
        } else {
            write(current);
        }
    }

    private void write(PendingCommand pending) {
        pending.written = true;
        decoder.expect(pending.repliesWithValue());
        pending.timeout.ifPresent(timeout -> arm(pending, timeout));
        link.send(pending.line);
    }

    private void arm(PendingCommand pending, Duration timeout) {
        pending.cancelDeadline();
        int round = pending.round;
        try {
            pending.deadline =
                    timer.schedule(() -> timedOut(pending, round, timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{}: {} has no deadline, the transport is about to stop", request.channel(), pending.command);
        }
    }

    /** A task that came due while the lock was held by others may be of an earlier round. */
    private synchronized void timedOut(PendingCommand pending, int round, Duration timeout) {
        if (pending == current && pending.round == round) {
            fail(pending, problems.timedOut(pending, timeout));
            current = null;
            finish(AgiEnd.TIMEOUT, other -> problems.ended(other, end));
        }
    }

    private void complete(AgiReply reply, boolean cut) {
        PendingCommand done = current;
        done.cancelDeadline();
        current = null;
        boolean known = hungUp;
        if (done.provesHangup(reply)) {
            hungUp();
        }
        if (reply.code() != 200) {
            fail(done, problems.refused(done, reply, known));
        } else if (cut && done.repliesWithValue()) {
            fail(done, problems.cut(done, reply));
        } else {
            later(() -> done.future.complete(reply));
        }
    }

    private void fail(PendingCommand pending, AgiException problem) {
        later(() -> pending.future.completeExceptionally(problem));
    }

    /** A transport that has stopped its threads still must not leave a future open. */
    private void later(Runnable completion) {
        try {
            completions.execute(completion);
        } catch (RejectedExecutionException stopped) {
            completion.run();
        }
    }

    private void awaitEcho(String line) {
        if (echo != null && echo.isAnsweredBy(line)) {
            echo = null;
            outOfStep = false;
            current.cancelDeadline();
            if (isTooLateFor(current)) {
                fail(current, problems.hungUp(current));
                current = null;
            } else {
                write(current);
            }
        }
    }

    private final class Replies implements ReplyDecoder.Sink {

        @Override
        public void reply(AgiReply reply) {
            outOfStep = current.isAmbiguous(reply);
            complete(reply, false);
        }

        @Override
        public void hangup() {
            hungUp();
        }

        @Override
        public void stray(String line) {
            if (echo != null) {
                awaitEcho(line);
            } else if (current != null) {
                throw new AgiFormatException("a line that is no reply came in place of the reply to " + current.command
                        + "; a value with line feeds is best read with URIENCODE()");
            } else {
                outOfStep = true;
                LOG.debug("{}: a line that no command asked for; an echo precedes the next", request.channel());
            }
        }
    }
}
