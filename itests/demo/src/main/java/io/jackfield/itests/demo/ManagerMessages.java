package io.jackfield.itests.demo;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The messages of a manager connection, in a way so simple that it can be a witness against a better one. */
final class ManagerMessages {
    private final BufferedReader lines;

    /** Reads the greeting. */
    ManagerMessages(InputStream input) throws IOException {
        lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        String greeting = lines.readLine();
        if (greeting == null || !greeting.startsWith("Asterisk Call Manager/")) {
            throw new IOException("expected the greeting of an Asterisk, got " + greeting);
        }
    }

    /** The headers of the next message; of one that repeats, the first. Blocks until it is there. */
    Map<String, String> next() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new EOFException("the PBX closed the connection");
            }
            if (!line.isEmpty()) {
                String[] header = line.split(": ?", 2);
                headers.putIfAbsent(header[0], header.length == 2 ? header[1] : "");
            } else if (!headers.isEmpty()) {
                return headers;
            }
        }
    }
}
