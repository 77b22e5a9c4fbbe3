package io.jackfield.examples.calllog;

import io.jackfield.manager.ManagerEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the statements need of an event, by the names of their parameters. */
final class CallRow {

    private CallRow() {}

    static Map<String, Object> of(ManagerEvent event) {
        Map<String, Object> row = new HashMap<>();
        row.put("connection", event.origin().connection());
        row.put("leg", event.get("Uniqueid"));
        row.put("call", event.get("Linkedid"));
        row.put("channel", event.get("Channel"));
        row.put("state", event.get("ChannelStateDesc"));
        row.put("caller", known(event.get("CallerIDNum")));
        row.put("dialled", event.get("Exten"));
        row.put("cause", event.get("Cause-txt"));
        row.put("at", Timestamp.from(time(event.get("Timestamp"))));
        return row;
    }

    private static String known(String caller) {
        return caller == null || caller.isEmpty() || caller.equals("<unknown>") ? null : caller;
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
}
