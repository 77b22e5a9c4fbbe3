package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Cdr;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Controller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A channel's way through the dialplan, or through one application, up to its hangup. */
public final class Execution implements Controller {

    private static final Runnable NOTHING = () -> {};
    private static final String HANGUP_EXTENSION = "h";

    private final Switchboard board;
    private final Channel channel;
    private final boolean originated;
    private Runnable undo = NOTHING;
    private Runnable letGo = NOTHING;
    private Runnable survivor = NOTHING;
    private final Deque<Errand> errands = new ArrayDeque<>();
    private Cause lastCause = Cause.UNKNOWN;
    private boolean inDialplan;
    private boolean reserved;
    private boolean dialplanUsed;
    private boolean hungUp;
    private boolean hanging;
    private boolean steppedOver;
    private boolean ended;

    Execution(Switchboard board, Channel channel) {
        this(board, channel, false);
    }

    /** @param originated whether the channel was called by the PBX before it came here */
    Execution(Switchboard board, Channel channel, boolean originated) {
        this.originated = originated;
        this.board = board;
        this.channel = channel;
        channel.controlledBy(this);
    }

    public Switchboard board() {
        return board;
    }

    public Channel channel() {
        return channel;
    }

    /** Begins where the channel stands. */
    void start() {
        inDialplan = true;
        runStep();
    }

    /** Runs one application and nothing else; that raises no event. */
    void startApplication(String application, String data) {
        channel.application(application, data);
        run(application, data);
    }

    /** Begins again elsewhere, after it was released. A place that was announced with what the channel did there is not again. */
    void goTo(String context, String exten, int priority, boolean announced) {
        reserved = false;
        if (ended) {
            return;
        }
        steppedOver = false;
        inDialplan = true;
        channel.moveTo(context, exten, priority);
        if (!announced) {
            runStep();
            return;
        }
        Optional<Dialplan.Step> step = board.dialplan().step(context, exten, priority);
        step.ifPresentOrElse(
                first -> {
                    String data = Variables.substitute(board.pbx(), channel, first.data());
                    channel.application(first.application(), data);
                    run(first.application(), data);
                },
                () -> end(Cause.UNKNOWN));
    }

    /** Where it was, at the next step; a channel that is not in the dialplan is hung up. */
    void goOn() {
        if (ended || reserved) {
            return;
        }
        if (steppedOver) {
            steppedOver = false;
            runStep();
        } else if (inDialplan) {
            next();
        } else {
            end(Cause.NORMAL);
        }
    }

    /** Leaves its step for good: it waits at the next one. */
    void stepOver() {
        if (inDialplan) {
            steppedOver = true;
            channel.moveTo(channel.context(), channel.exten(), channel.priority() + 1);
            channel.application("", "");
        }
    }

    boolean isReserved() {
        return reserved;
    }

    /** What it does is about to end because somebody wants it elsewhere: it stays where it is until {@link #goTo}. */
    void reserve() {
        reserved = true;
    }

    private void runStep() {
        dialplanUsed |= errands.isEmpty();
        Optional<Dialplan.Step> step = board.dialplan().step(channel.context(), channel.exten(), channel.priority());
        if (step.isEmpty()) {
            end(Cause.UNKNOWN);
            return;
        }
        String data = Variables.substitute(board.pbx(), channel, step.get().data());
        channel.execute(step.get().application(), data);
        run(step.get().application(), data);
    }

    private void run(String name, String data) {
        Optional<Application> application = board.applications().find(name);
        if (application.isPresent()) {
            application.get().run(this, data);
        } else {
            end(Cause.UNKNOWN);
        }
    }

    /** The application is done: on to the next step, or back to the application it ran for. */
    public void next() {
        forget();
        if (ended || reserved) {
            return;
        }
        if (!errands.isEmpty() && !errands.peek().subroutine()) {
            finishErrand(0);
            return;
        }
        if (hungUp && !hanging) {
            end(channel.cause());
            return;
        }
        if (!inDialplan) {
            end(Cause.UNKNOWN);
            return;
        }
        int following = channel.priority() + 1;
        if (board.dialplan().has(channel.context(), channel.exten(), following)) {
            channel.moveTo(channel.context(), channel.exten(), following);
            runStep();
        } else {
            fallThrough(following);
        }
    }

    /** The application is done after a while, unless the channel is hung up before. */
    void nextAfter(Duration delay) {
        if (hungUp) {
            end(channel.cause());
            return;
        }
        ifHungUp(board.pbx().after(delay, this::next)::cancel);
    }

    /** What is to be done first if the channel is hung up, or wanted elsewhere, while the application runs. */
    public void ifHungUp(Runnable cleanUp) {
        undo = cleanUp;
        letGo = cleanUp;
    }

    /** What is to be done instead if the channel is wanted elsewhere. */
    public void ifReleased(Runnable cleanUp) {
        letGo = cleanUp;
    }

    /** The application goes on when the channel is hung up: it is told, and says itself when it is done. */
    public void outlivesHangup(Runnable told) {
        survivor = told;
    }

    /** Whether the channel is to end; what runs now is only what comes after. */
    public boolean isHungUp() {
        return hungUp;
    }

    /**
     * Has another application run for the one that runs now, which goes on then.
     *
     * @param done is told 0, or -1 if it wanted the channel to end; maybe before this method returns
     */
    public void perform(Application application, String name, String data, IntConsumer done) {
        beginErrand(false, done);
        channel.execute(name, data);
        application.run(this, data);
    }

