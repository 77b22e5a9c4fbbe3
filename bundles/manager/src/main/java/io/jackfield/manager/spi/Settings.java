package io.jackfield.manager.spi;

import io.jackfield.manager.InvalidSettingException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings by key; every complaint names the owner, the key, the value unless it is a secret, and what was expected.
 * A value that still holds a placeholder ({@code $[secret:…]}, {@code $[env:…]}) was not resolved and is a complaint, too.
 */
public final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(secret|env|prop|conf):[^\\]]*]");
    /** What the manager protocol cannot carry, and no other setting needs. */
    private static final Pattern LINE_BREAK = Pattern.compile("[\r\n\0]");

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)?");

    private final String owner;
    private final Map<String, ?> values;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * @param owner what the settings belong to, as a person would look for it; a {@code service.pid} among the values is
     *     preferred
     */
    public Settings(String owner, Map<String, ?> values) {
        this.owner = values.get("service.pid") instanceof String pid ? pid : owner;
        this.values = values;
    }

    /** What the settings belong to, as a person would look for it. */
    public String owner() {
        return owner;
    }

    /** Text, or the fallback if it is absent or empty. */
    public String text(String key, String fallback) {
        asked.add(key);
        Object value = values.get(key);
        String text = value == null ? "" : value.toString().strip();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            // Only the placeholder is shown: the text around it may be part of a secret.
            throw new InvalidSettingException(owner + ": " + key + " holds " + placeholder.group()
                    + ", which was not resolved: check that the secret, variable or property it names exists");
        }
        if (LINE_BREAK.matcher(text).find()) {
            throw new InvalidSettingException(
                    owner + ": " + key + " holds a line break or NUL, expected one line; is it the right file?");
        }
        return text.isEmpty() ? fallback : text;
    }

    /** Text that must be there. */
    public String required(String key) {
        String text = text(key, null);
        if (text == null) {
            throw new InvalidSettingException(owner + ": " + key + " is missing");
        }
        return text;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        String text = text(key, null);
        if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text == null ? fallback : Boolean.parseBoolean(text);
        }
        throw unusable(key, text, "true or false", null);
    }

    /** Names separated by commas; none if it is absent or empty. */
    public List<String> names(String key) {
        String text = text(key, null);
        if (text == null) {
            return List.of();
        }
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw unusable(key, text, "names separated by commas", null);
        }
        return names;
    }

    /** An object in its own type, which no file can hold; null if it is absent. */
    public <T> T object(String key, Class<T> type) {
        asked.add(key);
        Object value = values.get(key);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        throw unusable(key, value.toString(), "an object of type " + type.getName(), null);
    }

    /** A secret that must be there. */
    public Secret secret(String key) {
        return new Secret(required(key));
    }

    public int number(String key, int fallback, int min, int max) {
        String text = text(key, null);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, text, "a whole number from " + min + " to " + max, e);
        }
        throw unusable(key, text, "a whole number from " + min + " to " + max, null);
    }

    /** A time such as {@code 500ms}, {@code 5s}, {@code 2m}; a bare number is milliseconds, as in Camel. */
    public Duration duration(String key, Duration fallback) {
        String text = text(key, null);
        if (text == null) {
            return fallback;
        }
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches() && matcher.group(1).length() <= 9) {
            Duration duration = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw unusable(key, text, "a time above zero such as 500ms, 5s or 2m, at most 24h", null);
    }

    private static ChronoUnit unit(String suffix) {
        return switch (suffix == null ? "ms" : suffix) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.MILLIS;
        };
    }

    /** One of an enum's constants, written in any case. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        String text = text(key, null);
        if (text == null) {
            return fallback;
        }
        E[] choices = fallback.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        String expected = String.join(
                " or ",
                Arrays.stream(choices)
                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                        .toList());
        throw unusable(key, text, expected, null);
    }

    /**
     * Refuses keys that nobody asked for: spelling mistakes, mostly. To be called when everything known was asked for. Keys
     * with a dot belong to the OSGi framework and are let through.
     */
    public void refuseUnknown() {
        for (String key : new TreeSet<>(values.keySet())) {
            if (key.indexOf('.') < 0 && !asked.contains(key)) {
                throw new InvalidSettingException(owner + ": unknown key " + key + ", expected one of "
                        + String.join(", ", new TreeSet<>(asked)));
            }
        }
    }

    private InvalidSettingException unusable(String key, String value, String expected, Exception cause) {
        InvalidSettingException invalid = new InvalidSettingException(
                owner + ": " + key + " = " + value + " cannot be used, expected " + expected);
        if (cause != null) {
            invalid.initCause(cause);
        }
        return invalid;
    }
}
