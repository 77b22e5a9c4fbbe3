package io.jackfield.simulator.internal.pbx;

import io.jackfield.simulator.internal.wire.WireText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The variables of one channel; each change raises its event. */
public final class ChannelVariables {

    private final Channel channel;
    private final Map<String, String> values = new LinkedHashMap<>();

    ChannelVariables(Channel channel) {
        this.channel = channel;
    }

    /** The value, null if there is no such variable. It was perhaps set as one to be inherited, with underscores before its name. */
    public String get(String name) {
        return Stream.of("", "_", "__")
                .map(inheritance -> values.get(inheritance + name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    void set(String name, String value) {
        values.remove(name);
        values.put(name, value);
        announce(name, value);
    }

    /** Puts a variable back to what it was, null for none, without an event. */
    public void restore(String name, String value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    /** Takes over all variables of another channel at once: the events show none of the new values yet. */
    public void inherit(ChannelVariables other) {
        other.newestFirst().forEach(name -> announce(name, other.get(name)));
        values.putAll(other.values);
    }

    /** The names, in the order in which Asterisk goes through them. */
    public List<String> newestFirst() {
        List<String> names = new ArrayList<>(values.keySet());
        Collections.reverse(names);
        return names;
    }

    private void announce(String name, String value) {
        channel.event("VarSet", EventClass.DIALPLAN)
                .header("Variable", name)
                .header("Value", WireText.escape(WireText.repaired(value)))
                .publish();
    }
}
