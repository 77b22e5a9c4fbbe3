package io.jackfield.jms.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys of one configuration; what is wrong becomes one sentence that names file, key and value. */
final class Settings {

    /** A configuration that cannot be used; the message says all a person needs to mend it. */
    static final class InvalidSettingException extends RuntimeException {
        InvalidSettingException(String message) {
            super(message, null, false, false);
        }
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(secret|env|prop|conf):[^\\]]*]");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([MG])iB");

    private final Map<String, Object> values;
    private final String file;

    /** @throws InvalidSettingException if there are keys but these */
    Settings(Map<String, Object> values, String... keys) {
        this.values = values;
        file = "etc/" + pid().replace('~', '-') + ".cfg";
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeIf(key -> key.indexOf('.') >= 0 || Set.of(keys).contains(key));
        if (!unknown.isEmpty()) {
            throw new InvalidSettingException(file + ": unknown key " + String.join(", ", unknown)
                    + "; expected some of " + String.join(", ", keys));
        }
    }

    private String pid() {
        return String.valueOf(values.get("service.pid"));
    }

    String file() {
        return file;
    }

    /** The key {@code name}, or what stands behind the dash of the file's name. */
    String name() {
        String name = text("name", pid().substring(pid().indexOf('~') + 1));
        if (!NAME.matcher(name).matches()) {
            throw wrong("name", name, "letters, digits, dashes and underscores");
        }
        return name;
    }

    /** @param otherwise where the key is missing or empty */
    String text(String key, String otherwise) {
        String text = String.valueOf(values.getOrDefault(key, "")).strip();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            // Only the placeholder is shown: the text around it may be part of a secret.
            throw new InvalidSettingException(file + ": " + key + " holds " + placeholder.group()
                    + ", which was not resolved: is there what it names?");
        }
        return text.isEmpty() ? otherwise : text;
    }

    String required(String key, String meaning) {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw new InvalidSettingException(file + ": " + key + " is missing, expected " + meaning);
        }
        return text;
    }

    /** @param parser throws {@link IllegalArgumentException} if the value is not what is expected */
    <T> T parsed(String key, String otherwise, String expected, Function<String, T> parser) {
        String text = text(key, otherwise);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, expected);
        }
    }

    int port(String key, int otherwise) {
        return parsed(key, Integer.toString(otherwise), "a whole number from 0 to 65535", text -> {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException();
            }
            return port;
        });
    }

    /** Bytes. */
    long size(String key, String otherwise, int leastMiB) {
        return parsed(key, otherwise, "a size such as 2GiB, at least " + leastMiB + "MiB", text -> {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw new IllegalArgumentException();
            }
            long bytes = Long.parseLong(size.group(1)) << (size.group(2).equals("G") ? 30 : 20);
            if (bytes < (long) leastMiB << 20) {
                throw new IllegalArgumentException();
            }
            return bytes;
        });
    }

    InvalidSettingException wrong(String key, String value, String expected) {
        return new InvalidSettingException(file + ": " + key + " = " + value + ", expected " + expected);
    }
}
