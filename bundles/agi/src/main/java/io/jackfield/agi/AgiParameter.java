package io.jackfield.agi;

import java.util.List;

/**
 * One argument of a command.
 *
 * @param name in camel case, as in {@link AgiCommand#of} and in routes: {@code escapeDigits}
 * @param kind what its values look like
 * @param presence whether it must be given
 * @param standIn what is sent if it is not given; null if it is required
 * @param min the least number, for kinds that are numbers; times in milliseconds or, for kinds in seconds, in seconds
 * @param max the greatest number
 * @param choices the words allowed, for {@link Kind#CHOICE}
 * @param description one sentence for users
 */
public record AgiParameter(
        String name,
        Kind kind,
        Presence presence,
        String standIn,
        long min,
        long max,
        List<String> choices,
        String description) {

    /** Whether an argument must be given. */
    public enum Presence {
        /** It must. */
        REQUIRED,
        /** If it is not, its stand-in is sent, because Asterisk wants one or chooses a bad one. */
        DEFAULT,
        /** If it is not, it is left out; its stand-in is sent only if a later one is given. */
        OPTIONAL
    }

    /** What the values of an argument look like. Text never holds CR, LF or NUL. */
    public enum Kind {
        /** Any text, also empty. */
        TEXT,
        /** Text that is not empty. */
        NAME,
        /**
         * Text that Asterisk evaluates, or that is written in its own syntax: <code>${...}</code> in it belongs to Asterisk and
         * is taken literally everywhere else. Never put what a caller or a database says into it.
         */
        EXPRESSION,
        /** Keys of a telephone, perhaps none: {@code 0} to {@code 9}, {@code *}, {@code #}, {@code A} to {@code D}. */
        DIGITS,
        /** One key, or none. */
        DIGIT,
        /** Digits to say: begins with a digit or a minus sign, then also {@code *} and {@code #}. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /**
         * A {@link java.time.Duration}, or text such as {@code 5s}, {@code 1m30s}, {@code 500ms}, {@code PT5S}; a bare number is
         * milliseconds. {@code forever} and -1 where the range has -1.
         */
        MILLISECONDS,
        /** As {@link #MILLISECONDS}, sent in whole seconds; a bare number is seconds. */
        SECONDS,
        /** As {@link #SECONDS}, with fractions. */
        DECIMAL_SECONDS,
        /** As {@link #SECONDS}, sent as {@code s=} and the number. */
        SILENCE,
        /** A point in time: an {@link java.time.Instant}, ISO text, or seconds since 1970. */
        EPOCH,
        /** One of the {@link AgiParameter#choices()}, in whatever case. */
        CHOICE,
        /** True or false; true is sent as the argument's name in upper case, false is left out. */
        FLAG,
        /** Any number of texts, each an argument of its own; text is split at blanks. */
        WORDS
    }

    public AgiParameter {
        choices = List.copyOf(choices);
    }

    /** Whether it must be given. */
    public boolean required() {
        return presence == Presence.REQUIRED;
    }

    /** Whether a <code>${...}</code> in it belongs to Asterisk. */
    public boolean literal() {
        return kind == Kind.EXPRESSION;
    }

    static AgiParameter required(String name, Kind kind, String description) {
        return new AgiParameter(name, kind, Presence.REQUIRED, null, 0, 0, List.of(), description);
    }

    static AgiParameter byDefault(String name, Kind kind, String standIn, String description) {
        return new AgiParameter(name, kind, Presence.DEFAULT, standIn, 0, 0, List.of(), description);
    }

    static AgiParameter optional(String name, Kind kind, String standIn, String description) {
        return new AgiParameter(name, kind, Presence.OPTIONAL, standIn, 0, 0, List.of(), description);
    }

    static AgiParameter escapeDigits() {
        return byDefault("escapeDigits", Kind.DIGITS, "", "The keys that end the playback.");
    }

    static AgiParameter channel() {
        return optional("channel", Kind.NAME, "", "Name of another channel; the call's own if left out.");
    }

    AgiParameter between(long least, long greatest) {
        return new AgiParameter(name, kind, presence, standIn, least, greatest, choices, description);
    }

    AgiParameter oneOf(String... words) {
        return new AgiParameter(name, kind, presence, standIn, min, max, List.of(words), description);
    }
}
