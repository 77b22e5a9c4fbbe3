package io.jackfield.simulator.internal.agi;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as C reads them: whatever follows the digits does not count. */
final class Numbers {

    private static final Pattern LEADING = Pattern.compile("\\s*([+-]?\\d{1,18})");

    private Numbers() {}

    static OptionalLong leading(String text) {
        Matcher matcher = LEADING.matcher(text);
        return matcher.lookingAt() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
