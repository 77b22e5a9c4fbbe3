package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.wire.PercentText;
import io.jackfield.simulator.internal.wire.WireText;
import java.util.Base64;

/** Dialplan functions that make one text of another. */
final class TextFunctions {

    private TextFunctions() {}

    /** Null if there is no such function. */
    static String value(String function, String text) {
        return switch (function) {
            case "LEN" -> String.valueOf(text.length());
            case "TOUPPER" -> letters(text, 'a', 'z', 'A' - 'a');
            case "TOLOWER" -> letters(text, 'A', 'Z', 'a' - 'A');
            case "URIENCODE" -> PercentText.encode(text);
            case "URIDECODE" -> PercentText.decode(text);
            case "BASE64_ENCODE" -> Base64.getEncoder().encodeToString(WireText.bytes(text));
            default -> null;
        };
    }

    /** Only the letters of ASCII: whatever else there is may be bytes of something longer. */
    private static String letters(String text, char first, char last, int shift) {
        StringBuilder result = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= first && c <= last) {
                result.setCharAt(i, (char) (c + shift));
            }
        }
        return result.toString();
    }
}
