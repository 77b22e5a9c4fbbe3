package io.jackfield.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The server side of FastAGI on plain sockets: what it gets is given as it is, byte for byte. */
final class AgiServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket listener;

    AgiServer() {
        try {
            listener = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
            listener.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What the dialplan calls it by. */
    String url() {
        return "agi://127.0.0.1:" + port();
    }

    Session accept() {
        try {
            return new Session(listener.accept());
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody calls", e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. Reading fails if nothing comes for long. */
    static final class Session implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final List<String> environment;

        private Session(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            environment = new ArrayList<>();
            for (String line = line(); line != null && !line.isEmpty(); line = line()) {
                environment.add(line);
            }
        }

        /** The lines before the empty one. */
        List<String> environment() {
            return environment;
        }

        String environment(String key) {
            return environment.stream()
                    .filter(line -> line.startsWith("agi_" + key + ": "))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(": ") + 2))
                    .orElse(null);
        }

        /** The next line without its LF; null at the end of the stream. */
        String line() {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try {
                for (int b = in.read(); b != '\n'; b = in.read()) {
                    if (b < 0) {
                        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
                    }
                    line.write(b);
                }
                return line.toString(StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException("Waited in vain after: " + line, e);
            }
        }

        /** The next lines; fewer at the end of the stream. */
        List<String> lines(int count) {
            List<String> lines = new ArrayList<>();
            for (String line = ""; lines.size() < count && line != null; ) {
                line = line();
                if (line != null) {
                    lines.add(line);
                }
            }
            return lines;
        }

        /** All lines up to the end of the stream. */
        List<String> rest() {
            return lines(Integer.MAX_VALUE);
        }

        Session send(String text) {
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Sends a command and gives the first line of its reply. */
        String ask(String command) {
            return send(command + "\n").line();
        }

        Session halfClose() {
            try {
                socket.shutdownOutput();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void reset() {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            close();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
