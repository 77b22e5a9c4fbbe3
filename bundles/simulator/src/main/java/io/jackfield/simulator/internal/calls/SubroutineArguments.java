package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import java.util.HashMap;
import java.util.Map;

/** The variables ARG1, ARG2 … and ARGC as they were before a subroutine with arguments of its own. */
final class SubroutineArguments {

    private final Map<String, String> before = new HashMap<>();

    private SubroutineArguments() {}

    /** Sets those of a subroutine, and keeps what they were. */
    static SubroutineArguments replace(Channel channel, String arguments) {
        String[] values = arguments.isEmpty() ? new String[0] : arguments.split(",", -1);
        SubroutineArguments kept = new SubroutineArguments();
        for (int i = 0; i < values.length; i++) {
            kept.set(channel, "ARG" + (i + 1), values[i]);
        }
        kept.set(channel, "ARGC", String.valueOf(values.length));
        return kept;
    }

    private void set(Channel channel, String name, String value) {
        before.put(name, channel.variables().get(name));
        channel.set(name, value);
    }

    void restore(Channel channel) {
        before.forEach(channel.variables()::restore);
    }
}
