package io.jackfield.fastagi.internal;

import java.util.EnumMap;
import java.util.Map;

/** How often each of an enum's constants occurred. */
final class Tally<E extends Enum<E>> {

    private final Map<E, Long> counts;

    Tally(Class<E> type) {
        counts = new EnumMap<>(type);
    }

    synchronized void count(E constant) {
        counts.merge(constant, 1L, Long::sum);
    }

    /** Those that occurred. */
    synchronized Map<E, Long> counts() {
        return new EnumMap<>(counts);
    }
}
