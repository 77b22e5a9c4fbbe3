package io.jackfield.examples.calllog;

import io.jackfield.manager.ChannelSnapshot;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the statements need of an event, by the names of their parameters, as every database takes it. */
final class CallRow {

    static final int LONGEST = 255;

    /** What Asterisk says where it knows nothing; {@code s} is the extension of those who dialled none. */
    private static final Set<String> UNKNOWN = Set.of("", "<unknown>", "s");

    private CallRow() {}

    static Map<String, Object> of(StreamItem item) {
        Map<String, Object> row = new HashMap<>();
        row.put("connection", item.origin().connection());
        row.put("at", OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
        if (item instanceof ManagerEvent event) {
            Instant at = time(event.get("Timestamp"));
            row.put("at", utc(at));
            row.put("began", utc(at.minus(duration(event.get("Duration")))));
            row.put("cause", text(event.get("Cause-txt")));
            event.channel().ifPresent(channel -> put(row, channel, event.name()));
        }
        return row;
    }

    private static void put(Map<String, Object> row, ChannelSnapshot channel, String event) {
        row.put("leg", text(channel.uniqueid()));
        row.put("call", text(channel.linkedid()));
        row.put("channel", text(channel.name()));
        row.put("state", event.equals("Hangup") ? null : channel.stateDesc());
        row.put("caller", known(channel.callerIdNum()));
        row.put("callerName", known(channel.callerIdName()));
        row.put("dialled", known(channel.exten()));
    }

    private static String known(String value) {
        return value == null || UNKNOWN.contains(value) ? null : text(value);
    }

    /** Without NUL, which PostgreSQL refuses, and no longer than the columns. */
    static String text(String value) {
        if (value == null) {
            return null;
        }
        String clean = value.replace('\0', '\uFFFD');
        if (clean.length() <= LONGEST) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** The PBX's time if it sends one ({@code timestampevents=yes}), else ours. */
    private static Instant time(String timestamp) {
        if (timestamp == null) {
            return Instant.now();
        }
        int point = timestamp.indexOf('.');
        long seconds = Long.parseLong(timestamp.substring(0, point));
        long micros = Long.parseLong(timestamp.substring(point + 1));
        return Instant.ofEpochSecond(seconds, micros * 1000);
    }

    /** How long a channel of a list has been there; events have none. */
    private static Duration duration(String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        String[] parts = text.split(":");
        return Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
