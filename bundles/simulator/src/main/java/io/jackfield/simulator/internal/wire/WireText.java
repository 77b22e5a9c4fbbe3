package io.jackfield.simulator.internal.wire;

import java.nio.charset.StandardCharsets;

/**
 * Text as it travels: inside the simulator one char stands for one byte, so that bytes which are no valid UTF-8 pass
 * through unharmed, as they do in Asterisk. Only here and there is text from or for Java code translated.
 */
public final class WireText {

    private WireText() {}

    public static String ofJava(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public static String toJava(String wire) {
        return new String(bytes(wire), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String wire) {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Values that Asterisk takes through JSON lose their invalid bytes to the replacement character. */
    public static String repaired(String wire) {
        return ofJava(toJava(wire));
    }

    /** The C-style escapes of the few values that Asterisk escapes: names of parties and values of variables. */
    public static String escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (escapeLetter(value.charAt(i)) != 0) {
                return escaped(value);
            }
        }
        return value;
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char letter = escapeLetter(c);
            if (letter == 0) {
                escaped.append(c);
            } else {
                escaped.append('\\').append(letter);
            }
        }
        return escaped.toString();
    }

    private static char escapeLetter(char c) {
        return switch (c) {
            case 7 -> 'a';
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case 11 -> 'v';
            case '\f' -> 'f';
            case '\r' -> 'r';
            case '"', '\'', '\\', '?' -> c;
            default -> 0;
        };
    }
}
