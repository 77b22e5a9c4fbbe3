package io.jackfield.simulator.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields as a form or a query carries them, decoded byte by byte. */
final class Form {

    private Form() {}

    static List<Map.Entry<String, String>> decode(String encoded) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        if (encoded.isEmpty()) {
            return fields;
        }
        for (String field : encoded.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            fields.add(Map.entry(unescape(name), unescape(value)));
        }
        return fields;
    }

    /** What is no escape stays as it is; a zero byte is the end. */
    private static String unescape(String encoded) {
        StringBuilder text = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int high = c == '%' && i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            if (high >= 0) {
                int low = Character.digit(encoded.charAt(i + 2), 16);
                c = (char) (low < 0 ? high : high << 4 | low);
                i += 2;
            } else if (c == '+') {
                c = ' ';
            }
            if (c == 0) {
                break;
            }
            text.append(c);
        }
        return text.toString();
    }
}
