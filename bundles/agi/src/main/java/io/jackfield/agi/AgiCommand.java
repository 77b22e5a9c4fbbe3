package io.jackfield.agi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command for Asterisk: its words, ready to be quoted and sent. Immutable. {@link AgiCommands} has a method for each of the 47
 * commands.
 *
 * <p>The line it becomes is data for Asterisk's tokenizer, never more than one command: text with CR, LF or NUL is refused here,
 * and so are more than 127 words, which crash some versions of Asterisk (asterisk issue 2069).
 */
public final class AgiCommand {

    /** The most words of a line, those of the command included. */
    public static final int MAX_WORDS = 127;

    private final AgiVerb verb;
    private final List<String> words;

    private AgiCommand(AgiVerb verb, List<String> words) {
        this.verb = verb;
        this.words = words;
    }

    /**
     * A command with its arguments by name. Values are text, or of the type that their kind says; a null is as good as absent.
     *
     * @throws IllegalArgumentException if a name is unknown, a required argument is missing, or a value is not of its kind or
     *     range; the message names the command, the argument and what was expected, but not the value
     */
    public static AgiCommand of(AgiVerb verb, Map<String, ?> arguments) {
        return new AgiCommand(verb, Arguments.byName(verb, arguments));
    }

    static AgiCommand positional(AgiVerb verb, Object... arguments) {
        return new AgiCommand(verb, Arguments.inOrder(verb, arguments));
    }

    /**
     * A line as one would write it in Asterisk's own syntax, for commands of modules that are not among the 47 or in ways that
     * their arguments do not foresee: words at blanks, {@code "} around words with blanks, {@code \} before a quote.
     *
     * @throws IllegalArgumentException if it is blank, holds CR, LF or NUL, a quote that is not closed or more than 127 words, or
     *     begins with {@code failure}, which would end the session
     */
    public static AgiCommand raw(String line) {
        List<String> words = Words.split(line);
        return new AgiCommand(Words.verb(words).orElse(null), words);
    }

    /** Which of the 47 it is; empty for a raw command that is none. */
    public Optional<AgiVerb> verb() {
        return Optional.ofNullable(verb);
    }

    /** All words in order, unquoted, those of the command first. */
    public List<String> words() {
        return words;
    }

    /** The words behind those of the command; for a raw command that is none of the 47, those behind the first. */
    public List<String> arguments() {
        return words.subList(commandWords(), words.size());
    }

    /** How many words name the command: 2 for {@code STREAM FILE}. */
    public int commandWords() {
        return verb == null ? 1 : verb.wordList().size();
    }

    /** Whether it can be executed after a hangup; a raw command that is none of the 47 is left for Asterisk to judge. */
    public boolean worksOnDeadChannel() {
        return verb == null || verb.worksOnDeadChannel();
    }

    /**
     * How long Asterisk may take for it, where that is known: the time it waits by itself, zero for what is done at once. Empty
     * where it depends on the length of a sound, on the caller or on the dialplan.
     */
    public Optional<Duration> longest() {
        return Durations.longest(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgiCommand that && verb == that.verb && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** The command without its arguments, which may be secrets. */
    @Override
    public String toString() {
        return verb != null ? verb.words() : words.get(0);
    }
}
