package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.CallQueue;
import io.jackfield.simulator.internal.calls.QueueMember;
import io.jackfield.simulator.internal.calls.QueueStatistics;
import io.jackfield.simulator.internal.calls.QueuedCall;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.wire.Block;
import java.time.Duration;
import java.util.List;

/** The lists of queues. */
public final class QueueActions {

    private final Switchboard board;

    public QueueActions(Switchboard board) {
        this.board = board;
    }

    public void addTo(ActionTable table) {
        table.add("QueueStatus", "Show queue status.", this::status);
        table.add("QueueSummary", "Show queue summary.", this::summary);
        new QueueMemberActions(board).addTo(table);
    }

    private List<CallQueue> asked(Request request) {
        String name = request.header("Queue");
        return board.queues().stream()
                .filter(queue -> name.isEmpty() || queue.name().equals(name))
                .toList();
    }

    private void status(Request request) {
        EventList list = request.list("Queue status will follow");
        String device = request.header("Member");
        for (CallQueue queue : asked(request)) {
            list.sendIdLast(parameters(queue));
            queue.members().stream()
                    .filter(member -> device.isEmpty() || member.device().equals(device))
                    .forEach(member -> list.sendIdLast(describe(queue, member)));
            queue.waiting().forEach(call -> list.sendIdLast(describe(queue, call)));
        }
        list.complete("QueueStatusComplete");
    }

    private static Block parameters(CallQueue queue) {
        QueueStatistics statistics = queue.statistics();
        return Block.event("QueueParams")
                .header("Queue", queue.name())
                .header("Max", 0)
                .header("Strategy", "rrmemory")
                .header("Calls", queue.waiting().size())
                .header("Holdtime", statistics.holdTime())
                .header("TalkTime", statistics.talkTime())
                .header("Completed", statistics.completed())
                .header("Abandoned", statistics.abandoned())
                .header("ServiceLevel", 0)
                .header("ServicelevelPerf", statistics.performance())
                .header("ServicelevelPerf2", statistics.performanceWithAbandoned())
                .header("Weight", 0);
    }

    private Block describe(CallQueue queue, QueueMember member) {
        return Block.event("QueueMember")
                .header("Queue", queue.name())
                .header("Name", member.name())
                .header("Location", member.device())
                .header("StateInterface", member.device())
                .header("Membership", member.membership())
                .header("Penalty", member.penalty())
                .header("CallsTaken", member.callsTaken())
                .header("LastCall", member.lastCall())
                .header("LastPause", member.lastPause())
                .header("LoginTime", member.loginTime())
                .header("InCall", member.isInCall() ? 1 : 0)
                .header(
                        "Status",
                        board.pbx().devices().state(member.stateDevice()).number())
                .header("Paused", member.isPaused() ? 1 : 0)
                .header("PausedReason", member.pausedReason())
                .header("Wrapuptime", 0);
    }

    private static Block describe(CallQueue queue, QueuedCall call) {
        Channel caller = call.caller();
        return Block.event("QueueEntry")
                .header("Queue", queue.name())
                .header("Position", queue.position(call))
                .header("Channel", caller.name())
                .header("Uniqueid", caller.uniqueid())
                .header("CallerIDNum", caller.caller().shownNumber())
                .header("CallerIDName", caller.caller().shownName())
                .header("ConnectedLineNum", caller.connected().shownNumber())
                .header("ConnectedLineName", caller.connected().shownName())
                .header("Wait", call.waiting().toSeconds())
                .header("Priority", 0);
    }

    private void summary(Request request) {
        EventList list = request.list("Queue summary will follow");
        for (CallQueue queue : asked(request)) {
            List<QueuedCall> waiting = queue.waiting();
            Duration longest = waiting.stream()
                    .map(QueuedCall::waiting)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            list.sendIdLast(Block.event("QueueSummary")
                    .header("Queue", queue.name())
                    .header("LoggedIn", queue.members().size())
                    .header("Available", queue.available())
                    .header("Callers", waiting.size())
                    .header("HoldTime", queue.statistics().holdTime())
                    .header("TalkTime", queue.statistics().talkTime())
                    .header("LongestHoldTime", longest.toSeconds()));
        }
        list.complete("QueueSummaryComplete");
    }
}
