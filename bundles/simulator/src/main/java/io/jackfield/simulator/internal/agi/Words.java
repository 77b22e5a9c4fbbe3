package io.jackfield.simulator.internal.agi;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as Asterisk does. */
final class Words {

    private static final int MOST = 127;

    private Words() {}

    /**
     * Blanks separate words, a quote begins or ends a quoted part anywhere in a word, a backslash makes the next
     * character an ordinary one. Words after the 127th are dropped.
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!quoted && (c == ' ' || c == '\t')) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            if (word == null) {
                word = new StringBuilder();
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c != '\\') {
                word.append(c);
            } else if (++i < line.length()) {
                word.append(line.charAt(i));
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words.size() > MOST ? words.subList(0, MOST) : words;
    }
}
