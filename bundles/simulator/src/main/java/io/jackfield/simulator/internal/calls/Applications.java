package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The applications there are; their names know no upper and lower case. */
final class Applications {

    private static final Duration BUSY_TONE = Duration.ofSeconds(10);

    private final Map<String, Application> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Applications() {
        byName.put("Answer", (execution, data) -> {
            execution.channel().technology().answer();
            execution.next();
        });
        byName.put("Ringing", (execution, data) -> {
            execution.channel().technology().ringing();
            execution.next();
        });
        byName.put("NoOp", (execution, data) -> execution.next());
        byName.put("Wait", (execution, data) -> execution.nextAfter(seconds(data, Duration.ZERO)));
        byName.put("Busy", (execution, data) -> {
            execution.channel().technology().busy();
            endAfter(execution, data, Cause.BUSY);
        });
        byName.put("Congestion", (execution, data) -> {
            execution.channel().technology().congestion();
            endAfter(execution, data, Cause.CONGESTION);
        });
        byName.put("Hangup", (execution, data) -> execution.end(hangupCause(data)));
        byName.put("Set", Applications::set);
        byName.put("UserEvent", Applications::userEvent);
        byName.put("Dial", (execution, data) -> new Dial(execution, data).start());
        byName.put("ConfBridge", ConferenceMember::start);
        byName.put("Park", Applications::park);
        byName.put("ParkedCall", Applications::parkedCall);
        byName.put("Queue", (execution, data) -> new QueuedCall(execution, data).start());
    }

    Optional<Application> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static void park(Execution execution, String data) {
        execution.channel().technology().answer();
        if (!execution.board().parking().park(execution, execution.channel().device())) {
            execution.next();
        }
    }

    /** The data is {@code lot,space}. */
    private static void parkedCall(Execution execution, String data) {
        int comma = data.indexOf(',');
        long space = seconds(data.substring(comma + 1), Duration.ZERO).toSeconds();
        execution.channel().technology().answer();
        execution
                .board()
                .parking()
                .call((int) space)
                .ifPresentOrElse(call -> call.retrieve(execution), execution::next);
    }

    private static void endAfter(Execution execution, String data, Cause cause) {
        if (!execution.isEnded()) {
            var timer = execution.board().pbx().after(seconds(data, BUSY_TONE), () -> execution.end(cause));
            execution.ifHungUp(timer::cancel);
        }
    }

    private static Cause hangupCause(String data) {
        return data.isEmpty()
                ? Cause.NORMAL
                : new Cause((int) seconds(data, Duration.ZERO).toSeconds());
    }

    private static void set(Execution execution, String data) {
        int equals = data.indexOf('=');
        if (equals > 0) {
            Variables.set(
                    execution.board().pbx(),
                    execution.channel(),
                    data.substring(0, equals),
                    data.substring(equals + 1));
        }
        execution.next();
    }

    private static void userEvent(Execution execution, String data) {
        String[] parts = data.split(",");
        Channel channel = execution.channel();
        EventBuilder event = channel.event("UserEvent", EventClass.USER).header("UserEvent", parts[0]);
        for (int i = 1; i < parts.length; i++) {
            event.line(parts[i]);
        }
        event.publish();
        execution.next();
    }

    /** Seconds with or without a fraction; what is no number counts as the default. */
    static Duration seconds(String text, Duration otherwise) {
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(text.trim()) * 1000));
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }
}
