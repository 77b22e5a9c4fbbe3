package io.jackfield.fastagi.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Connections that still owe their environment, in the order in which they came. They never count as sessions, so that peers who
 * drip their bytes take none away; one too many costs the oldest its place.
 */
final class Handshakes {

    private final Set<Handshake> pending = new LinkedHashSet<>();

    /** @return the one that has to make room */
    synchronized Optional<Handshake> add(Handshake handshake, int limit) {
        pending.add(handshake);
        if (pending.size() <= limit) {
            return Optional.empty();
        }
        Handshake oldest = pending.iterator().next();
        pending.remove(oldest);
        return Optional.of(oldest);
    }

    synchronized void remove(Handshake handshake) {
        pending.remove(handshake);
    }

    synchronized int count() {
        return pending.size();
    }

    synchronized List<Handshake> all() {
        return new ArrayList<>(pending);
    }
}
