package io.jackfield.camel.manager.internal;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerMessage;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * What bodies convert to: {@code Map} and {@code JsonObject} by header name, {@code String} as JSON text, {@code byte[]} and
 * {@code InputStream} as the bytes of the wire.
 */
@Converter(generateLoader = true)
public final class ManagerConverter {

    private ManagerConverter() {}

    @Converter
    public static Map<String, Object> toMap(ManagerMessage message) {
        return message.headers().toMap();
    }

    @Converter
    public static JsonObject toJsonObject(ManagerMessage message) {
        return new JsonObject(toMap(message));
    }

    @Converter
    public static String toJson(ManagerMessage message) {
        return toJsonObject(message).toJson();
    }

    @Converter
    public static byte[] toWire(ManagerMessage message) {
        return message.headers().toBytes();
    }

    @Converter
    public static InputStream toWireStream(ManagerMessage message) {
        return new ByteArrayInputStream(toWire(message));
    }

    @Converter
    public static Map<String, Object> toMap(EventGap gap) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Event", EventGap.NAME);
        map.put("Connection", gap.origin().connection());
        map.put("Kind", gap.kind().name());
        map.put("From", gap.from().toString());
        map.put("To", gap.to().toString());
        gap.count().ifPresent(count -> map.put("Count", count));
        return map;
    }

    @Converter
    public static Map<String, Object> toMap(SnapshotStart start) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Event", SnapshotStart.NAME);
        map.put("Connection", start.origin().connection());
        map.put("Action", start.action());
        map.put("At", start.at().toString());
        return map;
    }

    @Converter
    public static String toJson(SnapshotStart start) {
        return new JsonObject(toMap(start)).toJson();
    }

    @Converter
    public static Map<String, Object> toMap(SnapshotEnd end) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Event", SnapshotEnd.NAME);
        map.put("Connection", end.origin().connection());
        map.put("Action", end.action());
        map.put("Items", end.items());
        end.incomplete().ifPresent(why -> map.put("Incomplete", why));
        return map;
    }

    @Converter
    public static String toJson(SnapshotEnd end) {
        return new JsonObject(toMap(end)).toJson();
    }

    @Converter
    public static JsonObject toJsonObject(EventGap gap) {
        return new JsonObject(toMap(gap));
    }

    @Converter
    public static String toJson(EventGap gap) {
        return toJsonObject(gap).toJson();
    }

    @Converter
    public static List<Map<String, Object>> toMaps(EventList list) {
        return list.items().stream().map(ManagerConverter::toMap).toList();
    }

    @Converter
    public static String toJson(EventList list) {
        JsonArray items = new JsonArray();
        for (ManagerEvent item : list.items()) {
            items.add(toJsonObject(item));
        }
        return items.toJson();
    }
}
