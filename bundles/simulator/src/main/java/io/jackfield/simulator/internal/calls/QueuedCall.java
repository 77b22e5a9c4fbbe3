package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.AGENT;
import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.Disposition;
import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.Party;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The application that lets its caller wait in a queue, then talk to a member of it. */
public final class QueuedCall implements Leg.Owner {

    private static final String APPLICATION = "AppQueue";
    private static final String OUTGOING = "(Outgoing Line)";
    private static final Duration RING_TIMEOUT = Duration.ofSeconds(15);
    private static final List<String> RESULT_VARIABLES =
            List.of("ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME", "DIALEDTIME_MS", "QUEUEWAIT", "QUEUEWAIT_MS");

    private final Execution execution;
    private final Pbx pbx;
    private final Channel caller;
    private final String queueName;
    private final Duration timeout;
    private CallQueue queue;
    private int originalPosition;
    private Instant joined;
    private Instant called;
    private Instant nextTry = Instant.MIN;
    private Duration waited = Duration.ZERO;
    private QueueMember member;
    private Leg leg;
    private Conversation conversation;
    private Timer ringTimer = Timer.NONE;
    private Timer queueTimer = Timer.NONE;

    /** @param data {@code queue,options,url,announcement,seconds}; all but the first and the last are ignored */
    QueuedCall(Execution execution, String data) {
        this.execution = execution;
        pbx = execution.board().pbx();
        caller = execution.channel();
        String[] parts = data.split(",");
        queueName = parts[0];
        timeout = parts.length > 4 ? Applications.seconds(parts[4], Duration.ZERO) : Duration.ZERO;
    }

    void start() {
        Optional<CallQueue> found = execution.board().queue(queueName);
        if (found.isEmpty()) {
            execution.next();
            return;
        }
        queue = found.get();
        execution.ifHungUp(this::callerGone);
        RESULT_VARIABLES.forEach(variable -> caller.set(variable, ""));
        joined = pbx.now();
        if (!timeout.isZero()) {
            queueTimer = pbx.after(timeout, this::timedOut);
        }
        queue.join(this);
    }

    void joinedAt(int position) {
        originalPosition = position;
    }

    /** Whether it waits without a member being called for it, and not only just after one could not be had. */
    boolean isIdle() {
        return leg == null && !pbx.now().isBefore(nextTry);
    }

    private void tryAgainLater() {
        nextTry = pbx.now().plus(CallQueue.RETRY);
        queue.serveLater();
    }

    void tryMember(QueueMember next) {
        Optional<Leg> made = execution.board().leg(next.device(), caller.linkedid());
        if (made.isEmpty()) {
            tryAgainLater();
            return;
        }
        member = next;
        member.called(true);
        called = pbx.now();
        leg = made.get();
        introduce(leg.channel());
        if (!leg.prepare()) {
            dropLeg(Cause.UNKNOWN);
            tryAgainLater();
            return;
        }
        agentEvent("AgentCalled").publish();
        dialEvent("DialBegin", "DialString", member.device());
        if (leg instanceof PhoneLeg) {
            caller.connect(leg.channel().caller());
        }
        ringTimer = pbx.after(RING_TIMEOUT, () -> failed(leg, Failure.NO_ANSWER));
        leg.start(this);
    }

    private void introduce(Channel channel) {
        if (channel.caller().equals(Party.UNKNOWN)) {
            channel.caller(new Party(caller.exten(), ""));
            channel.execute(APPLICATION, OUTGOING);
            channel.identify(channel.caller());
        }
        channel.connected(caller.caller());
        channel.moveTo(channel.context(), caller.exten(), 1);
        channel.execute(APPLICATION, OUTGOING);
        channel.set("DIALEDPEERNUMBER", leg.number());
        if (!caller.caller().equals(Party.UNKNOWN)) {
            channel.connect(caller.caller());
        }
    }

    private EventBuilder agentEvent(String event) {
        return caller.event(event, AGENT)
                .channel("Dest", leg.channel())
                .header("Queue", queue.name())
                .header("Interface", member.device())
                .header("MemberName", member.name());
    }

    private void dialled(Leg leg, Disposition outcome) {
        caller.result().dialled(caller, leg.channel(), outcome, pbx.now());
    }

