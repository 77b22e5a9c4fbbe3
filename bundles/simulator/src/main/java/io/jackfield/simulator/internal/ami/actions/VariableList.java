package io.jackfield.simulator.internal.ami.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the Variable headers of an action hold: assignments between commas, with quoting. */
final class VariableList {

    private VariableList() {}

    /** The assignments in their order; what has no equals sign is left out. */
    static List<Map.Entry<String, String>> parse(List<String> headers) {
        List<Map.Entry<String, String>> variables = new ArrayList<>();
        for (String header : headers) {
            for (String item : split(header)) {
                int equals = item.indexOf('=');
                if (equals >= 0) {
                    variables.add(Map.entry(item.substring(0, equals), item.substring(equals + 1)));
                }
            }
        }
        return variables;
    }

    /** At commas outside quotes and parentheses; quotes and backslashes are used up. */
    private static List<String> split(String header) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '\\' && i + 1 < header.length()) {
                item.append(header.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted && depth == 0) {
                items.add(item.toString());
                item.setLength(0);
            } else {
                depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
                item.append(c);
            }
        }
        items.add(item.toString());
        return items;
    }
}
