package io.jackfield.simulator.internal.pbx;

import java.util.regex.Pattern;

/** Number and name of somebody on a call, "" where unknown. */
public record Party(String number, String name) {

    public static final Party UNKNOWN = new Party("", "");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");
    private static final String SHOWN_UNKNOWN = "<unknown>";

    /** Reads {@code "Name" <number>}, {@code <number>} or a number alone. */
    public static Party parse(String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        if (open < 0 || close < open) {
            return text.isBlank() ? UNKNOWN : new Party(text.trim(), "");
        }
        String name = text.substring(0, open).trim();
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            name = ESCAPED.matcher(name.substring(1, name.length() - 1)).replaceAll("$1");
        }
        return new Party(text.substring(open + 1, close).trim(), name);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return name.isEmpty() ? number : number.isEmpty() ? name : '"' + name + "\" <" + number + '>';
    }

    public String shownNumber() {
        return number.isEmpty() ? SHOWN_UNKNOWN : number;
    }

    public String shownName() {
        return name.isEmpty() ? SHOWN_UNKNOWN : name;
    }
}
