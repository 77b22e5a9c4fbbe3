package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The applications that lead elsewhere in the dialplan. */
final class Jumps {

    private static final Pattern TARGET =
            Pattern.compile("(?:(?:([^,]*),)?([^,]*),)?([^,()]*)(?:\\((.*)\\))?", Pattern.DOTALL);

    private Jumps() {}

    static void goTo(Execution execution, String data) {
        Optional<Place> place = place(execution, TARGET.matcher(data));
        place.ifPresentOrElse(
                there -> {
                    // The step that follows this one is where it is to go.
                    execution.channel().moveTo(there.context(), there.exten(), there.priority() - 1);
                    execution.next();
                },
                () -> execution.end(Cause.UNKNOWN));
    }

    static void gosub(Execution execution, String data) {
        Matcher target = TARGET.matcher(data);
        Optional<Place> place = place(execution, target);
        if (place.isEmpty()) {
            execution.end(Cause.UNKNOWN);
            return;
        }
        execution.gosub(place.get(), target.group(4) == null ? "" : target.group(4));
    }

    static void giveBack(Execution execution, String value) {
        if (!execution.returnFromSubroutine(value)) {
            execution.end(Cause.UNKNOWN);
        }
    }

    private static Optional<Place> place(Execution execution, Matcher target) {
        if (!target.matches() || !target.group(3).trim().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Channel channel = execution.channel();
        Place place = new Place(
                target.group(1) == null ? channel.context() : target.group(1).trim(),
                target.group(2) == null ? channel.exten() : target.group(2).trim(),
                Integer.parseInt(target.group(3).trim()));
        boolean there = execution.board().dialplan().has(place.context(), place.exten(), place.priority());
        return there ? Optional.of(place) : Optional.empty();
    }
}
