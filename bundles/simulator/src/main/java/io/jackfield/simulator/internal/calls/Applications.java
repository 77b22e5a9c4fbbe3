package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The applications there are; their names know no upper and lower case. */
public final class Applications {

    private static final Duration BUSY_TONE = Duration.ofSeconds(10);

    private final Map<String, Application> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Applications() {
        addLiving("Answer", (execution, data) -> {
            execution.channel().technology().answer();
            execution.next();
        });
        addLiving("Ringing", (execution, data) -> {
            execution.channel().technology().ringing();
            execution.next();
        });
        byName.put("NoOp", (execution, data) -> execution.next());
        byName.put("Verbose", (execution, data) -> execution.next());
        byName.put("Goto", Jumps::goTo);
        byName.put("Gosub", Jumps::gosub);
        byName.put("Return", Jumps::giveBack);
        addLiving("Playback", Playback::start);
        addLiving("SendDTMF", (execution, data) -> new Dialler(execution, data).next());
        byName.put("Wait", (execution, data) -> execution.nextAfter(seconds(data, Duration.ZERO)));
        addLiving("Busy", (execution, data) -> {
            execution.channel().technology().busy();
            endAfter(execution, data, Cause.BUSY);
        });
        addLiving("Congestion", (execution, data) -> {
            execution.channel().technology().congestion();
            endAfter(execution, data, Cause.CONGESTION);
        });
        addLiving("Hangup", (execution, data) -> execution.hangUp(hangupCause(data)));
        byName.put("Set", Applications::set);
        byName.put("UserEvent", Applications::userEvent);
        addLiving("Dial", (execution, data) -> new Dial(execution, data).start());
        addLiving("ConfBridge", ConferenceMember::start);
        addLiving("Park", Applications::park);
        addLiving("ParkedCall", Applications::parkedCall);
        addLiving("Queue", (execution, data) -> new QueuedCall(execution, data).start());
    }

    public Optional<Application> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public void add(String name, Application application) {
        byName.put(name, application);
    }

    /** An application that wants somebody at the other end: on a channel that was hung up it ends at once. */
    private void addLiving(String name, Application application) {
        add(name, (execution, data) -> {
            if (execution.isHungUp()) {
                execution.end(Cause.NORMAL);
            } else {
                application.run(execution, data);
            }
        });
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
        if (!execution.isEnded() && !execution.isHungUp()) {
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
            Variables.write(
                    execution.board().pbx(),
                    execution.channel(),
                    data.substring(0, equals),
                    data.substring(equals + 1));
        }
        execution.next();
    }

    private static void userEvent(Execution execution, String data) {
        List<String> parts = ApplicationArguments.split(data);
        Channel channel = execution.channel();
        EventBuilder event = channel.event("UserEvent", EventClass.USER).header("UserEvent", parts.get(0));
        parts.stream().skip(1).forEach(event::line);
        event.publish();
        execution.next();
    }

    /** Seconds with or without a fraction; what is no number counts as the default. */
    public static Duration seconds(String text, Duration otherwise) {
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(text.trim()) * 1000));
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }
}
