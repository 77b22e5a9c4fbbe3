package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.PublishedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a filter as the action Filter has it: a bare pattern, or a pattern with criteria. */
final class FilterParser {

    private static final String MALFORMED = "Filter was formatted incorrectly.  Check the syntax of the filter given.";
    private static final String NOT_COMPILED = "Filter did not compile.  Check the syntax of the filter given.";
    private static final Pattern CRITERION = Pattern.compile("(action|name|header|method)\\(([^)]*)\\)[, ]*");

    private FilterParser() {}

    static EventFilter parse(String criteria, String pattern) throws FilterException {
        return criteria.isEmpty() ? bare(pattern) : withCriteria(criteria(criteria), pattern);
    }

    private static EventFilter bare(String pattern) throws FilterException {
        boolean exclude = pattern.startsWith("!");
        String expression = exclude ? pattern.substring(1) : pattern;
        if (expression.isEmpty()) {
            throw new FilterException(MALFORMED);
        }
        Pattern compiled = compile(expression);
        return new EventFilter(exclude, event -> compiled.matcher(event.text()).find());
    }

    private static Map<String, String> criteria(String text) throws FilterException {
        Map<String, String> criteria = new HashMap<>();
        Matcher matcher = CRITERION.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            criteria.put(matcher.group(1), matcher.group(2));
            end = matcher.end();
        }
        if (end != text.length()) {
            throw new FilterException(MALFORMED);
        }
        return criteria;
    }

    private static EventFilter withCriteria(Map<String, String> criteria, String pattern) throws FilterException {
        String action = criteria.get("action");
        boolean negated = pattern.startsWith("!");
        String expected = negated ? pattern.substring(1) : pattern;
        String method = criteria.getOrDefault("method", "none");
        boolean selects = criteria.containsKey("name") || criteria.containsKey("header");
        if (action != null && !action.equals("include") && !action.equals("exclude")
                || method.equals("none") != expected.isEmpty()
                || expected.isEmpty() && !selects) {
            throw new FilterException(MALFORMED);
        }
        Predicate<String> test = test(method, expected);
        String name = criteria.get("name");
        String header = criteria.get("header");
        return new EventFilter(
                action == null ? negated : action.equals("exclude"),
                event -> (name == null || name.equals(event.name()))
                        && searched(event, header).stream().anyMatch(test));
    }

    private static Predicate<String> test(String method, String expected) throws FilterException {
        return switch (method) {
            case "none" -> value -> true;
            case "exact" -> expected::equals;
            case "starts_with" -> value -> value.startsWith(expected);
            case "ends_with" -> value -> value.endsWith(expected);
            case "contains" -> value -> value.contains(expected);
            case "regex" -> {
                Pattern compiled = compile(expected);
                yield value -> compiled.matcher(value).find();
            }
            default -> throw new FilterException(MALFORMED);
        };
    }

    /** The values of one header, or without one the whole event. */
    private static List<String> searched(PublishedEvent event, String header) {
        if (header == null) {
            return List.of(event.text());
        }
        List<String> values = new ArrayList<>();
        for (String line : event.text().split("\r\n")) {
            if (line.startsWith(header + ":")) {
                values.add(line.substring(header.length() + 1).stripLeading());
            }
        }
        return values;
    }

    private static Pattern compile(String expression) throws FilterException {
        try {
            return Pattern.compile(expression, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new FilterException(NOT_COMPILED);
        }
    }
}
