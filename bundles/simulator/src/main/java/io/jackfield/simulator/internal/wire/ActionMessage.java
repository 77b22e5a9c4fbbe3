package io.jackfield.simulator.internal.wire;

import java.util.List;

/**
 * What a client sent up to an empty line.
 *
 * @param lines the lines as they came, without line ends
 * @param problem what was wrong with them as a message, or null
 */
public record ActionMessage(List<String> lines, String problem) {

    public ActionMessage {
        lines = List.copyOf(lines);
    }

    /** The action's name; unlike other headers an empty one is passed over for a later one. */
    public String action() {
        return headers("Action").stream().filter(v -> !v.isEmpty()).findFirst().orElse("");
    }

    /** The first value of a header, even if empty; "" if there is none. */
    public String header(String name) {
        for (String line : lines) {
            if (names(line, name)) {
                return value(line, name);
            }
        }
        return "";
    }

    public List<String> headers(String name) {
        return lines.stream()
                .filter(line -> names(line, name))
                .map(line -> value(line, name))
                .toList();
    }

    public String actionId() {
        return header("ActionID");
    }

    /** Whether a line carries this header: the colon must follow at once, upper and lower case are alike. */
    public static boolean names(String line, String name) {
        int length = name.length();
        return line.length() > length && line.charAt(length) == ':' && line.regionMatches(true, 0, name, 0, length);
    }

    /** Leading blanks and control characters do not belong to a value; trailing ones do. */
    private static String value(String line, String name) {
        int start = name.length() + 1;
        while (start < line.length() && line.charAt(start) <= ' ') {
            start++;
        }
        return line.substring(start);
    }
}