    /** Has a subroutine run with these arguments, between commas, for the application that runs now: it is told 0 at its Return, -1 if it ended otherwise. */
    public void perform(Place subroutine, String arguments, IntConsumer done) {
        Place back = place();
        SubroutineArguments kept = SubroutineArguments.replace(channel, arguments);
        beginErrand(true, result -> {
            kept.restore(channel);
            moveTo(back);
            done.accept(result);
        });
        enter(subroutine);
    }

    /** Goes on in a subroutine with these arguments, between commas; after its Return, at the step that follows this one. */
    void gosub(Place subroutine, String arguments) {
        Place back = place();
        SubroutineArguments kept = SubroutineArguments.replace(channel, arguments);
        beginErrand(true, result -> {
            if (result == 0) {
                kept.restore(channel);
                moveTo(back);
                next();
            } else {
                end(lastCause);
            }
        });
        enter(subroutine);
    }

    /** Leaves the subroutine it is in with a value; false if it is in none. */
    boolean returnFromSubroutine(String value) {
        if (errands.isEmpty() || !errands.peek().subroutine()) {
            return false;
        }
        channel.set("GOSUB_RETVAL", value);
        finishErrand(0);
        return true;
    }

    private void enter(Place place) {
        inDialplan = true;
        moveTo(place);
        runStep();
    }

    private Place place() {
        return new Place(channel.context(), channel.exten(), channel.priority());
    }

    private void moveTo(Place place) {
        channel.moveTo(place.context(), place.exten(), place.priority());
    }

    private void beginErrand(boolean subroutine, IntConsumer done) {
        errands.push(new Errand(
                subroutine, inDialplan, channel.application(), channel.applicationData(), undo, letGo, survivor, done));
        forget();
    }

    private void finishErrand(int result) {
        forget();
        Errand errand = errands.pop();
        inDialplan = errand.inDialplan();
        channel.application(errand.application(), errand.data());
        undo = errand.undo();
        letGo = errand.letGo();
        survivor = errand.survivor();
        errand.done().accept(result);
    }

    private void forget() {
        undo = NOTHING;
        letGo = NOTHING;
        survivor = NOTHING;
    }

    /** The end of the extension: the caller learns what became of the last attempt to dial, then is hung up. */
    private void fallThrough(int priority) {
        if (hanging || !errands.isEmpty()) {
            end(Cause.UNKNOWN);
            return;
        }
        switch (channel.variable("DIALSTATUS")) {
            case "BUSY" -> {
                channel.moveTo(channel.context(), channel.exten(), priority);
                channel.cause(Cause.BUSY);
                channel.technology().busy();
            }
            case "CHANUNAVAIL", "CONGESTION" -> {
                channel.moveTo(channel.context(), channel.exten(), priority);
                channel.cause(Cause.CONGESTION);
                channel.technology().congestion();
            }
            default -> {
                softHangup();
                channel.moveTo(channel.context(), channel.exten(), priority);
                if (originated) {
                    channel.announce("AppDial2", "(Outgoing Line)");
                }
            }
        }
        end(Cause.UNKNOWN);
    }

    private void softHangup() {
        if (inDialplan) {
            inDialplan = false;
            channel.requestSoftHangup();
        }
    }

    /** Somebody wants the channel to end. */
    @Override
    public void hangUp(Cause cause) {
        if (ended || hungUp) {
            return;
        }
        if (survivor != NOTHING) {
            hungUp = true;
            keep(cause);
            survivor.run();
            return;
        }
        if (!errands.isEmpty()) {
            hungUp = true;
            keep(cause);
        }
        Runnable cleanUp = undo;
        forget();
        // Who leaves a bridge has a cause.
        boolean given = channel.bridge() == null || !cause.equals(Cause.UNKNOWN);
        cleanUp.run();
        if (!hanging) {
            end(given ? cause : Cause.NORMAL);
        }
    }

    private void keep(Cause cause) {
        if (channel.cause().equals(Cause.UNKNOWN)) {
            channel.cause(cause);
        }
    }

    @Override
    public boolean release() {
        if (ended || hungUp) {
            return false;
        }
        Runnable cleanUp = letGo;
        forget();
        cleanUp.run();
        while (!errands.isEmpty()) {
            errands.pop().letGo().run();
        }
        return true;
    }

    boolean isEnded() {
        return ended;
    }

    /** The channel is to end now, or the application it runs for another one is over; a cause it has already is kept. */
    public void end(Cause cause) {
        if (ended || reserved) {
            return;
        }
        if (!errands.isEmpty()) {
            lastCause = cause;
            finishErrand(-1);
            return;
        }
        forget();
        if (!hanging && beginHangupExtension(cause)) {
            return;
        }
        ended = true;
        channel.destroy(channel.cause());
    }

    /** What the dialplan has for the time after the hangup is done first, if there is any. */
    private boolean beginHangupExtension(Cause cause) {
        boolean there = dialplanUsed && board.dialplan().has(channel.context(), HANGUP_EXTENSION, 1);
        hanging = true;
        hungUp = true;
        softHangup();
        keep(cause);
        Cdr.publish(board.pbx(), channel);
        if (there) {
            enter(new Place(channel.context(), HANGUP_EXTENSION, 1));
        }
        return there;
    }
}
