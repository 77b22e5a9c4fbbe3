package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Devices;
import io.jackfield.simulator.internal.pbx.Devices.DeviceState;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import java.time.Instant;

/** Somebody who takes calls of a queue. */
public final class QueueMember {

    private final String queue;
    private final String membership;
    private final String name;
    private final String device;
    private final int penalty;
    private final Instant login;
    private int callsTaken;
    private long lastCall;
    private long lastPause;
    private boolean inCall;
    private boolean called;
    private boolean paused;
    private String pausedReason = "";

    /** @param membership how it came to be a member: {@code static} or {@code dynamic} */
    QueueMember(String queue, String membership, String name, String device, int penalty, Instant login) {
        this.queue = queue;
        this.membership = membership;
        this.name = name;
        this.device = device;
        this.penalty = penalty;
        this.login = login;
    }

    boolean isFree(Devices devices) {
        return !paused && !called && !inCall && devices.state(stateDevice()) == DeviceState.NOT_INUSE;
    }

    void called(boolean now) {
        called = now;
    }

    void inCall(boolean now) {
        inCall = now;
    }

    void tookCall(Instant now) {
        callsTaken++;
        lastCall = now.getEpochSecond();
    }

    public void pause(boolean pause, String reason, Instant now) {
        if (pause && !paused) {
            lastPause = now.getEpochSecond();
        }
        paused = pause;
        pausedReason = pause ? reason : "";
    }

    /** The headers of the events that tell of a member. */
    public EventBuilder describe(EventBuilder event, Devices devices) {
        return event.header("Queue", queue)
                .header("MemberName", name)
                .header("Interface", device)
                .header("StateInterface", device)
                .header("Membership", membership)
                .header("Penalty", penalty)
                .header("CallsTaken", callsTaken)
                .header("LastCall", lastCall)
                .header("LastPause", lastPause)
                .header("LoginTime", loginTime())
                .header("InCall", inCall ? 1 : 0)
                .header("Status", devices.state(stateDevice()).number())
                .header("Paused", paused ? 1 : 0)
                .header("PausedReason", pausedReason)
                .header("Ringinuse", 1)
                .header("Wrapuptime", 0);
    }

    public String name() {
        return name;
    }

    public String device() {
        return device;
    }

    /** The device whose state counts: a Local channel's goes without its options. */
    public String stateDevice() {
        return device.endsWith("/n") ? device.substring(0, device.length() - 2) : device;
    }

    public String membership() {
        return membership;
    }

    public int penalty() {
        return penalty;
    }

    public int callsTaken() {
        return callsTaken;
    }

    public long lastCall() {
        return lastCall;
    }

    public long lastPause() {
        return lastPause;
    }

    public long loginTime() {
        return login.getEpochSecond();
    }

    public boolean isInCall() {
        return inCall;
    }

    public boolean isPaused() {
        return paused;
    }

    public String pausedReason() {
        return pausedReason;
    }
}
