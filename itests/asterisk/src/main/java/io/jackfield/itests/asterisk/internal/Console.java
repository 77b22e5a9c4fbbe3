package io.jackfield.itests.asterisk.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The remote console: what {@code asterisk -rx} does, over Asterisk's control socket, so that neither a process nor a manager login
 * is needed and no event tells of it.
 */
public final class Console {
    private final Path socket;

    public Console(Path socket) {
        this.socket = socket;
    }

    /**
     * Runs one command; blocks until its output is there.
     *
     * @throws IOException if Asterisk does not listen, or ends or is silent for longer than the limit before it is done
     */
    public String run(String command, Duration limit) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            // The zero ends a command, and the prefix makes Asterisk close the connection after it.
            channel.write(ByteBuffer.wrap(("cli quit after " + command + "\0").getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return withoutGreeting(readToEnd(channel, selector, command, limit));
        }
    }

    private static String readToEnd(SocketChannel channel, Selector selector, String command, Duration limit)
            throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (true) {
            selector.selectedKeys().clear();
            if (selector.select(limit.toMillis()) == 0) {
                throw new IOException(
                        "no answer to the console command '" + command + "' within " + limit.toSeconds() + " s");
            }
            if (channel.read(buffer) < 0) {
                return output.toString(StandardCharsets.UTF_8);
            }
            output.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
    }

    private static String withoutGreeting(String output) throws IOException {
        int end = output.indexOf('\n');
        if (end < 0) {
            throw new EOFException("Asterisk closed its console");
        }
        return output.substring(end + 1).strip();
    }
}
