package io.jackfield.itests.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or an answer of HTTP/1.1 whose body has a length, one character a byte.
 *
 * @param head with its lines' ends and the empty line
 */
record HttpText(String head, String body) {
    /** Reads the next one; null if there is none any more. */
    static HttpText read(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = input.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return null;
                }
                throw new EOFException("HTTP ends within a head: " + head);
            }
            bytes.write(next);
            if (next == '\n') {
                head = bytes.toString(StandardCharsets.ISO_8859_1);
            }
        }
        int length = header(head, "Content-Length").map(Integer::parseInt).orElse(0);
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("HTTP ends within a body");
        }
        return new HttpText(head, new String(body, StandardCharsets.ISO_8859_1));
    }

    /** A small page, as web servers show it. */
    static HttpText page(int status) {
        return new HttpText("HTTP/1.1 " + status + " Nothing\r\nContent-Type: text/html\r\n\r\n", "")
                .withBody("<html><body><h1>" + status + "</h1></body></html>");
    }

    Optional<String> header(String name) {
        return header(head, name);
    }

    private static Optional<String> header(String head, String name) {
        Matcher found = Pattern.compile("(?imd)^" + name + ": *(.*?)\\r$").matcher(head);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    int status() {
        return Integer.parseInt(head.split(" ")[1]);
    }

    /** Whether it is a form that asks for this action. */
    boolean isFor(String action) {
        return body.startsWith("Action=" + action + "&");
    }

    /** The same head, but for the length, with another body. */
    HttpText withBody(String other) {
        String rest = head.replaceAll("(?i)Content-Length:.*\\r\\n", "");
        String length = "Content-Length: " + other.length() + "\r\n\r\n";
        return new HttpText(rest.substring(0, rest.length() - 2) + length, other);
    }

    void writeTo(OutputStream output) throws IOException {
        write(head + body, output);
    }

    /** Writes all but the last part of the body. */
    void writeHalfTo(OutputStream output) throws IOException {
        write(head + body.substring(0, body.length() / 2), output);
    }

    private static void write(String text, OutputStream output) throws IOException {
        output.write(text.getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
    }
}
