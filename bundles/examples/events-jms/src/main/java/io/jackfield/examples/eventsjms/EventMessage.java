package io.jackfield.examples.eventsjms;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * What goes to the topic, described for its readers in {@code schema/event-1.json}. What there is nothing to say about is null and left
 * out of the JSON.
 *
 * @param version of the schema
 * @param id the same for the same receipt of an event, however often it is sent
 * @param type what it is about: {@code call}, {@code extension}, {@code gap} or {@code snapshot}
 * @param time when the PBX says it was ({@code timestampevents=yes}), in UTC
 * @param headers all that the PBX sent; a header that repeats is a list
 */
public record EventMessage(
        int version,
        String id,
        String connection,
        String type,
        String event,
        String time,
        CallPart call,
        ExtensionPart extension,
        GapPart gap,
        SnapshotPart snapshot,
        Map<String, Object> headers) {

    /** The state of a hint. */
    public record ExtensionPart(String extension, String context, String hint, Integer status, String text) {

        private static ExtensionPart of(ManagerEvent event) {
            return new ExtensionPart(
                    event.get("Exten"),
                    event.get("Context"),
                    event.get("Hint"),
                    CallPart.number(event.get("Status")),
                    event.get("StatusText"));
        }
    }

    /** Why and from when to when events are missing, and how many if that is known. */
    public record GapPart(EventGap.Kind kind, String from, String to, Long count) {

        private static GapPart of(EventGap gap) {
            Long count = gap.count().isPresent() ? gap.count().getAsLong() : null;
            return new GapPart(gap.kind(), gap.from().toString(), gap.to().toString(), count);
        }
    }

    /** The beginning of a list of the PBX's state, or its end with the number of items and, if it is not whole, why. */
    public record SnapshotPart(String list, Integer items, String incomplete) {}

    /** Called by the route with the body of an exchange. */
    public static EventMessage of(StreamItem item) {
        if (item instanceof ManagerEvent event) {
            return event.name().equals("ExtensionStatus")
                    ? message(event, "extension", null, ExtensionPart.of(event))
                    : message(event, "call", CallPart.of(event), null);
        }
        if (item instanceof EventGap gap) {
            return note(gap.origin(), "gap", EventGap.NAME, gap.to(), GapPart.of(gap), null);
        }
        if (item instanceof SnapshotStart start) {
            SnapshotPart part = new SnapshotPart(start.action(), null, null);
            return note(start.origin(), "snapshot", SnapshotStart.NAME, start.at(), null, part);
        }
        SnapshotEnd end = (SnapshotEnd) item;
        SnapshotPart part =
                new SnapshotPart(end.action(), end.items(), end.incomplete().orElse(null));
        return note(end.origin(), "snapshot", SnapshotEnd.NAME, null, null, part);
    }

    /** Of which call; null where it is about none. */
    public String callId() {
        return call == null ? null : call.id();
    }

    private static EventMessage message(ManagerEvent event, String type, CallPart call, ExtensionPart extension) {
        return new EventMessage(
                1,
                event.origin().epoch() + "/" + event.sequence(),
                event.origin().connection(),
                type,
                event.name(),
                time(event.get("Timestamp")),
                call,
                extension,
                null,
                null,
                event.headers().toMap());
    }

    private static EventMessage note(
            Origin origin, String type, String event, Instant at, GapPart gap, SnapshotPart snapshot) {
        String time = at == null ? null : at.toString();
        return new EventMessage(1, null, origin.connection(), type, event, time, null, null, gap, snapshot, null);
    }

    /** Seconds with a fraction, as Asterisk writes them; null for anything else. */
    private static String time(String timestamp) {
        try {
            String[] parts = timestamp == null ? new String[0] : timestamp.split("\\.");
            return parts.length == 2
                    ? Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1000)
                            .toString()
                    : null;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
