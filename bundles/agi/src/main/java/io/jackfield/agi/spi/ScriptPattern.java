package io.jackfield.agi.spi;

import io.jackfield.agi.PercentDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which scripts a handler is for: {@code lcr}, {@code ivr/{queue}}, {@code ivr/*}, {@code *}. Compared segment by segment and with
 * regard to case; {@code *} as the last segment stands for any rest of the path, none included. Patterns are ordered, the most
 * literal first: at the first segment that differs in kind a literal one precedes a parameter, and that precedes {@code *}.
 */
public final class ScriptPattern implements Comparable<ScriptPattern> {

    private static final String REST = "*";
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)}");

    private final String text;
    private final List<String> segments;
    private final boolean open;

    private ScriptPattern(String text, List<String> segments, boolean open) {
        this.text = text;
        this.segments = segments;
        this.open = open;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static ScriptPattern parse(String text) {
        List<String> segments = new ArrayList<>(segments(text.trim()));
        boolean open = !segments.isEmpty() && segments.get(segments.size() - 1).equals(REST);
        if (open) {
            segments.remove(segments.size() - 1);
        } else if (segments.isEmpty()) {
            throw new IllegalArgumentException("A script pattern is empty, expected for example lcr, ivr/{queue} or *");
        }
        Set<String> names = new HashSet<>();
        for (String segment : segments) {
            boolean parameter = isParameter(segment);
            if (!parameter
                    && (segment.contains("{")
                            || segment.contains("}")
                            || segment.contains(REST)
                            || segment.contains("?"))) {
                throw new IllegalArgumentException("The script pattern '" + text + "' has the segment '" + segment
                        + "', expected literal text, a whole {parameter}, or * as the last one");
            }
            if (parameter && !names.add(segment)) {
                throw new IllegalArgumentException("The script pattern '" + text + "' has " + segment + " twice");
            }
        }
        return new ScriptPattern(text.trim(), List.copyOf(segments), open);
    }

    /**
     * Compares a path.
     *
     * @param script as {@link io.jackfield.agi.AgiRequest#script()} has it
     * @return the parameters found in it, percent-decoded; empty if it does not match
     */
    public Optional<Map<String, String>> match(String script) {
        List<String> path = segments(script);
        if (path.size() < segments.size() || path.size() > segments.size() && !open) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            String found = PercentDecoder.decode(path.get(i));
            if (isParameter(segment)) {
                parameters.put(segment.substring(1, segment.length() - 1), found);
            } else if (!segment.equals(found)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Whether both match exactly the same scripts. */
    public boolean sameAs(ScriptPattern other) {
        return compareTo(other) == 0;
    }

    @Override
    public int compareTo(ScriptPattern other) {
        for (int i = 0; i < Math.max(segments.size(), other.segments.size()) + 1; i++) {
            int difference = Integer.compare(rank(i), other.rank(i));
            if (difference == 0 && rank(i) == 0) {
                difference = segments.get(i).compareTo(other.segments.get(i));
            }
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** 0 literal, 1 parameter, 2 the end, 3 any rest. */
    private int rank(int index) {
        if (index < segments.size()) {
            return isParameter(segments.get(index)) ? 1 : 0;
        }
        return open ? 3 : 2;
    }

    private static boolean isParameter(String segment) {
        return PARAMETER.matcher(segment).matches();
    }

    /** Slashes that say nothing, at the ends or doubled, make no segment. */
    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScriptPattern that && sameAs(that);
    }

    @Override
    public int hashCode() {
        return 31
                        * (segments.isEmpty() || isParameter(segments.get(0))
                                ? 0
                                : segments.get(0).hashCode())
                + segments.size();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
