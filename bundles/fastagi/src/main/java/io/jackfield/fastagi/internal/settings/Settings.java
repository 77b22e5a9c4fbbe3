package io.jackfield.fastagi.internal.settings;

import io.jackfield.fastagi.InvalidSettingException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings by key; every complaint names the owner, the key, the value and what was expected. A value with a placeholder that
 * was not resolved ({@code $[secret:…]}, {@code $[env:…]}) is a complaint, too.
 */
final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(secret|env|prop|conf):[^\\]]*]");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)?");
    private static final Duration LONGEST = Duration.ofHours(24);

    private final String owner;
    private final Map<String, ?> values;
    private final Set<String> asked = new TreeSet<>();

    /** @param name of the server; a file or PID among the values is named in its stead */
    Settings(String name, Map<String, ?> values) {
        this.owner = values.get("felix.fileinstall.filename") instanceof String file
                ? file.replaceFirst(".*/(?=etc/)", "")
                : values.get("service.pid") instanceof String pid ? pid : "fastagi:" + name;
        this.values = values;
    }

    /** What the settings belong to, as a person would look for it. */
    String owner() {
        return owner;
    }

    /** Text; absent if there is none but blanks. */
    Optional<String> text(String key) {
        asked.add(key);
        Object value = values.get(key);
        String text = value == null ? "" : value.toString().strip();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            // Only the placeholder is shown: the text around it may be part of a secret.
            throw new InvalidSettingException(owner + ": " + key + " holds " + placeholder.group()
                    + ", which was not resolved: check that the secret, variable or property it names exists");
        }
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    /** An object in its own type, which no file can hold. */
    <T> Optional<T> object(String key, Class<T> type) {
        asked.add(key);
        Object value = values.get(key);
        if (value == null || type.isInstance(value)) {
            return Optional.ofNullable(type.cast(value));
        }
        throw unusable(key, value.toString(), "an object of type " + type.getName(), null);
    }

    boolean flag(String key, boolean fallback) {
        return text(key)
                .map(text -> {
                    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                        return Boolean.valueOf(text);
                    }
                    throw unusable(key, text, "true or false", null);
                })
                .orElse(fallback);
    }

    int number(String key, int fallback, int min, int max) {
        return text(key).map(text -> number(key, text, min, max)).orElse(fallback);
    }

    private int number(String key, String text, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, text, expected, e);
        }
        throw unusable(key, text, expected, null);
    }

    /** A time such as {@code 500ms}, {@code 5s}, {@code 2m}; a bare number is milliseconds, as in Camel. */
    Optional<Duration> duration(String key) {
        return text(key).map(text -> {
            Matcher matcher = DURATION.matcher(text);
            if (matcher.matches()) {
                Duration duration = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
                if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                    return duration;
                }
            }
            throw unusable(key, text, "a time above zero such as 500ms, 5s or 2m, at most 24h", null);
        });
    }

    private static ChronoUnit unit(String suffix) {
        return switch (suffix == null ? "ms" : suffix) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.MILLIS;
        };
    }

    /** Items separated by commas. */
    Optional<List<String>> list(String key) {
        return text(key)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /**
     * Refuses keys that nobody asked for: spelling mistakes, mostly. To be called when everything known was asked for. Keys
     * with a dot belong to the OSGi framework and are let through.
     */
    void refuseUnknown() {
        for (String key : new TreeSet<>(values.keySet())) {
            if (key.indexOf('.') < 0 && !asked.contains(key)) {
                throw new InvalidSettingException(
                        owner + ": unknown key " + key + ", expected one of " + String.join(", ", asked));
            }
        }
    }

    InvalidSettingException unusable(String key, String value, String expected, Exception cause) {
        return new InvalidSettingException(
                owner + ": " + key + " = " + value + " cannot be used, expected " + expected, cause);
    }
}
