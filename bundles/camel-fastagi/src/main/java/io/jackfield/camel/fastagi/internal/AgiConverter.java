package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.util.json.JsonObject;

/** What the body of a call converts to: {@code Map} and {@code JsonObject} by variable name, {@code String} as JSON text. */
@Converter(generateLoader = true)
public final class AgiConverter {

    private AgiConverter() {}

    @Converter
    public static Map<String, Object> toMap(AgiRequest request) {
        return new LinkedHashMap<>(request.environment());
    }

    @Converter
    public static JsonObject toJsonObject(AgiRequest request) {
        return new JsonObject(toMap(request));
    }

    @Converter
    public static String toJson(AgiRequest request) {
        return toJsonObject(request).toJson();
    }
}
