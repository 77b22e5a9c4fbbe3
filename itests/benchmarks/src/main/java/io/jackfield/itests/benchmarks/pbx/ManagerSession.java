package io.jackfield.itests.benchmarks.pbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** One client's line: its actions are answered by one thread while another sends events. */
final class ManagerSession {

    private final SocketChannel line;
    /** Fair, so that an answer waits for one write of events and not for all. */
    private final ReentrantLock writing = new ReentrantLock(true);

    ManagerSession(SocketChannel line) {
        this.line = line;
    }

    /** Greets, and answers until the client leaves. */
    void serve() throws IOException {
        try (line) {
            write("Asterisk Call Manager/11.0.0\r\n");
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(line), StandardCharsets.UTF_8));
            Map<String, String> action = read(in);
            while (!action.isEmpty()) {
                write(Answers.to(action));
                action = "logoff".equalsIgnoreCase(action.get("action")) ? Map.of() : read(in);
            }
        }
    }

    /** The next action by lower-case header, or nothing at the end. */
    private static Map<String, String> read(BufferedReader in) throws IOException {
        Map<String, String> action = new HashMap<>();
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            if (text.isEmpty()) {
                return action;
            }
            String[] header = text.split(":\\s*", 2);
            action.put(header[0].toLowerCase(Locale.ROOT), header.length > 1 ? header[1] : "");
        }
        return Map.of();
    }

    private void write(String text) throws IOException {
        write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes whole messages; blocks until the client's side has taken them. */
    void write(ByteBuffer messages) throws IOException {
        writing.lock();
        try {
            while (messages.hasRemaining()) {
                line.write(messages);
            }
        } finally {
            writing.unlock();
        }
    }

    void close() throws IOException {
        line.close();
    }
}
