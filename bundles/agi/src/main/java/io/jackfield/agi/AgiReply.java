package io.jackfield.agi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Asterisk answered to one command.
 *
 * @param code 200; in an {@link AgiCommandException} also 503, 510, 520
 * @param result what stands behind {@code result=}: a number for most commands, a string of digits for {@code GET DATA}; may
 *     be empty, and is empty where the code is not 200 or 503
 * @param data the text in parentheses: a value, or a word such as {@code timeout}; {@code ()} is present and empty
 * @param attributes the {@code key=value} pairs behind it, in order: {@code endpos}, {@code digit}, {@code text0}, ...
 * @param lines the reply as it came, without line feeds; an interim {@code 100} comes first
 */
public record AgiReply(
        int code, String result, Optional<String> data, Map<String, String> attributes, List<String> lines) {

    private static final String KEYS = "0123456789*#ABCD";

    /**
     * The result as a number.
     *
     * @throws IllegalStateException if it is none
     */
    public int resultAsInt() {
        try {
            return Integer.parseInt(result);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("The result '" + result + "' is no number", e);
        }
    }

    /** Whether the result is exactly this number. */
    public boolean is(int number) {
        return result.equals(Integer.toString(number));
    }

    /**
     * The key that ended the command, where its result is the code of a key ({@code STREAM FILE}, {@code WAIT FOR DIGIT}, {@code
     * SAY ...} and their like): {@code 0} to {@code 9}, {@code *}, {@code #}, {@code A} to {@code D}. Of no meaning for {@code GET
     * DATA}, whose result is the digits themselves.
     */
    public Optional<Character> digit() {
        return KEYS.chars().filter(this::is).mapToObj(key -> (char) key).findFirst();
    }

    /**
     * How far a sound was played or recorded ({@code endpos}): in samples, 8 to the millisecond for ordinary telephony; for
     * {@code CONTROL STREAM FILE} in milliseconds, where -1 means to the end.
     */
    public OptionalLong endPosition() {
        String endpos = attributes.get("endpos");
        if (endpos == null || !endpos.matches("-?\\d{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(endpos));
    }

    /** Whether Asterisk says that a time ran out: {@code (timeout)}, of {@code GET DATA}, {@code RECORD FILE} and some others. */
    public boolean isTimeout() {
        return data.filter("timeout"::equals).isPresent();
    }

    /**
     * Whether Asterisk says {@code (hangup)}. Proof of a hangup for {@code RECORD FILE} and {@code SPEECH RECOGNIZE}; {@code
     * RECEIVE CHAR} says it for a plain timeout too.
     */
    public boolean saysHangup() {
        return data.filter("hangup"::equals).isPresent();
    }

    /** What follows the code in the reply's line, for example {@code result=0 Gosub complete}. */
    public String text() {
        String line = lines.stream()
                .filter(l -> l.startsWith(code + " ") || l.startsWith(code + "-"))
                .findFirst()
                .orElse("");
        return line.length() > 4 ? line.substring(4) : "";
    }

    /** Of a 520 that has it: how the command is used, in the words and the XML of Asterisk's documentation. */
    public Optional<String> usage() {
        if (code != 520 || lines.isEmpty() || !lines.get(0).startsWith("520-")) {
            return Optional.empty();
        }
        String usage = String.join("\n", lines.subList(1, lines.size()));
        int end = usage.lastIndexOf("520 End of proper usage.");
        return Optional.of((end < 0 ? usage : usage.substring(0, end)).strip());
    }
}
