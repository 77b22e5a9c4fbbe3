package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.CallQueue;
import io.jackfield.simulator.internal.calls.QueueMember;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Devices.DeviceState;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.List;
import java.util.Optional;

/** Members of queues come, go and pause. */
final class QueueMemberActions {

    private final Switchboard board;

    QueueMemberActions(Switchboard board) {
        this.board = board;
    }

    void addTo(ActionTable table) {
        table.add("QueueAdd", "Add interface to queue.", this::add, EventClass.AGENT);
        table.add("QueueRemove", "Remove interface from queue.", this::remove, EventClass.AGENT);
        table.add("QueuePause", "Makes a queue member temporarily unavailable.", this::pause, EventClass.AGENT);
    }

    private void add(Request request) {
        if (request.header("Queue").isEmpty()) {
            request.error("'Queue' not specified.");
            return;
        }
        if (device(request).isEmpty()) {
            request.error("'Interface' not specified.");
            return;
        }
        Optional<CallQueue> queue = board.queue(request.header("Queue"));
        if (queue.isEmpty()) {
            request.error("Unable to add interface to queue: No such queue");
            return;
        }
        QueueMember member = board.newMember(
                queue.get(), request.header("MemberName"), device(request), penalty(request.header("Penalty")));
        if (!queue.get().add(member)) {
            request.error("Unable to add interface: Already there");
            return;
        }
        if (request.isTrue("Paused")) {
            member.pause(true, request.header("Reason"), pbx().now());
        }
        request.success("Added interface to queue");
        pbx().devices().introduce(pauseDevice(queue.get(), member));
        queue.get().memberEvent("QueueMemberAdded", member);
        queue.get().membersChanged();
    }

    private static int penalty(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private void remove(Request request) {
        if (request.header("Queue").isEmpty() || device(request).isEmpty()) {
            request.error("Need 'Queue' and 'Interface' parameters.");
            return;
        }
        Optional<CallQueue> queue = board.queue(request.header("Queue"));
        Optional<QueueMember> member = queue.flatMap(q -> q.member(device(request)));
        if (queue.isEmpty()) {
            request.error("Unable to remove interface from queue: No such queue");
        } else if (member.isEmpty()) {
            request.error("Unable to remove interface: Not there");
        } else {
            queue.get().remove(member.get());
            request.success("Removed interface from queue");
            queue.get().memberEvent("QueueMemberRemoved", member.get());
        }
    }

    private void pause(Request request) {
        if (device(request).isEmpty() || request.header("Paused").isEmpty()) {
            request.error("Need 'Interface' and 'Paused' parameters.");
            return;
        }
        String name = request.header("Queue");
        List<CallQueue> queues = board.queues().stream()
                .filter(queue -> name.isEmpty() || queue.name().equals(name))
                .filter(queue -> queue.member(device(request)).isPresent())
                .toList();
        if (queues.isEmpty()) {
            request.error("Interface not found");
            return;
        }
        boolean pause = request.isTrue("Paused");
        request.success(pause ? "Interface paused successfully" : "Interface unpaused successfully");
        for (CallQueue queue : queues) {
            QueueMember member = queue.member(device(request)).orElseThrow();
            member.pause(pause, request.header("Reason"), pbx().now());
            pbx().devices().set(pauseDevice(queue, member), pause ? DeviceState.INUSE : DeviceState.NOT_INUSE);
            queue.memberEvent("QueueMemberPause", member);
            queue.membersChanged();
        }
    }

    private static String pauseDevice(CallQueue queue, QueueMember member) {
        return "Queue:" + queue.name() + "_pause_" + member.device();
    }

    private static String device(Request request) {
        return request.header("Interface");
    }

    private Pbx pbx() {
        return board.pbx();
    }
}
