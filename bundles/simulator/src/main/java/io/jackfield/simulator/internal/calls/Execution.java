package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Cdr;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Controller;
import java.time.Duration;
import java.util.Optional;

/** A channel's way through the dialplan, or through one application, up to its hangup. */
final class Execution implements Controller {

    private static final Runnable NOTHING = () -> {};

    private final Switchboard board;
    private final Channel channel;
    private final boolean originated;
    private Runnable undo = NOTHING;
    private Runnable letGo = NOTHING;
    private boolean inDialplan;
    private boolean reserved;
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

    Switchboard board() {
        return board;
    }

    Channel channel() {
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

    /** The application is done: on to the next step. */
    void next() {
        forget();
        if (ended || reserved) {
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
        ifHungUp(board.pbx().after(delay, this::next)::cancel);
    }

    /** What is to be done first if the channel is hung up, or wanted elsewhere, while the application runs. */
    void ifHungUp(Runnable cleanUp) {
        undo = cleanUp;
        letGo = cleanUp;
    }

    /** What is to be done instead if the channel is wanted elsewhere. */
    void ifReleased(Runnable cleanUp) {
        letGo = cleanUp;
    }

    private void forget() {
        undo = NOTHING;
        letGo = NOTHING;
    }

    /** The end of the extension: the caller learns what became of the last attempt to dial, then is hung up. */
    private void fallThrough(int priority) {
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
        Runnable cleanUp = undo;
        forget();
        if (!ended) {
            // Who leaves a bridge has a cause.
            boolean given = channel.bridge() == null || !cause.equals(Cause.UNKNOWN);
            cleanUp.run();
            end(given ? cause : Cause.NORMAL);
        }
    }

    @Override
    public boolean release() {
        if (ended) {
            return false;
        }
        Runnable cleanUp = letGo;
        forget();
        cleanUp.run();
        return true;
    }

    boolean isEnded() {
        return ended;
    }

    /** The channel is to end now; a cause it has already is kept. */
    void end(Cause cause) {
        if (ended || reserved) {
            return;
        }
        ended = true;
        softHangup();
        if (channel.cause().equals(Cause.UNKNOWN)) {
            channel.cause(cause);
        }
        Cdr.publish(board.pbx(), channel);
        channel.destroy(channel.cause());
    }
}