    private void dialEvent(String event, String header, String value) {
        caller.event(event, CALL)
                .channel("Dest", leg.channel())
                .header(header, value)
                .publish();
    }

    @Override
    public void ringing(Leg ringing) {
        dialEvent("DialState", "DialStatus", "RINGING");
    }

    @Override
    public void answered(Leg answered) {
        cancelTimers();
        waited = Duration.between(joined, pbx.now());
        dialled(leg, Disposition.ANSWERED);
        caller.technology().answer();
        member.called(false);
        member.inCall(true);
        queue.statistics().connected(waited);
        dialEvent("DialEnd", "DialStatus", "ANSWER");
        queue.leave(this);
        Conversation.setTime(caller, "QUEUEWAIT", waited);
        agentEvent("AgentConnect")
                .header("HoldTime", waited.toSeconds())
                .header("RingTime", Duration.between(called, pbx.now()).toSeconds())
                .publish();
        conversation = new Conversation(pbx, caller, leg.channel(), called);
        conversation.begin();
        if (leg instanceof PhoneLeg phone) {
            execution.board().planOf(caller).talking(phone);
        }
    }

    @Override
    public void failed(Leg failed, Failure failure) {
        dialled(leg, failure.disposition());
        dialEvent("DialEnd", "DialStatus", failure.status());
        agentEvent("AgentRingNoAnswer")
                .header("RingTime", Duration.between(called, pbx.now()).toSeconds())
                .publish();
        dropLeg(failure.cause());
        tryAgainLater();
    }

    @Override
    public void hungUp(Leg hungUp, Cause cause) {
        if (conversation == null) {
            failed(hungUp, new Failure("NOANSWER", cause, 0));
        } else {
            complete(leg.channel(), "agent");
            execution.end(Cause.NORMAL);
        }
    }

    @Override
    public boolean released(Leg wanted) {
        if (conversation == null) {
            return false;
        }
        ringTimer.cancel();
        finishTalk(leg.channel(), "transfer");
        leg = null;
        execution.end(Cause.NORMAL);
        return true;
    }

    private void complete(Channel first, String reason) {
        finishTalk(first, reason);
        dropLeg(Cause.NORMAL);
    }

    private void finishTalk(Channel first, String reason) {
        Duration talked = conversation.talked();
        agentEvent("AgentComplete")
                .header("HoldTime", waited.toSeconds())
                .header("TalkTime", talked.toSeconds())
                .header("Reason", reason)
                .publish();
        queue.statistics().completed(waited, talked);
        member.inCall(false);
        member.tookCall(pbx.now());
        conversation.end(first);
        conversation = null;
    }

    private void dropLeg(Cause cause) {
        ringTimer.cancel();
        Leg dropped = leg;
        leg = null;
        member.called(false);
        dropped.drop(cause);
    }

    private void callerGone() {
        cancelTimers();
        if (conversation != null) {
            complete(caller, "caller");
        } else {
            abandon();
        }
    }

    private void timedOut() {
        cancelTimers();
        abandon();
        caller.set("QUEUESTATUS", "TIMEOUT");
        execution.next();
    }

    /** Leaves without having been served; Asterisk counts running out of time as that too. */
    private void abandon() {
        if (leg != null) {
            dialled(leg, Disposition.NO_ANSWER);
            dialEvent("DialEnd", "DialStatus", Failure.CANCELLED.status());
            dropLeg(Cause.UNKNOWN);
        }
        waited = Duration.between(joined, pbx.now());
        caller.set("ABANDONED", "TRUE");
        caller.event("QueueCallerAbandon", AGENT)
                .header("Queue", queue.name())
                .header("Position", queue.position(this))
                .header("OriginalPosition", originalPosition)
                .header("HoldTime", waited.toSeconds())
                .publish();
        queue.statistics().abandoned(waited);
        Conversation.setTime(caller, "QUEUEWAIT", waited);
        Conversation.setTime(caller, "DIALEDTIME", waited);
        Conversation.setTime(caller, "ANSWEREDTIME", Duration.ZERO);
        queue.leave(this);
    }

    private void cancelTimers() {
        ringTimer.cancel();
        queueTimer.cancel();
    }

    public Channel caller() {
        return caller;
    }

    public Duration waiting() {
        return Duration.between(joined, pbx.now());
    }
}
