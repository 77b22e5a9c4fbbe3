package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Devices.DeviceState;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;

/** A call that waits in a space of the parking lot. */
public final class ParkedCall {

    private final ParkingLot lot;
    private final Pbx pbx;
    private final Execution execution;
    private final String parker;
    private final int space;
    private final Instant since;
    private Timer timer = Timer.NONE;

    ParkedCall(ParkingLot lot, Execution execution, String parker, int space) {
        this.lot = lot;
        this.execution = execution;
        this.parker = parker;
        this.space = space;
        pbx = lot.pbx();
        since = pbx.now();
    }

    void begin() {
        device(DeviceState.INUSE);
        lot.bridge().enter(channel());
        MusicOnHold.start(channel());
        event("ParkedCall").publish();
        timer = pbx.after(ParkingLot.TIMEOUT, this::timedOut);
        execution.ifHungUp(() -> leave("ParkedCallGiveUp"));
    }

    private void timedOut() {
        leave("ParkedCallTimeOut");
        execution.end(Cause.NORMAL);
    }

    private void leave(String event) {
        leave(event(event));
    }

    private void leave(EventBuilder event) {
        timer.cancel();
        lot.left(this);
        MusicOnHold.stop(channel());
        device(DeviceState.NOT_INUSE);
        event.publish();
        lot.bridge().leave(channel());
    }

    /** Puts it through to whoever fetches it. */
    void retrieve(Execution retriever) {
        Bridge bridge = pbx.bridge();
        leave(describe(pbx.event("UnParkedCall", CALL)
                .channel("Parkee", channel())
                .channel("Retriever", retriever.channel())));
        new BridgedPair(bridge, execution, retriever).enter();
    }

    private EventBuilder event(String event) {
        return describe(pbx.event(event, CALL).channel("Parkee", channel()));
    }

    private EventBuilder describe(EventBuilder event) {
        return event.header("ParkerDialString", parker)
                .header("Parkinglot", ParkingLot.NAME)
                .header("ParkingSpace", space)
                .header("ParkingTimeout", left().toSeconds())
                .header("ParkingDuration", duration().toSeconds());
    }

    private void device(DeviceState state) {
        pbx.devices().set("park:" + space + "@" + ParkingLot.CONTEXT, state);
    }

    public Channel channel() {
        return execution.channel();
    }

    public String parker() {
        return parker;
    }

    public int space() {
        return space;
    }

    public Duration duration() {
        return Duration.between(since, pbx.now());
    }

    /** How long it waits at most from now on. */
    public Duration left() {
        return ParkingLot.TIMEOUT.minus(duration());
    }
}
