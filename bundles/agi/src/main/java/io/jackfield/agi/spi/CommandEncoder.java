package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.agi.AgiCommand;
import java.util.List;

/**
 * Writes a command as the line that Asterisk's tokenizer takes apart into the same words. Every argument is quoted; what no
 * quoting can carry, and too many words, an {@link AgiCommand} never holds.
 */
public final class CommandEncoder {

    private CommandEncoder() {}

    /**
     * The line with its line feed, to be sent in one write: while half a line is there, Asterisk spins.
     *
     * @param limit the longest line in bytes, without line feed
     * @throws IllegalArgumentException if it is longer; Asterisk would run the rest as another command
     */
    public static byte[] encode(AgiCommand command, int limit) {
        List<String> words = command.words();
        int commandWords = command.commandWords();
        StringBuilder line = new StringBuilder(64);
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                line.append(' ');
            }
            String word = words.get(i);
            if (i < commandWords && isPlain(word)) {
                line.append(word);
            } else {
                quote(word, line);
            }
        }
        byte[] bytes = line.append('\n').toString().getBytes(UTF_8);
        if (bytes.length - 1 > limit) {
            throw new IllegalArgumentException(command + " is a line of " + (bytes.length - 1)
                    + " bytes, expected at most " + limit + ": Asterisk would take the rest for another command");
        }
        return bytes;
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static void quote(String word, StringBuilder line) {
        line.append('"');
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            line.append(c);
        }
        line.append('"');
    }
}
