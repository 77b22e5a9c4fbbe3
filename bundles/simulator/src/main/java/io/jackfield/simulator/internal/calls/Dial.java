package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.Disposition;
import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Party;
import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The application that calls one or several others at once and puts the first that answers through to the caller. */
final class Dial implements Leg.Owner {

    private static final List<String> RESULT_VARIABLES = List.of(
            "DIALSTATUS",
            "DIALEDPEERNUMBER",
            "DIALEDPEERNAME",
            "ANSWEREDTIME",
            "ANSWEREDTIME_MS",
            "DIALEDTIME",
            "DIALEDTIME_MS",
            "RINGTIME",
            "RINGTIME_MS",
            "PROGRESSTIME",
            "PROGRESSTIME_MS");

    private final Execution execution;
    private final Switchboard board;
    private final Channel caller;
    private final String[] targets;
    private final Duration timeout;
    private final boolean goOnAfterwards;
    private final List<Leg> legs = new ArrayList<>();
    private final Set<Leg> called = new HashSet<>();
    private final Instant began;
    private Timer timer = Timer.NONE;
    private boolean rang;
    private boolean finished;
    private Conversation conversation;
    private Failure lastFailure = Failure.UNAVAILABLE;

    /** @param data {@code Technology/number[&Technology/number…][,seconds[,options]]}; of the options only g counts */
    Dial(Execution execution, String data) {
        this.execution = execution;
        board = execution.board();
        caller = execution.channel();
        began = board.pbx().now();
        String[] parts = data.split(",", 3);
        targets = parts[0].split("&");
        timeout = parts.length > 1 ? Applications.seconds(parts[1], Duration.ZERO) : Duration.ZERO;
        goOnAfterwards = parts.length > 2 && parts[2].contains("g");
    }

    void start() {
        execution.ifHungUp(this::callerGone);
        execution.ifReleased(this::callerReleased);
        RESULT_VARIABLES.forEach(variable -> caller.set(variable, ""));
        for (String target : targets) {
            board.leg(target, caller.linkedid()).ifPresent(this::introduce);
        }
        if (!timeout.isZero()) {
            timer = board.pbx().after(timeout, this::timedOut);
        }
        List.copyOf(legs).forEach(this::begin);
        // All have been begun before the first can answer or refuse.
        for (Leg leg : List.copyOf(legs)) {
            if (legs.contains(leg) && conversation == null) {
                leg.start(this);
            }
        }
        if (legs.isEmpty()) {
            finish(lastFailure);
        }
    }

    /** The leg learns who calls, and that it runs on behalf of the caller's extension. */
    private void introduce(Leg leg) {
        legs.add(leg);
        Channel channel = leg.channel();
        channel.set("DIALEDPEERNUMBER", leg.number());
        boolean anonymous = channel.caller().equals(Party.UNKNOWN);
        if (anonymous) {
            channel.caller(new Party(caller.exten(), caller.connected().name()));
        }
        channel.connected(caller.caller());
        channel.moveTo(channel.context(), caller.exten(), channel.priority());
        channel.execute("AppDial", "(Outgoing Line)");
        if (anonymous) {
            channel.identify(channel.caller());
        }
        if (!channel.connected().equals(Party.UNKNOWN)) {
            channel.connect(channel.connected());
        }
    }

    private void begin(Leg leg) {
        if (!leg.prepare()) {
            legs.remove(leg);
            leg.drop(Cause.UNKNOWN);
            return;
        }
        called.add(leg);
        dialEvent("DialBegin", leg, "DialString", leg.number());
        if (targets.length == 1 && leg instanceof PhoneLeg) {
            caller.connect(leg.channel().caller());
        }
    }

    private void dialled(Leg leg, Disposition outcome) {
        caller.result().dialled(caller, leg.channel(), outcome, board.pbx().now());
    }

    private void dialEvent(String event, Leg leg, String header, String value) {
        caller.event(event, CALL)
                .channel("Dest", leg.channel())
                .header(header, value)
                .publish();
    }

