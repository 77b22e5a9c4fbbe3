package io.jackfield.agi;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 5s}, {@code 1m30s}, {@code 500ms}, {@code PT5S}, {@code 1500}, {@code forever}. */
final class TimeText {

    /** What {@code forever} and -1 amount to. */
    static final long FOREVER = -1;

    private static final Pattern PART = Pattern.compile("\\G(\\d+)(ms|s|m|h)");
    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private TimeText() {}

    /**
     * @param bareUnit what a number without a unit counts, in milliseconds
     * @return milliseconds
     * @throws NumberFormatException or another runtime exception of the JDK's parsers if the text is no time
     */
    static long parse(String text, long bareUnit) {
        String time = text.toLowerCase(Locale.ROOT);
        if (time.equals("forever") || time.equals("-1")) {
            return FOREVER;
        }
        if (time.startsWith("p")) {
            return Duration.parse(text).toMillis();
        }
        Matcher part = PART.matcher(time);
        if (!part.lookingAt()) {
            return new BigDecimal(time).multiply(BigDecimal.valueOf(bareUnit)).longValueExact();
        }
        long millis = 0;
        int end = 0;
        part.reset();
        while (part.find()) {
            millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(part.group(1)), UNITS.get(part.group(2))));
            end = part.end();
        }
        if (end < time.length()) {
            throw new NumberFormatException("no time");
        }
        return millis;
    }
}
