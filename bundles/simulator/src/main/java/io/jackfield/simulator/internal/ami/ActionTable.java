package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The actions there are; their names know no upper and lower case. */
public final class ActionTable {

    /**
     * One action.
     *
     * @param classes a user needs one of these, or none at all
     */
    public record Entry(String name, String synopsis, int classes, ManagerAction action) {}

    private final Map<String, Entry> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public void add(String name, String synopsis, ManagerAction action, EventClass... classes) {
        byName.put(name, new Entry(name, synopsis, EventClass.mask(classes), action));
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, in the order of their names. */
    public Collection<Entry> entries() {
        return byName.values();
    }
}
