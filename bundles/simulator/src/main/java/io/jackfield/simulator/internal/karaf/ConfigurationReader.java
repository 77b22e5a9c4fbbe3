package io.jackfield.simulator.internal.karaf;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys of one configuration; whatever is wrong becomes one sentence that names PID and key. */
final class ConfigurationReader {

    /** A configuration that cannot be used; the message says all a person needs to mend it. */
    static final class ConfigurationError extends RuntimeException {
        ConfigurationError(String message) {
            super(message, null, false, false);
        }
    }

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private static final String EXTENSION = "extension.";

    private final String pid;
    private final Map<String, Object> values;

    ConfigurationReader(Map<String, Object> values) {
        this.values = values;
        pid = String.valueOf(values.get("service.pid"));
    }

    String pid() {
        return pid;
    }

    /** The part of the PID that the file name gives, unless there is a key {@code name}. */
    String name() {
        String name = text("name", "");
        return name.isEmpty() ? pid.substring(pid.indexOf('~') + 1) : name;
    }

    String text(String key, String otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        String text = value.toString().trim();
        if (text.startsWith("$[")) {
            throw new ConfigurationError(
                    pid + ": the value of '" + key + "' was left unresolved; is there what its $[...] names?");
        }
        return text;
    }

    String required(String key, String meaning) {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw new ConfigurationError(pid + ": '" + key + "' is missing; expected " + meaning);
        }
        return text;
    }

    <T> T parsed(String key, String otherwise, String expected, Function<String, T> parser) {
        String text = text(key, otherwise);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationError(pid + ": '" + key + "' is '" + text + "'; expected " + expected);
        }
    }

    int port(String key, int otherwise) {
        return parsed(key, String.valueOf(otherwise), "a port number between 0 and 65535", text -> {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException();
            }
            return port;
        });
    }

    Duration duration(String key, String otherwise) {
        return parsed(key, otherwise, "a time such as 250ms, 5s or 2m", ConfigurationReader::parseDuration);
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    boolean bool(String key, boolean otherwise) {
        return parsed(key, String.valueOf(otherwise), "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** A key that only another one makes sense of. */
    void refuseWithout(String needed, String meaning, String key) {
        if (text(needed, "").isEmpty() && !text(key, "").isEmpty()) {
            throw new ConfigurationError(pid + ": '" + key + "' has no effect without '" + needed + "', " + meaning);
        }
    }

    /** Takes in an extension of the dialplan. */
    interface Extensions {
        void add(String context, String extension, String... steps);
    }

    /** The keys {@code extension.CONTEXT.EXTENSION}, whose values are steps between semicolons. */
    void extensions(Extensions extensions) {
        for (String key : new TreeSet<>(values.keySet())) {
            if (key.startsWith(EXTENSION)) {
                String[] place = key.substring(EXTENSION.length()).split("\\.", 2);
                String[] steps = text(key, "").split("\\s*;\\s*");
                if (place.length < 2 || place[0].isEmpty() || place[1].isEmpty() || steps[0].isEmpty()) {
                    throw new ConfigurationError(pid + ": '" + key + "' is '" + text(key, "") + "'; expected "
                            + EXTENSION + "CONTEXT.EXTENSION, and applications between semicolons");
                }
                extensions.add(place[0], place[1], steps);
            }
        }
    }

    /** Other keys with a dot belong to the framework; any other that is not known is a mistake of somebody. */
    void refuseUnknown(Set<String> known) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        unknown.removeIf(key -> key.indexOf('.') >= 0);
        if (!unknown.isEmpty()) {
            throw new ConfigurationError(
                    pid + ": there is no key " + unknown + "; expected some of " + new TreeSet<>(known));
        }
    }
}
