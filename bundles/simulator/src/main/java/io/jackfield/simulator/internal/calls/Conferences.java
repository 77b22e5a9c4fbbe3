package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conferences that are going on. */
public final class Conferences {

    private final Pbx pbx;
    private final Map<String, Conference> byName = new LinkedHashMap<>();

    Conferences(Pbx pbx) {
        this.pbx = pbx;
    }

    Conference join(String name) {
        return byName.computeIfAbsent(name, room -> new Conference(pbx, room));
    }

    void left(Conference conference) {
        if (conference.isOver()) {
            byName.remove(conference.name());
        }
    }

    void restart() {
        byName.clear();
    }

    public Optional<Conference> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<Conference> all() {
        return List.copyOf(byName.values());
    }
}
