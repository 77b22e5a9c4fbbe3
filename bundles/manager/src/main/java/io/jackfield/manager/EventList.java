package io.jackfield.manager;

import java.util.List;
import java.util.Optional;

/**
 * The answer to an action that may be answered by a list.
 *
 * @param response the response itself; an error, or a success without a list, is final
 * @param items the list's events in order; empty if no list was opened
 * @param complete the event that closed the list, which for some actions carries data of its own
 */
public record EventList(ManagerResponse response, List<ManagerEvent> items, Optional<ManagerEvent> complete) {

    public EventList {
        items = List.copyOf(items);
    }

    /** Whether the PBX answered with a list, though perhaps an empty one. */
    public boolean isList() {
        return response.opensList();
    }
}
