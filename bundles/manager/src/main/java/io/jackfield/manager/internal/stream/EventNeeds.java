package io.jackfield.manager.internal.stream;

import io.jackfield.manager.EventFilter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events the PBX has to send: by class, which is what an event mask can say, and by name, which is what its filters can
 * say. Always a superset of what is wanted: a wildcard, or a name whose class is not known, needs everything.
 *
 * @param classes the classes, or empty for all of them
 * @param names the names, or empty for all of them
 */
public record EventNeeds(Optional<Set<String>> classes, Optional<Set<String>> names) {

    /** No event at all. */
    public static final EventNeeds NOTHING = new EventNeeds(Optional.of(Set.of()), Optional.of(Set.of()));
    /** Every event. */
    public static final EventNeeds EVERYTHING = new EventNeeds(Optional.empty(), Optional.empty());

    /** What a filter needs. */
    public static EventNeeds of(EventFilter filter) {
        return filter.exactNames().map(EventNeeds::named).orElse(EVERYTHING);
    }

    /** What these names need; they may be spelt in any case. */
    public static EventNeeds named(Set<String> names) {
        Set<String> classes = new TreeSet<>();
        Set<String> spelt = new TreeSet<>();
        for (String name : names) {
            Optional<EventClasses.Known> known = EventClasses.find(name);
            if (known.isEmpty()) {
                return EVERYTHING;
            }
            classes.add(known.get().eventClass());
            spelt.add(known.get().name());
        }
        return new EventNeeds(Optional.of(Set.copyOf(classes)), Optional.of(Set.copyOf(spelt)));
    }

    public EventNeeds plus(EventNeeds other) {
        return new EventNeeds(union(classes, other.classes), union(names, other.names));
    }

    /** These classes, whatever the name. */
    public EventNeeds ofAnyName() {
        return new EventNeeds(classes, Optional.empty());
    }

    /** Whether whoever gets these gets all of the other's, too. */
    public boolean covers(EventNeeds other) {
        return covers(classes, other.classes) && covers(names, other.names);
    }

    private static Optional<Set<String>> union(Optional<Set<String>> one, Optional<Set<String>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        Set<String> union = new TreeSet<>(one.get());
        union.addAll(other.get());
        return Optional.of(Set.copyOf(union));
    }

    private static boolean covers(Optional<Set<String>> all, Optional<Set<String>> some) {
        return all.isEmpty() || some.isPresent() && all.get().containsAll(some.get());
    }

    /** The value of {@code EventMask} that asks for these classes. */
    public String mask() {
        return classes.map(set -> set.isEmpty() ? "off" : String.join(",", new TreeSet<>(set)))
                .orElse("on");
    }
}
