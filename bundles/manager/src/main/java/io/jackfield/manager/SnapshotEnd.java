package io.jackfield.manager;

import java.util.Optional;

/**
 * The list that began with the {@link SnapshotStart} before it ends here.
 *
 * @param origin the connection and login that asked for it
 * @param action the list action
 * @param items how many items were delivered
 * @param incomplete why the list is not whole, for a person to read; empty if it is
 */
public record SnapshotEnd(Origin origin, String action, int items, Optional<String> incomplete) implements StreamItem {

    /** The name under which it appears where events are told apart by name. */
    public static final String NAME = "SnapshotEnd";
}
