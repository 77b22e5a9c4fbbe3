package io.jackfield.manager;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Says, at its place in the stream, that events are missing there.
 *
 * @param origin the connection, and the login whose events follow
 * @param kind why
 * @param from when the stretch began; for {@code START} the same as {@code to}
 * @param to when it ended
 * @param count how many events are missing, where that is known
 */
public record EventGap(Origin origin, Kind kind, Instant from, Instant to, OptionalLong count) implements StreamItem {

    /** Why events are missing. */
    public enum Kind {
        /** The subscription begins here; whatever happened before is unknown to it. */
        START,
        /** The connection was away. */
        LOST,
        /** The subscriber was too slow and its queue was full. */
        OVERFLOW
    }

    @Override
    public String toString() {
        return switch (kind) {
            case START -> "events of " + origin.connection() + " begin here";
            case LOST -> "events of " + origin.connection() + " are missing from " + from + " to " + to;
            case OVERFLOW ->
                count.orElse(0) + " events of " + origin.connection() + " were shed from " + from + " to " + to;
        };
    }

    /** The name under which a gap appears where events are told apart by name. */
    public static final String NAME = "EventGap";
}
