package io.jackfield.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** A manager client on a plain socket that reads what comes, block by block. */
final class TestClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    TestClient(Simulator pbx) {
        this(SocketFactory.getDefault(), pbx.amiPort());
    }

    /** Over TLS. */
    TestClient(Simulator pbx, SSLContext trust) {
        this(trust.getSocketFactory(), pbx.amiTlsPort());
    }

    private TestClient(SocketFactory sockets, int port) {
        try {
            socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected, greeted and logged in with this event mask; what the login itself brings has been read. */
    static TestClient login(Simulator pbx, String events) {
        return login(pbx, "jackfield", "secret", events);
    }

    static TestClient login(Simulator pbx, String user, String secret, String events) {
        return new TestClient(pbx).loggedIn(user, secret, events);
    }

    TestClient loggedIn(String user, String secret, String events) {
        line();
        send("Action: Login", "Username: " + user, "Secret: " + secret, "Events: off", "ActionID: login");
        until(Block.isId("login"));
        send("Action: Events", "EventMask: " + events, "ActionID: mask");
        until(Block.isId("mask"));
        return this;
    }

    void send(String... headers) {
        raw(String.join("\r\n", headers) + "\r\n\r\n");
    }

    void raw(String text) {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The next line without its end; null at the end of the stream. */
    String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            for (int i = next; i < end; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, next, i - next);
                    next = i + 1;
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                }
            }
            line.write(buffer, next, end - next);
            if (!fill(line)) {
                return null;
            }
        }
    }

    private boolean fill(ByteArrayOutputStream soFar) {
        try {
            next = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        } catch (SocketException reset) {
            end = 0;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Waited in vain after: " + soFar, e);
        }
    }

    /** What comes before the stream ends, without a line end in it. */
    String lastLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        do {
            line.write(buffer, next, end - next);
        } while (fill(line));
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The next block; null at the end of the stream. */
    Block block() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); ; line = line()) {
            if (line == null) {
                return null;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            } else if (!lines.isEmpty()) {
                return new Block(lines);
            }
        }
    }

    /** Sends an action and gives its answer, passing over events. */
    Block ask(String... headers) {
        send(headers);
        return until(block -> block.name().startsWith("Response"));
    }

    /** All blocks up to the one looked for, that one being the last. */
    List<Block> upTo(Predicate<Block> wanted) {
        List<Block> blocks = new ArrayList<>();
        do {
            Block block = block();
            if (block == null) {
                throw new AssertionError("The stream ended after " + blocks);
            }
            blocks.add(block);
        } while (!wanted.test(blocks.get(blocks.size() - 1)));
        return blocks;
    }

    Block until(Predicate<Block> wanted) {
        List<Block> blocks = upTo(wanted);
        return blocks.get(blocks.size() - 1);
    }

    Block event(String name) {
        return until(Block.isEvent(name));
    }

    /** Everything that is sent before the answer to a Ping: what came of the actions before. */
    List<Block> drain() {
        send("Action: Ping", "ActionID: drain");
        List<Block> blocks = upTo(Block.isId("drain"));
        return blocks.subList(0, blocks.size() - 1);
    }

    /** Whether nothing at all is sent for so long. */
    boolean hearsNothingFor(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            return next == end && in.read() < 0;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Reads to the end of the stream. */
    boolean isClosed() {
        while (true) {
            if (line() == null) {
                return true;
            }
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
}
