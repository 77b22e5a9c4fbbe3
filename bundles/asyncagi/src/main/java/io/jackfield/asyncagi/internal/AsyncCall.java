package io.jackfield.asyncagi.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.AgiLink;
import io.jackfield.agi.spi.LiveSession;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A channel in {@code AGI(agi:async)} as far as it is ours: commanded by a session, then let go.
 *
 * <p>A command that reaches the channel after {@code AGI()} has ended is executed in its next {@code AGI(agi:async)}, where it does
 * harm. So nothing is sent while the command before may have ended the session: a {@code NOOP} goes first, which harms nobody, and
 * either its result comes or the end. For the same reason what ends the session waits for the command that runs.
 *
 * <p>Used on the control thread, except for the methods of the link.
 */
public final class AsyncCall implements AgiLink {

    private static final String ENDED = "Asterisk has ended AGI()";
    private static final String BREAK = "ASYNCAGI BREAK";
    /** A sound that is not there ends AsyncAGI with {@code AGISTATUS=FAILURE}; Asterisk logs its name. */
    private static final String FAIL = "STREAM FILE \"jackfield-ends-this-session-as-failed\" \"\"";

    /** How long after the end Asterisk may take to say that it was a hangup: it does so behind it if the manager hung up. */
    private static final long HANGUP_NEWS_MILLIS = 500;

    /** How we stand to the channel. */
    enum State {
        /** It was asked whether it waits. */
        ASKED,
        /** A session commands it. */
        IN_SESSION,
        /** The session has ended, {@code AGI()} not yet. */
        ENDING,
        /** The connection was lost, so nobody knows what it does. */
        UNKNOWN,
        /** {@code AGI()} has ended. */
        GONE
    }

    /** Whose call it is. */
    interface Owner {

        /** The call waits for commands. */
        void waits(AsyncCall call);

        /** Commands do not reach it, so that its state is {@link State#UNKNOWN}. */
        void outOfReach(AsyncCall call);
    }

    private CommandPipe pipe;
    private final Owner owner;
    private final Executor control;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private AgiRequest request;
    private LiveSession session;
    private State state = State.ASKED;
    /** How the session ended on our side, or null while it did not. */
    private AgiEnd ending;

    /** Where {@code AGI()} has ended, while it may turn out to be a hangup. */
    private Place endedAt;

    private boolean inCommand;
    private boolean doubtful;

    /** @param timer runs its tasks where control runs its own */
    AsyncCall(AgiRequest request, CommandPipe pipe, Owner owner, Executor control, ScheduledExecutorService timer) {
        this.request = request;
        this.pipe = pipe;
        this.owner = owner;
        this.control = control;
        this.timer = timer;
    }

    AgiRequest request() {
        return request;
    }

    State state() {
        return state;
    }

    Optional<LiveSession> session() {
        return Optional.ofNullable(session);
    }

    /** Whether its session has ended on our side, so that only {@code AGI()} is left to end. */
    boolean isToEnd() {
        return ending != null;
    }

    /** Completes when {@code AGI()} has ended. */
    public CompletableFuture<Void> gone() {
        return gone;
    }

    /** Commands go another way from now on: the connection was replaced. */
    void reach(CommandPipe by) {
        pipe = by;
    }

    /** Asks whether it waits for commands; the owner is told if so. */
    void ask() {
        state = State.ASKED;
        pipe.send(CommandPipe.NOOP, new Answer(result -> owner.waits(this)));
    }

    /** Fetches the rest of an environment that was too long for one event; the owner is told then. */
    void complete(Pieces begun) {
        pipe.fetchRest(begun, new Answer(environment -> {
            request = Environment.parse(environment);
            owner.waits(this);
        }));
    }

    /** This session commands it from now on. */
    void begin(LiveSession begun) {
        session = begun;
        state = State.IN_SESSION;
        if (request.extension().equals("h")) {
            session.hungUp();
        }
    }

    /** Ends session and {@code AGI()} without patience: what ends it waits in Asterisk, behind a command that runs. */
    public void stop() {
        if (state == State.IN_SESSION) {
            session.end(AgiEnd.STOPPED);
            letGo(AgiEnd.STOPPED);
        }
        if (state == State.ENDING && inCommand) {
            inCommand = false;
            pipe.sendBehind(isOrdinary() ? BREAK : FAIL);
        }
    }

    @Override
    public void send(byte[] line) {
        String text = new String(line, 0, line.length - 1, UTF_8);
        control.execute(() -> {
            if (state == State.IN_SESSION) {
                unlessEnded(() -> command(text));
            }
        });
    }

