package io.jackfield.manager;

/** Undoes the C-style escapes of Asterisk's {@code ast_escape_c}. */
final class CEscape {

    private static final String LETTERS = "abfnrtv";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b";

    private CEscape() {}

    /** The text without escapes; a backslash that escapes nothing known stays. */
    static String decode(String escaped) {
        if (escaped == null || escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder plain = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\' || i + 1 == escaped.length()) {
                plain.append(c);
                continue;
            }
            char next = escaped.charAt(i + 1);
            int letter = LETTERS.indexOf(next);
            if (letter >= 0) {
                plain.append(MEANINGS.charAt(letter));
                i++;
            } else if ("\\'\"?".indexOf(next) >= 0) {
                plain.append(next);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
