package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.agi.AgiReply;
import java.util.List;
import java.util.Optional;

/**
 * All that Asterisk wrote for one command, kept apart from what it wrote for others.
 *
 * @param lines all of it
 * @param reply the reply: the first final one, since of the two that an {@code EXEC} may have the second is wrong
 * @param isCut whether its end is missing
 */
record WholeResult(List<String> lines, Optional<AgiReply> reply, boolean isCut) {

    /** @param value whether the reply has a value, which then runs to the last parenthesis of all */
    static WholeResult of(byte[] result, boolean value) {
        String text = new String(result, UTF_8);
        boolean cut = !text.endsWith("\n");
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (ReplyParser.beginsReply(line) && !ReplyParser.isInterim(line)) {
                boolean whole = line.startsWith("520-") || value && line.startsWith("200 ");
                List<String> own = lines.subList(
                        i > 0 && ReplyParser.isInterim(lines.get(i - 1)) ? i - 1 : i, whole ? lines.size() : i + 1);
                return new WholeResult(lines, Optional.of(ReplyParser.parse(own, value)), cut);
            }
        }
        return new WholeResult(lines, Optional.empty(), cut);
    }
}
