package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.ChannelId;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.Party;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A call that the PBX itself begins: somebody is called and, having answered, led into the dialplan. */
public final class Origination implements Leg.Owner {

    /**
     * How it went.
     *
     * @param channel the channel that answered, empty on failure
     * @param reason the number that an OriginateResponse gives
     */
    public record Outcome(Optional<Channel> channel, int reason) {}

    private static final int ANSWERED = 4;
    private static final int FAILED = 0;

    private final Switchboard board;
    private final OriginateOrder order;
    private final Consumer<Outcome> told;
    private Leg leg;
    private Timer timer = Timer.NONE;

    /** @param told is told the outcome, maybe before {@link #start} returns */
    public Origination(Switchboard board, OriginateOrder order, Consumer<Outcome> told) {
        this.board = board;
        this.order = order;
        this.told = told;
    }

    public void start() {
        ChannelId id = chosen(order.channelId());
        ChannelId second = secondId();
        Optional<Leg> made = board.leg(order.target(), id, id, second);
        if (made.isEmpty()) {
            tell(Optional.empty(), FAILED);
            return;
        }
        leg = made.get();
        introduce(leg.channel());
        if (!leg.prepare()) {
            tell(Optional.empty(), FAILED);
            leg.drop(Cause.UNKNOWN);
            return;
        }
        dialEvent("DialBegin", "DialString", leg.number());
        timer = pbx().after(order.timeout(), this::timedOut);
        leg.start(this);
    }

    /** What the second half of a pair is to be called if anybody chose a name; null otherwise. */
    private ChannelId secondId() {
        if (!order.otherChannelId().isEmpty()) {
            return chosen(order.otherChannelId());
        }
        return order.channelId().isEmpty() ? null : chosen(order.channelId() + ";2");
    }

    private ChannelId chosen(String id) {
        return id.isEmpty() ? pbx().ids().channel(pbx().now()) : pbx().ids().chosen(id);
    }

    private void introduce(Channel channel) {
        channel.execute("AppDial2", "(Outgoing Line)");
        for (Map.Entry<String, String> variable : order.variables()) {
            channel.set(variable.getKey(), variable.getValue());
        }
        if (!order.accountCode().isEmpty()) {
            channel.accountCode(order.accountCode());
            channel.event("NewAccountCode", CALL).header("OldAccountCode", "").publish();
        }
        if (!order.caller().equals(Party.UNKNOWN)) {
            channel.identify(order.caller());
            channel.connect(order.caller());
        }
    }

    private void dialEvent(String event, String header, String value) {
        EventBuilder builder = pbx().event(event, CALL).channel("Dest", leg.channel());
        builder.header(header, value).publish();
    }

    @Override
    public void ringing(Leg ringing) {
        dialEvent("DialState", "DialStatus", "RINGING");
    }

    @Override
    public void answered(Leg answered) {
        timer.cancel();
        Channel channel = leg.channel();
        dialEvent("DialEnd", "DialStatus", "ANSWER");
        Execution execution = new Execution(board, channel, true);
        tell(Optional.of(channel), ANSWERED);
        if (order.application().isEmpty()) {
            channel.moveTo(order.context(), order.exten(), order.priority());
            execution.start();
        } else {
            execution.startApplication(order.application(), order.data());
        }
    }

    @Override
    public void failed(Leg failed, Failure failure) {
        timer.cancel();
        tell(Optional.empty(), failure.reason());
        dialEvent("DialEnd", "DialStatus", failure.status());
        leg.drop(failure.cause());
    }

    @Override
    public void hungUp(Leg hungUp, Cause cause) {
        failed(hungUp, new Failure("NOANSWER", cause, FAILED));
    }

    /** Once it has been answered the leg is its execution's. */
    @Override
    public boolean released(Leg wanted) {
        return false;
    }

    private void timedOut() {
        tell(Optional.empty(), Failure.NO_ANSWER.reason());
        leg.drop(Cause.NO_ANSWER);
    }

    private void tell(Optional<Channel> channel, int reason) {
        told.accept(new Outcome(channel, reason));
    }

    private Pbx pbx() {
        return board.pbx();
    }
}