    @Override
    public void ringing(Leg leg) {
        if (!rang) {
            rang = true;
            Conversation.setTime(
                    caller, "RINGTIME", Duration.between(began, board.pbx().now()));
            caller.technology().ringing();
        }
        dialEvent("DialState", leg, "DialStatus", "RINGING");
    }

    @Override
    public void answered(Leg leg) {
        timer.cancel();
        legs.remove(leg);
        dropAll(Failure.CANCELLED);
        caller.set("DIALSTATUS", "ANSWER");
        caller.set("DIALEDPEERNAME", leg.channel().name());
        caller.set("DIALEDPEERNUMBER", leg.number());
        leg.channel().moveTo(leg.channel().context(), "", 1);
        dialEvent("DialEnd", leg, "DialStatus", "ANSWER");
        legs.add(leg);
        dialled(leg, Disposition.ANSWERED);
        caller.technology().answer();
        conversation = new Conversation(board.pbx(), caller, leg.channel(), began);
        leg.channel().execute("AppDial", "(Outgoing Line)");
        conversation.begin();
        if (leg instanceof PhoneLeg phone) {
            board.planOf(caller).talking(phone);
        }
    }

    @Override
    public void failed(Leg leg, Failure failure) {
        legs.remove(leg);
        dialled(leg, failure.disposition());
        dialEvent("DialEnd", leg, "DialStatus", failure.status());
        leg.drop(failure.cause());
        lastFailure = failure;
        if (legs.isEmpty()) {
            finish(failure);
        }
    }

    @Override
    public void hungUp(Leg leg, Cause cause) {
        if (conversation == null) {
            failed(leg, new Failure("NOANSWER", cause, 0));
            return;
        }
        endConversation(leg.channel());
        leg.drop(cause.equals(Cause.UNKNOWN) ? Cause.NORMAL : cause);
        goOn();
    }

    @Override
    public boolean released(Leg leg) {
        if (conversation == null) {
            return false;
        }
        if (execution.isReserved()) {
            finished = true;
            legs.clear();
            conversation.part(leg.channel());
            conversation = null;
            caller.set("DIALSTATUS", "ANSWER");
        } else {
            endConversation(leg.channel());
            goOn();
        }
        return true;
    }

    private void goOn() {
        caller.set("DIALSTATUS", "ANSWER");
        if (goOnAfterwards) {
            execution.next();
        } else {
            execution.end(Cause.NORMAL);
        }
    }

    private void timedOut() {
        legs.forEach(leg -> dialled(leg, Disposition.NO_ANSWER));
        dropAll(Failure.NO_ANSWER);
        finish(Failure.NO_ANSWER);
    }

    private void callerGone() {
        if (finished) {
            return;
        }
        finished = true;
        timer.cancel();
        if (conversation != null) {
            Leg peer = legs.get(0);
            endConversation(caller);
            caller.set("DIALSTATUS", "ANSWER");
            peer.drop(Cause.NORMAL);
        } else {
            legs.forEach(leg -> dialled(leg, Disposition.NO_ANSWER));
            dropAll(Failure.CANCELLED);
            caller.set("DIALSTATUS", "CANCEL");
        }
    }

    /** The caller goes elsewhere; who answered it is left alone. */
    private void callerReleased() {
        if (conversation == null) {
            callerGone();
            return;
        }
        finished = true;
        Leg peer = legs.remove(0);
        if (conversation.part(caller)) {
            caller.set("DIALSTATUS", "ANSWER");
        }
        conversation = null;
        peer.drop(Cause.NORMAL);
    }

    private void endConversation(Channel first) {
        finished = true;
        Conversation ended = conversation;
        conversation = null;
        legs.clear();
        ended.end(first);
    }

    private void dropAll(Failure why) {
        List<Leg> dropped = List.copyOf(legs);
        legs.clear();
        for (Leg leg : dropped) {
            if (called.contains(leg)) {
                dialEvent("DialEnd", leg, "DialStatus", why.status());
            }
            leg.drop(why.cause());
        }
    }

    private void finish(Failure failure) {
        if (finished) {
            return;
        }
        finished = true;
        timer.cancel();
        caller.set("DIALSTATUS", failure.status());
        execution.next();
    }
}
