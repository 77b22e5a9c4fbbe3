package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Cdr;
import io.jackfield.simulator.internal.pbx.Channel;
import java.time.Duration;
import java.util.Optional;

/** A channel's way through the dialplan, or through one application, up to its hangup. */
final class Execution {

    private static final Runnable NOTHING = () -> {};

    private final Switchboard board;
    private final Channel channel;
    private final boolean originated;
    private Runnable undo = NOTHING;
    private boolean inDialplan;
    private boolean ended;

    Execution(Switchboard board, Channel channel) {
        this(board, channel, false);
    }

    /** @param originated whether the channel was called by the PBX before it came here */
    Execution(Switchboard board, Channel channel, boolean originated) {
        this.originated = originated;
        this.board = board;
        this.channel = channel;
        channel.controlledBy(this::hangUp);
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
        undo = NOTHING;
        if (ended) {
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
        undo = board.pbx().after(delay, this::next)::cancel;
    }

    /** What is to be done first if the channel is hung up while the application runs. */
    void ifHungUp(Runnable cleanUp) {
        undo = cleanUp;
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
    private void hangUp(Cause cause) {
        Runnable cleanUp = undo;
        undo = NOTHING;
        if (!ended) {
            cleanUp.run();
            end(cause);
        }
    }

    boolean isEnded() {
        return ended;
    }

    /** The channel is to end now; a cause it has already is kept. */
    void end(Cause cause) {
        if (ended) {
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
