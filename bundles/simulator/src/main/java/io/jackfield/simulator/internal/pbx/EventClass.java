package io.jackfield.simulator.internal.pbx;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of events and actions, with the bits that a numeric event mask uses. */
public enum EventClass {
    SYSTEM(1),
    CALL(1 << 1),
    LOG(1 << 2),
    VERBOSE(1 << 3),
    COMMAND(1 << 4),
    AGENT(1 << 5),
    USER(1 << 6),
    CONFIG(1 << 7),
    DTMF(1 << 8),
    REPORTING(1 << 9),
    CDR(1 << 10),
    DIALPLAN(1 << 11),
    ORIGINATE(1 << 12),
    AGI(1 << 13),
    CC(1 << 15),
    AOC(1 << 16),
    TEST(1 << 17),
    SECURITY(1 << 18),
    MESSAGE(1 << 30);

    public static final int NONE = 0;
    public static final int ALL = Integer.MAX_VALUE;
    public static final int INVALID = -1;

    private static final List<String> YES = List.of("yes", "true", "y", "t", "1", "on");
    private static final List<String> NO = List.of("no", "false", "n", "f", "0", "off");

    private final int bit;

    EventClass(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static int mask(EventClass... classes) {
        return Stream.of(classes).mapToInt(EventClass::bit).reduce(NONE, (a, b) -> a | b);
    }

    /** A list as in {@code read=} of manager.conf: names between commas; unknown ones, and blanks, count for nothing. */
    public static int ofList(String list) {
        List<String> names = List.of(list.split(",", -1));
        if (names.contains("all")) {
            return ALL;
        }
        return Stream.of(values())
                .filter(c -> names.contains(c.label()))
                .mapToInt(EventClass::bit)
                .reduce(NONE, (a, b) -> a | b);
    }

    /**
     * A list from a person, where an unknown name is a mistake.
     *
     * @throws IllegalArgumentException that names it
     */
    public static int require(String list) {
        int mask = NONE;
        for (String name : list.isBlank() ? new String[0] : list.split(",")) {
            int one = ofList(name.trim());
            if (one == NONE) {
                throw new IllegalArgumentException("'" + name.trim() + "' is no class; expected all, or some of "
                        + Stream.of(values()).map(EventClass::label).collect(Collectors.joining(", ")));
            }
            mask |= one;
        }
        return mask;
    }

    /** An event mask as a client writes it: a number, a word for yes or no, or a list; {@link #INVALID} if empty. */
    public static int ofEventMask(String text) {
        if (text.isEmpty()) {
            return INVALID;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return number(text);
        }
        if (isNo(text)) {
            return NONE;
        }
        return isYes(text) ? ALL : ofList(text);
    }

    /** Whether Asterisk takes a text for a yes. */
    public static boolean isYes(String text) {
        return YES.stream().anyMatch(text::equalsIgnoreCase);
    }

    /** Whether Asterisk takes a text for a no. */
    public static boolean isNo(String text) {
        return NO.stream().anyMatch(text::equalsIgnoreCase);
    }

    /** As C reads it: a long that saturates, cut to 32 bits. */
    private static int number(String digits) {
        try {
            return (int) Long.parseLong(digits);
        } catch (NumberFormatException beyondLong) {
            return (int) Long.MAX_VALUE;
        }
    }

    /** How a Privilege header names these classes. */
    public static String privilege(int mask) {
        if (mask == NONE) {
            return "<none>";
        }
        return Stream.of(values())
                .filter(c -> (mask & c.bit) != 0)
                .map(EventClass::label)
                .collect(Collectors.joining(",", "", ",all"));
    }
}
