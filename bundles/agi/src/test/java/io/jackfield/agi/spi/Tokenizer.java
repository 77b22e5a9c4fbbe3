package io.jackfield.agi.spi;

import java.util.ArrayList;
import java.util.List;

/** How Asterisk takes a line apart, written from the description of {@code parse_args}, for bytes as it sees them. */
final class Tokenizer {

    private Tokenizer() {}

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean quoted = false;
        boolean literal = false;
        for (char c : line.toCharArray()) {
            boolean blank = (c == ' ' || c == '\t') && !quoted && !literal;
            if (blank && inWord) {
                words.add(word.toString());
                word.setLength(0);
            }
            inWord = !blank;
            if (blank) {
                continue;
            }
            if (literal) {
                word.append(c);
                literal = false;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                literal = true;
            } else {
                word.append(c);
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
