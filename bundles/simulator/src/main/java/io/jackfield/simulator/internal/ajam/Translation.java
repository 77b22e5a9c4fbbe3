package io.jackfield.simulator.internal.ajam;

import java.util.HashMap;
import java.util.Map;

/**
 * Blocks of headers made into rows or attributes as Asterisk makes them. Names are changed for XML until they may collide,
 * so that the outcome need not be well-formed; control characters pass; a line without a colon takes in the rest of its block.
 */
final class Translation {

    private final Markup markup;
    private final StringBuilder out = new StringBuilder(1024);
    private final Map<String, Integer> occurrences = new HashMap<>();
    private boolean inBlock;
    private boolean inRest;

    Translation(Markup markup) {
        this.markup = markup;
    }

    String of(String blocks) {
        int start = 0;
        while (start < blocks.length()) {
            int end = lineEnd(blocks, start);
            int next = end + 1;
            if (next < blocks.length() && blocks.charAt(next) == '\n') {
                next++;
            }
            line(trimmed(blocks, start, end), next >= blocks.length());
            start = next;
        }
        if (inBlock) {
            out.append(markup.endOfBlock());
        }
        return out.toString();
    }

    /** A CR and an LF each end a line. */
    private static int lineEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private void line(String line, boolean last) {
        if (line.isEmpty()) {
            endBlock();
            return;
        }
        if (!inBlock) {
            inBlock = true;
            out.append(markup.block());
        }
        if (inRest) {
            out.append(markup.lineEnd());
            escape(line);
            return;
        }
        int colon = line.indexOf(':');
        inRest = colon < 0;
        if (inRest) {
            header("Opaque-data", line, last);
        } else {
            header(trimmed(line, 0, colon), skipBlanks(line, colon + 1), true);
        }
    }

    private void endBlock() {
        if (inRest) {
            out.append(markup.endOfHeader());
            inRest = false;
        }
        if (inBlock) {
            out.append(markup.endOfBlock());
            inBlock = false;
            occurrences.clear();
        }
    }

    private void header(String name, String value, boolean complete) {
        out.append(markup.header());
        if (markup.attributes()) {
            attributeName(name);
        } else {
            escape(name);
        }
        int occurrence = occurrences.merge(name, 1, Integer::sum);
        if (occurrence > 1) {
            out.append('-').append(occurrence);
        }
        out.append(markup.value());
        escape(value);
        if (complete) {
            out.append(markup.endOfHeader());
        }
    }

    private void attributeName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && i == 0) {
                out.append('_');
            }
            if (c >= 'A' && c <= 'Z') {
                out.append((char) (c - 'A' + 'a'));
            } else {
                out.append(digit || c >= 'a' && c <= 'z' ? c : '_');
            }
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '&' -> out.append("&amp;");
                default -> out.append(c);
            }
        }
    }

    /** Without blanks and control characters at its end. */
    private static String trimmed(String text, int start, int end) {
        int last = end;
        while (last > start && text.charAt(last - 1) <= ' ') {
            last--;
        }
        return text.substring(start, last);
    }

    private static String skipBlanks(String text, int start) {
        int first = start;
        while (first < text.length() && text.charAt(first) <= ' ') {
            first++;
        }
        return text.substring(first);
    }
}
