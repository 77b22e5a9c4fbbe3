package io.jackfield.manager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a subscriber wants: by name, and by header values. Tested on raw bytes, before an event object exists.
 * Immutable.
 */
public final class EventFilter {

    private static final EventFilter ALL = new EventFilter(List.of(), List.of());

    private final List<Glob> names;
    private final List<Condition> conditions;

    private record Condition(String header, boolean wanted, List<Glob> globs) {

        boolean holds(Headers headers) {
            return wanted == matches(headers);
        }

        private boolean matches(Headers headers) {
            int index = headers.indexOf(header);
            for (Glob glob : globs) {
                if (index < 0 ? glob.matches(new byte[0], 0, 0) : headers.valueMatches(index, glob)) {
                    return true;
                }
            }
            return false;
        }
    }

    private EventFilter(List<Glob> names, List<Condition> conditions) {
        this.names = names;
        this.conditions = conditions;
    }

    /** Every event. */
    public static EventFilter all() {
        return ALL;
    }

    /**
     * This filter for events whose name matches one of the comma-separated patterns, in any case; {@code *} and {@code ?} are
     * wildcards.
     *
     * @throws IllegalArgumentException if a pattern is empty
     */
    public EventFilter named(String patterns) {
        List<Glob> names = new ArrayList<>();
        for (String pattern : patterns.split(",", -1)) {
            String name = pattern.strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("events=" + patterns
                        + ": expected event names or patterns separated by commas, for example Newchannel,Queue*");
            }
            names.add(new Glob(name, true));
        }
        return new EventFilter(List.copyOf(names), conditions);
    }

    /**
     * This filter, narrowed: {@code Header=glob|glob} or {@code Header!=glob|glob}. A missing header counts as empty; of a
     * header that repeats, the first counts.
     *
     * @throws IllegalArgumentException if the condition has another form
     */
    public EventFilter where(String condition) {
        int equals = condition.indexOf('=');
        boolean negated = equals > 0 && condition.charAt(equals - 1) == '!';
        String header = equals < 0
                ? ""
                : condition.substring(0, negated ? equals - 1 : equals).strip();
        if (header.isEmpty()) {
            throw new IllegalArgumentException(
                    "where=" + condition + ": expected Header=pattern|pattern or Header!=pattern|pattern");
        }
        List<Glob> globs = Arrays.stream(condition.substring(equals + 1).split("\\|", -1))
                .map(pattern -> new Glob(pattern, false))
                .toList();
        List<Condition> more = new ArrayList<>(conditions);
        more.add(new Condition(header, !negated, globs));
        return new EventFilter(names, List.copyOf(more));
    }

    /** The names this filter is limited to, as they were given; empty if others may pass, because of a wildcard. */
    public Optional<Set<String>> exactNames() {
        boolean exact = !names.isEmpty() && names.stream().noneMatch(Glob::isPattern);
        return exact
                ? Optional.of(names.stream().map(Glob::toString).collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    /** Whether an event with these headers passes; its name is the value of the first of them. */
    public boolean test(Headers headers) {
        return nameMatches(headers) && conditionsHold(headers);
    }

    private boolean nameMatches(Headers headers) {
        if (names.isEmpty()) {
            return true;
        }
        for (Glob name : names) {
            if (headers.valueMatches(0, name)) {
                return true;
            }
        }
        return false;
    }

    private boolean conditionsHold(Headers headers) {
        for (Condition condition : conditions) {
            if (!condition.holds(headers)) {
                return false;
            }
        }
        return true;
    }
}
