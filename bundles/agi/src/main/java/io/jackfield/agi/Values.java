package io.jackfield.agi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks the value of an argument against its kind and range, and writes it as Asterisk reads it. */
final class Values {

    private static final Pattern KEYS = Pattern.compile("[0-9*#A-Da-d]*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9*#]*");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
    private static final long ONE_SECOND = 1000;

    private Values() {}

    static List<String> encode(AgiVerb verb, AgiParameter parameter, Object value) {
        String text = value.toString();
        Words.refuseControls(text, verb.words() + ": the argument " + parameter.name());
        try {
            return switch (parameter.kind()) {
                case TEXT, EXPRESSION -> List.of(text);
                case NAME -> List.of(require(!text.isEmpty(), text));
                case DIGITS -> List.of(matching(KEYS, text));
                case DIGIT -> List.of(require(text.length() <= 1, matching(KEYS, text)));
                case NUMBER -> List.of(matching(NUMBER, text));
                case INTEGER -> List.of(Long.toString(inRange(parameter, Long.parseLong(trimmed(value)))));
                case MILLISECONDS -> List.of(Long.toString(inRange(parameter, millis(value, 1))));
                case SECONDS ->
                    List.of(seconds(parameter, value)
                            .setScale(0, RoundingMode.CEILING)
                            .toPlainString());
                case DECIMAL_SECONDS ->
                    List.of(seconds(parameter, value).stripTrailingZeros().toPlainString());
                case SILENCE ->
                    List.of("s="
                            + seconds(parameter, value)
                                    .setScale(0, RoundingMode.CEILING)
                                    .toPlainString());
                case EPOCH -> List.of(Long.toString(inRange(parameter, epoch(value))));
                case CHOICE -> List.of(choice(parameter, value));
                case FLAG -> flag(value) ? List.of(parameter.name().toUpperCase(Locale.ROOT)) : List.of();
                case WORDS -> List.of(text.trim().split("[ \t]+"));
            };
        } catch (Mismatch | NumberFormatException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    verb.words() + ": the argument " + parameter.name() + " is not as expected: " + expected(parameter)
                            + (text.isEmpty() ? "; it is empty" : ""),
                    e);
        }
    }

    static String expected(AgiParameter parameter) {
        String range = parameter.min() < parameter.max() ? " from " + parameter.min() + " to " + parameter.max() : "";
        return switch (parameter.kind()) {
            case TEXT, WORDS -> "text";
            case NAME -> "text that is not empty";
            case EXPRESSION -> "text in Asterisk's syntax";
            case DIGITS -> "keys out of 0-9, *, #, A-D, or nothing";
            case DIGIT -> "one key out of 0-9, *, #, A-D, or nothing";
            case NUMBER -> "digits, then also * and #";
            case INTEGER -> "a whole number" + range;
            case MILLISECONDS -> "a time such as 5s, or milliseconds" + range;
            case SECONDS, DECIMAL_SECONDS, SILENCE -> "a time such as 5s, or seconds" + range;
            case EPOCH -> "a time such as 2026-01-01T12:00:00Z, or seconds since 1970" + range;
            case CHOICE -> "one of " + String.join(", ", parameter.choices());
            case FLAG -> "true or false";
        };
    }

    /** A number of a raw command; -1 if it is none. */
    static long number(String word) {
        return WHOLE.matcher(word).matches() ? Long.parseLong(word) : -1;
    }

    private static String trimmed(Object value) {
        return value.toString().trim();
    }

    private static String matching(Pattern pattern, String text) {
        return require(pattern.matcher(text).matches(), text);
    }

    private static long inRange(AgiParameter parameter, long number) {
        if (number < parameter.min() || number > parameter.max()) {
            throw new Mismatch();
        }
        return number;
    }

    private static BigDecimal seconds(AgiParameter parameter, Object value) {
        BigDecimal seconds = BigDecimal.valueOf(millis(value, ONE_SECOND), 3);
        if (seconds.compareTo(BigDecimal.valueOf(parameter.min())) < 0
                || seconds.compareTo(BigDecimal.valueOf(parameter.max())) > 0) {
            throw new Mismatch();
        }
        return seconds;
    }

    /** @param bareUnit what a number without a unit counts, in milliseconds */
    private static long millis(Object value, long bareUnit) {
        if (value instanceof Duration duration) {
            // Rounded up: a wait that is asked for is never none.
            return Math.addExact(duration.toMillis(), duration.toNanosPart() % 1_000_000 == 0 ? 0 : 1);
        }
        long millis = TimeText.parse(trimmed(value), bareUnit);
        // Without end is -1 in whichever unit.
        return millis == TimeText.FOREVER ? -bareUnit : millis;
    }

    private static long epoch(Object value) {
        if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        String text = trimmed(value);
        return text.indexOf('T') < 0
                ? Long.parseLong(text)
                : OffsetDateTime.parse(text).toEpochSecond();
    }

    private static String choice(AgiParameter parameter, Object value) {
        String word = trimmed(value).toLowerCase(Locale.ROOT);
        return require(parameter.choices().contains(word), word);
    }

    private static boolean flag(Object value) {
        String word = trimmed(value).toLowerCase(Locale.ROOT);
        return Boolean.parseBoolean(require(word.equals("true") || word.equals("false"), word));
    }

    private static String require(boolean condition, String value) {
        if (!condition) {
            throw new Mismatch();
        }
        return value;
    }

    /** The value is not of its kind or range. */
    private static final class Mismatch extends RuntimeException {}
}