    @Override
    public void close(AgiEnd end) {
        control.execute(() -> letGo(end));
    }

    private void command(String line) {
        if (state == State.IN_SESSION) {
            inCommand = true;
            pipe.send(line, new Answer(session::replied));
        } else {
            end();
        }
    }

    private void unlessEnded(Runnable next) {
        if (doubtful) {
            pipe.send(CommandPipe.NOOP, new Answer(result -> next.run()));
        } else {
            next.run();
        }
    }

    private void letGo(AgiEnd how) {
        if (state == State.GONE || how == AgiEnd.LOST || ending != null) {
            return;
        }
        ending = how;
        if (state == State.IN_SESSION) {
            state = State.ENDING;
            if (!pipe.isBusy()) {
                end();
            }
        }
    }

    /** Sends what ends {@code AGI()}; no other command runs. */
    void end() {
        state = State.ENDING;
        unlessEnded(isOrdinary() ? this::breakOff : this::failOff);
    }

    private boolean isOrdinary() {
        return ending == AgiEnd.CLOSED || ending == AgiEnd.HANGUP;
    }

    private void breakOff() {
        pipe.send(BREAK, new Answer(result -> {}));
    }

    private void failOff() {
        pipe.send(FAIL, new Answer(result -> {
            if (!doubtful) {
                breakOff();
            }
        }));
    }

    /** Takes a result, as the event has it. */
    void executed(String commandId, String result) {
        pipe.executed(commandId, result);
    }

    /** Somebody wants the call to end, with the channel at this place. */
    void hangupRequested(Place at) {
        if (state != State.GONE) {
            hangUpSession();
        } else if (at.isHangupOf(endedAt)) {
            hangUpSession();
            forget("the call was hung up");
        } else {
            forget(ENDED);
        }
    }

    /** The channel is no more. */
    void hungUp(Place at) {
        hangupRequested(at);
        forget("the call was hung up");
    }

    private void hangUpSession() {
        if (session != null) {
            session.hungUp();
        }
    }

    /** {@code AGI()} has ended at this place; its session has too, as soon as it is known whether the call has. */
    void ended(Place at) {
        state = State.GONE;
        endedAt = at;
        pipe.reset();
        if (session == null || isToEnd() || session.isHungUp()) {
            forget(ENDED);
        } else {
            timer.schedule(() -> forget(ENDED), HANGUP_NEWS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** There is no such channel any more. */
    void vanished() {
        hangUpSession();
        forget("the call was hung up");
    }

    /** {@code AGI()} has begun anew, so it has ended. */
    void superseded() {
        forget(ENDED);
    }

    private void forget(String reason) {
        state = State.GONE;
        pipe.reset();
        loseSession(reason);
        gone.complete(null);
    }

    /** The connection is lost, and a session with it; what the call does is seen when the connection is back. */
    void interrupted(String reason) {
        if (state != State.GONE) {
            state = State.UNKNOWN;
            doubtful = false;
            inCommand = false;
            pipe.reset();
            loseSession(reason);
        }
    }

    private void loseSession(String reason) {
        if (session != null) {
            session.lost(reason);
            session = null;
        }
    }

    /** What becomes of one command of this call. */
    private final class Answer implements CommandPipe.Receiver {

        private final Consumer<byte[]> taker;

        private Answer(Consumer<byte[]> taker) {
            this.taker = taker;
        }

        @Override
        public void result(byte[] bytes) {
            doubtful = mayHaveEnded(new String(bytes, UTF_8));
            boolean ofSession = inCommand;
            inCommand = false;
            if (ofSession && state == State.ENDING) {
                end();
            } else {
                taker.accept(bytes);
            }
        }

        /**
         * Whether a command failed in a way that may end the session: its result is negative then, 2 for an application that returned
         * that, or any failure of {@code GOSUB}.
         */
        private boolean mayHaveEnded(String result) {
            return result.contains("result=-") || result.contains("result=2\n") || result.contains(" Gosub failed");
        }

        @Override
        public void refused(RuntimeException problem) {
            inCommand = false;
            if (state == State.IN_SESSION) {
                session.refused(problem);
            } else if (state == State.ENDING) {
                end();
            }
        }

        @Override
        public void unreachable(Failure failure) {
            switch (failure.kind()) {
                case NO_CHANNEL -> vanished();
                case CONNECTION -> {
                    interrupted(failure.reason());
                    owner.outOfReach(AsyncCall.this);
                }
                default -> forget(failure.reason());
            }
        }
    }
}
