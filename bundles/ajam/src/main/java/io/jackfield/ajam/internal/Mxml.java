package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;
import java.util.regex.Pattern;

/**
 * Reads the one shape of XML that Asterisk writes ({@code xml_translate} in manager.c) back into manager messages. That shape is
 * often no XML: keys that differ in case or punctuation become attributes of one name, and control characters are written as they
 * are, so that an XML parser would refuse what is perfectly good. There is no document type and no entity but the five, so nothing
 * is ever fetched or expanded.
 *
 * <p>What Asterisk does not tell stays lost: names are in lower case with underscores ({@code Cause-txt} reads {@code cause_txt}),
 * and what stood behind a line feed in a value is the header {@code opaque_data}.
 */
final class Mxml {

    private static final String START = "<ajax-response>";
    private static final String END = "</ajax-response>";
    private static final String MESSAGE = "<response ";
    /** Asterisk numbers the second and later headers of a name; no name has a hyphen of its own. */
    private static final Pattern NUMBER = Pattern.compile("-\\d+$");

    /** Byte for byte: whatever the values are encoded in stays as it is. */
    private final String text;

    private final StringBuilder out;
    private int at;

    Mxml(byte[] body) {
        text = new String(body, ISO_8859_1).strip();
        out = new StringBuilder(text.length());
    }

    /** @throws ProtocolException if this is not a whole answer of Asterisk's */
    byte[] messages() throws ProtocolException {
        if (!text.startsWith(START) || !text.endsWith(END)) {
            throw new ProtocolException("the answer is cut off, or not from Asterisk's manager");
        }
        at = START.length();
        for (int next = text.indexOf(MESSAGE, at); next >= 0; next = text.indexOf(MESSAGE, at)) {
            at = next;
            skipBehind('>');
            skipBehind('<');
            skipBehind(' ');
            headers();
        }
        return out.toString().getBytes(ISO_8859_1);
    }

    private void headers() throws ProtocolException {
        while (!text.startsWith("/>", at)) {
            int name = at;
            skipBehind('=');
            out.append(NUMBER.matcher(text.substring(name, at - 1).strip()).replaceFirst(""))
                    .append(": ");
            skipBehind('\'');
            int value = at;
            skipBehind('\'');
            unescape(value, at - 1);
            out.append("\r\n");
            while (text.charAt(at) == ' ') {
                at++;
            }
        }
        out.append("\r\n");
    }

    /** The text ends in a tag, so that there is always something behind what is found. */
    private void skipBehind(char wanted) throws ProtocolException {
        int found = text.indexOf(wanted, at);
        if (found < 0) {
            throw new ProtocolException("the answer is not XML as Asterisk writes it");
        }
        at = found + 1;
    }

    private void unescape(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int end = c == '&' ? text.indexOf(';', i) : -1;
            if (end < 0 || end > to) {
                // A line end would end the header.
                out.append(c == '\r' || c == '\n' ? ' ' : c);
            } else {
                String entity = text.substring(i + 1, end);
                char meant = character(entity);
                if (meant == 0) {
                    out.append('&');
                } else {
                    out.append(meant);
                    i = end;
                }
            }
        }
    }

    private static char character(String entity) {
        return switch (entity) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> 0;
        };
    }
}
