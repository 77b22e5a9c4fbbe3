package io.jackfield.simulator.internal.wire;

/** Text whose bytes are percent-encoded the way Asterisk does it: a space is {@code %20}, parentheses stay. */
public final class PercentText {

    private static final String PLAIN = "-_.!~*'()";

    private PercentText() {}

    public static String encode(String wire) {
        return encode(wire, Integer.MAX_VALUE);
    }

    /** As much as fits into so many characters; an encoded byte is never cut. */
    public static String encode(String wire, int longest) {
        StringBuilder encoded = new StringBuilder(wire.length() + 16);
        for (int i = 0; i < wire.length(); i++) {
            char c = wire.charAt(i);
            boolean plain = isAlphanumeric(c) || PLAIN.indexOf(c) >= 0;
            if (encoded.length() + (plain ? 1 : 3) > longest) {
                break;
            }
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c));
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 15, 16));
    }

    /** A percent sign that no two hexadecimal digits follow stands for itself. */
    public static String decode(String encoded) {
        StringBuilder wire = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
            if (c == '%' && low >= 0) {
                wire.append((char) (high << 4 | low));
                i += 2;
            } else {
                wire.append(c);
            }
        }
        return wire.toString();
    }
}
