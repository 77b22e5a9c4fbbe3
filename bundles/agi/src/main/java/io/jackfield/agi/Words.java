package io.jackfield.agi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asterisk's rules for the words of a line ({@code parse_args} of {@code res_agi.c}), and what no word may hold. */
final class Words {

    private static final int LONGEST_NAME = 3;

    private Words() {}

    static List<String> split(String line) {
        refuseControls(line, "A raw command");
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!quoted && (c == ' ' || c == '\t')) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            if (word == null) {
                word = new StringBuilder();
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c != '\\') {
                word.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException(
                    "A raw command has a quote that is not closed; write \\\" for a quote itself");
        }
        if (word != null) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("A raw command needs a word to begin with, for example NOOP");
        }
        if (words.get(0).toLowerCase(Locale.ROOT).startsWith("failure")) {
            throw new IllegalArgumentException(
                    "A line that begins with 'failure' ends the session: use AgiSession.fail()");
        }
        return checked(words, "A raw command");
    }

    /** @return an immutable copy */
    static List<String> checked(List<String> words, String what) {
        if (words.size() > AgiCommand.MAX_WORDS) {
            throw new IllegalArgumentException(what + " has " + words.size() + " words, expected at most "
                    + AgiCommand.MAX_WORDS + ": more can crash Asterisk");
        }
        return List.copyOf(words);
    }

    /** The command that these words begin with. */
    static Optional<AgiVerb> verb(List<String> words) {
        for (int count = Math.min(LONGEST_NAME, words.size()); count > 0; count--) {
            List<String> name = words.subList(0, count);
            if (name.stream().allMatch(word -> word.chars().allMatch(Character::isLetter))) {
                Optional<AgiVerb> verb = AgiVerb.find(String.join(" ", name));
                if (verb.isPresent()) {
                    return verb;
                }
            }
        }
        return Optional.empty();
    }

    static void refuseControls(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException(
                        what + " holds " + (c == 0 ? "NUL" : c == '\r' ? "CR" : "LF") + " at position " + i
                                + ": AGI cannot carry it, and Asterisk would take what follows for a command");
            }
        }
    }
}
