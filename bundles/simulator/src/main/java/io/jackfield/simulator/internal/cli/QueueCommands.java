package io.jackfield.simulator.internal.cli;

import io.jackfield.simulator.internal.calls.CallQueue;
import io.jackfield.simulator.internal.calls.QueueMember;
import io.jackfield.simulator.internal.calls.QueueStatistics;
import io.jackfield.simulator.internal.calls.QueuedCall;
import io.jackfield.simulator.internal.calls.Switchboard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Queues and who is in them. */
final class QueueCommands {

    private final Switchboard board;

    QueueCommands(Switchboard board) {
        this.board = board;
    }

    void addTo(CommandLine commands) {
        commands.add("queue show", "[queue]", 0, 1, this::show);
    }

    private List<String> show(List<String> arguments) {
        List<String> lines = new ArrayList<>();
        for (CallQueue queue : board.queues()) {
            if (arguments.isEmpty() || arguments.get(0).equals(queue.name())) {
                describe(queue, lines);
            }
        }
        if (lines.isEmpty()) {
            return List.of(arguments.isEmpty() ? "No queues." : "No such queue: " + arguments.get(0) + ".");
        }
        lines.add("");
        return lines;
    }

    private void describe(CallQueue queue, List<String> lines) {
        QueueStatistics statistics = queue.statistics();
        lines.add(queue.name() + " has " + queue.waiting().size() + " calls (max unlimited) in 'rrmemory' strategy ("
                + statistics.holdTime() + "s holdtime, " + statistics.talkTime() + "s talktime), W:0, C:"
                + statistics.completed() + ", A:" + statistics.abandoned() + ", SL:" + statistics.performance()
                + "%, SL2:" + statistics.performanceWithAbandoned() + "% within 0s");
        lines.add(queue.members().isEmpty() ? "   No Members" : "   Members: ");
        queue.members().forEach(member -> lines.add("      " + describe(member)));
        lines.add(queue.waiting().isEmpty() ? "   No Callers" : "   Callers: ");
        queue.waiting().forEach(call -> lines.add("      " + describe(queue, call)));
        lines.add("");
    }

    private String describe(QueueMember member) {
        String calls = member.callsTaken() == 0
                ? "has taken no calls yet"
                : "has taken " + member.callsTaken() + " calls (last was " + ago(member.lastCall()) + " secs ago)";
        return member.name() + " (" + member.device() + ") (ringinuse enabled)"
                + (member.membership().equals("dynamic") ? " (dynamic)" : "")
                + (member.isPaused() ? " (paused)" : "") + " ("
                + board.pbx().devices().state(member.stateDevice()).label() + ") " + calls + " (login was "
                + ago(member.loginTime()) + " secs ago)";
    }

    private long ago(long epochSecond) {
        return Duration.between(Instant.ofEpochSecond(epochSecond), board.pbx().now())
                .toSeconds();
    }

    private static String describe(CallQueue queue, QueuedCall call) {
        Duration waited = call.waiting();
        return String.format(
                "%d. %s (wait: %d:%02d, prio: 0)",
                queue.position(call), call.caller().name(), waited.toMinutes(), waited.toSecondsPart());
    }
}
