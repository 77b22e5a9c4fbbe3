package io.jackfield.agi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code a=1&b=2} as a map; a name without {@code =} has the empty value. */
final class QueryString {

    private QueryString() {}

    static Map<String, String> parse(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = PercentDecoder.decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                parameters.putIfAbsent(name, equals < 0 ? "" : PercentDecoder.decode(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(parameters);
    }
}
