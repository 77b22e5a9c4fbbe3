package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket at the manager port, for what happens byte by byte. Every byte is one character here and there. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream input;

    /** Connects and sends nothing. */
    RawClient(Pbx pbx) {
        try {
            socket = new Socket(pbx.host(), pbx.amiPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            input = new java.io.BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected, greeted and logged in. */
    static RawClient login(Pbx pbx, ManagerUser user, String events) {
        RawClient client = new RawClient(pbx);
        client.line();
        Block response = client.ask(
                "Action: Login", "Username: " + user.name(), "Secret: " + user.secret(), "Events: " + events);
        if (!response.get("Response").equals("Success")) {
            throw new AssertionError(response);
        }
        return client;
    }

    /** Sends an action of these lines. */
    void send(String... lines) {
        write(String.join("\r\n", lines) + "\r\n\r\n");
    }

    void write(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an action and reads up to the next response. */
    Block ask(String... lines) {
        send(lines);
        return await("Response: ");
    }

    /** Reads up to a block that begins like this. */
    Block await(String beginning) {
        Block block = block();
        while (!block.text().startsWith(beginning)) {
            block = block();
        }
        return block;
    }

    /** The next lines up to an empty one; empty lines before them are skipped. */
    Block block() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); ; line = line()) {
            if (line == null) {
                throw new AssertionError("the PBX closed the connection after " + lines);
            }
            if (!line.isEmpty()) {
                lines.add(line);
            } else if (!lines.isEmpty()) {
                return new Block(lines);
            }
        }
    }

    /** The next line without its end, which must be CR LF; null when the PBX has closed the connection. */
    String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = input.read(); next != '\n'; next = input.read()) {
                if (next < 0) {
                    return null;
                }
                line.write(next);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message. */
    record Block(List<String> lines) {
        /** The first value of a header, or an empty text. */
        String get(String header) {
            return lines.stream()
                    .filter(line -> line.startsWith(header + ": "))
                    .map(line -> line.substring(header.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return String.join("\n", lines);
        }
    }
}
