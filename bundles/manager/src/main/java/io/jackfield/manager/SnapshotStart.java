package io.jackfield.manager;

import java.time.Instant;

/**
 * A list begins: the events up to {@link SnapshotEnd} are its items. The list is at least as new as every event delivered
 * before this; events after the frame may repeat or pre-date what it says, so apply them idempotently. Frames of different
 * lists are not one instant.
 *
 * @param origin the connection and login that asked for it
 * @param action the list action, for example {@code CoreShowChannels}
 * @param at when its last item was received
 */
public record SnapshotStart(Origin origin, String action, Instant at) implements StreamItem {

    /** The name under which it appears where events are told apart by name. */
    public static final String NAME = "SnapshotStart";
}
