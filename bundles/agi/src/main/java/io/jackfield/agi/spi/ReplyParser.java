package io.jackfield.agi.spi;

import io.jackfield.agi.AgiReply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a whole reply apart: code, result, data, attributes. */
final class ReplyParser {

    static final String END_OF_USAGE = "520 End of proper usage.";

    private static final String RESULT = "result=";
    /** What may stand behind the quoted text of a speech result ({@code handle_speechrecognize}). */
    private static final Pattern BEHIND_TEXT = Pattern.compile(" (score|text|grammar)\\d+=");

    private static final Pattern NAME = Pattern.compile(" ([A-Za-z][A-Za-z0-9_]*)=");

    private ReplyParser() {}

    /** Whether a line begins like a reply: a code of three digits, then a blank or a dash. */
    static boolean beginsReply(String line) {
        return line.length() >= 4
                && line.charAt(0) >= '1'
                && line.charAt(0) <= '5'
                && Character.isDigit(line.charAt(1))
                && Character.isDigit(line.charAt(2))
                && (line.charAt(3) == ' ' || line.startsWith("520-"));
    }

    static boolean isInterim(String line) {
        return line.startsWith("1");
    }

    /**
     * @param lines the interim line, if there is one, then the reply
     * @param value whether the data runs to the last parenthesis, as in replies of commands that get a value
     */
    static AgiReply parse(List<String> lines, boolean value) {
        int first = lines.size() > 1 && isInterim(lines.get(0)) ? 1 : 0;
        String line = lines.get(first);
        int code = Integer.parseInt(line.substring(0, 3));
        if (code != 200 || !line.startsWith(RESULT, 4)) {
            return new AgiReply(code, result(line), Optional.empty(), Map.of(), List.copyOf(lines));
        }
        String text = value ? String.join("\n", lines.subList(first, lines.size())) : line;
        int start = 4 + RESULT.length();
        int end = endOfToken(text, start);
        String rest = text.substring(end);
        Optional<String> data = Optional.empty();
        if (rest.startsWith(" (")) {
            int close = value ? rest.lastIndexOf(')') : rest.indexOf(')');
            data = Optional.of(rest.substring(2, close < 2 ? rest.length() : close));
            rest = close < 2 ? "" : rest.substring(close + 1);
        }
        return new AgiReply(code, text.substring(start, end), data, attributes(rest), List.copyOf(lines));
    }

    /** A 503 has a result too. */
    private static String result(String line) {
        int start = 4 + RESULT.length();
        return line.startsWith(RESULT, 4) ? line.substring(start, endOfToken(line, start)) : "";
    }

    private static int endOfToken(String text, int start) {
        int blank = text.indexOf(' ', start);
        int lineFeed = text.indexOf('\n', start);
        int end = blank < 0 ? text.length() : blank;
        return lineFeed < 0 ? end : Math.min(end, lineFeed);
    }

    /** A quoted value may hold quotes: Asterisk does not escape them. It ends where the next name begins, or at the end. */
    private static Map<String, String> attributes(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        Matcher name = NAME.matcher(text);
        if (!name.lookingAt()) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        int at = 0;
        while (name.find(at)) {
            int start = name.end();
            int end = text.startsWith("\"", start) ? endOfQuoted(text, start + 1) : endOfToken(text, start);
            boolean quoted = end > start + 1 && text.charAt(start) == '"' && text.charAt(end - 1) == '"';
            attributes.putIfAbsent(
                    name.group(1), quoted ? text.substring(start + 1, end - 1) : text.substring(start, end));
            at = end;
        }
        return Collections.unmodifiableMap(attributes);
    }

    private static int endOfQuoted(String text, int from) {
        for (int quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
            if (quote + 1 == text.length()
                    || BEHIND_TEXT
                            .matcher(text)
                            .region(quote + 1, text.length())
                            .lookingAt()) {
                return quote + 1;
            }
        }
        return text.length();
    }
}
