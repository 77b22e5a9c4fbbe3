package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.AGENT;

import io.jackfield.simulator.internal.pbx.Devices.DeviceState;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A queue: callers wait in their order for the member that is free and was called longest ago. */
public final class CallQueue {

    static final Duration RETRY = Duration.ofSeconds(1);

    private final Pbx pbx;
    private final String name;
    private final List<QueueMember> members = new ArrayList<>();
    private final List<QueuedCall> waiting = new ArrayList<>();
    private final QueueStatistics statistics = new QueueStatistics();
    private int lastCalled = -1;

    CallQueue(Pbx pbx, String name) {
        this.pbx = pbx;
        this.name = name;
        pbx.devices().watch(this::deviceChanged);
    }

    /** Joins the end of the line, and maybe is served at once. */
    void join(QueuedCall call) {
        waiting.add(call);
        call.joinedAt(waiting.size());
        pbx.devices().set("Queue:" + name, DeviceState.RINGING);
        call.caller()
                .event("QueueCallerJoin", AGENT)
                .header("Queue", name)
                .header("Position", waiting.size())
                .header("Count", waiting.size())
                .publish();
        MusicOnHold.start(call.caller());
        serve();
    }

    void leave(QueuedCall call) {
        int position = position(call);
        waiting.remove(call);
        MusicOnHold.stop(call.caller());
        if (waiting.isEmpty()) {
            pbx.devices().set("Queue:" + name, DeviceState.NOT_INUSE);
        }
        call.caller()
                .event("QueueCallerLeave", AGENT)
                .header("Queue", name)
                .header("Position", position)
                .header("Count", waiting.size())
                .publish();
        call.caller().set("QUEUEPOSITION", position);
    }

    /** Where a waiting call is in line, counted from 1. */
    public int position(QueuedCall call) {
        return waiting.indexOf(call) + 1;
    }

    void serveLater() {
        pbx.after(RETRY, this::serve);
    }

    private void serve() {
        for (QueuedCall call : List.copyOf(waiting)) {
            if (call.isIdle()) {
                nextMember().ifPresent(call::tryMember);
            }
        }
    }

    /** Round robin over the members that are free, lower penalties first. */
    private Optional<QueueMember> nextMember() {
        Optional<QueueMember> next = members.stream()
                .filter(member -> member.isFree(pbx.devices()))
                .min(Comparator.comparingInt(QueueMember::penalty).thenComparingInt(this::turn));
        next.ifPresent(member -> lastCalled = members.indexOf(member));
        return next;
    }

    private int turn(QueueMember member) {
        return Math.floorMod(members.indexOf(member) - lastCalled - 1, members.size());
    }

    private void deviceChanged(String device) {
        memberWithState(device).ifPresent(member -> {
            memberEvent("QueueMemberStatus", member);
            membersChanged();
        });
    }

    /** Takes in a member; false if it is one already. */
    public boolean add(QueueMember member) {
        if (member(member.device()).isPresent()) {
            return false;
        }
        members.add(member);
        return true;
    }

    public boolean remove(QueueMember member) {
        return members.remove(member);
    }

    /** Raises one of the events that describe a member. */
    public void memberEvent(String event, QueueMember member) {
        member.describe(pbx.event(event, AGENT), pbx.devices()).publish();
    }

    public Optional<QueueMember> member(String device) {
        return members.stream().filter(member -> member.device().equals(device)).findFirst();
    }

    private Optional<QueueMember> memberWithState(String device) {
        return members.stream()
                .filter(member -> member.stateDevice().equals(device))
                .findFirst();
    }

    /** Serves whoever waits, after a member may have become free. */
    public void membersChanged() {
        if (!waiting.isEmpty()) {
            pbx.after(Duration.ZERO, this::serve);
        }
    }

    void restart() {
        waiting.clear();
        members.forEach(member -> {
            member.called(false);
            member.inCall(false);
        });
    }

    public String name() {
        return name;
    }

    public List<QueueMember> members() {
        return List.copyOf(members);
    }

    public List<QueuedCall> waiting() {
        return List.copyOf(waiting);
    }

    public QueueStatistics statistics() {
        return statistics;
    }

    public long available() {
        return members.stream().filter(member -> member.isFree(pbx.devices())).count();
    }
}
