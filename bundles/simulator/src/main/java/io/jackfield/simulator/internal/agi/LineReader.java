package io.jackfield.simulator.internal.agi;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Reads lines as Asterisk does: it waits until the socket has something to read, then takes one line by way of a buffer
 * of its own. Whatever that buffer holds beyond the line is not noticed until the socket has something again.
 */
final class LineReader {

    private static final int BUFFER_BYTES = 4096;
    private static final int LONGEST = 8191;

    private final Deque<byte[]> socket = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private byte[] buffer = {};
    private int next;
    private boolean ended;
    private boolean partial;

    void add(ByteBuf bytes) {
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        socket.add(copy);
    }

    /** Nothing more is to come. */
    void end() {
        ended = true;
    }

    /** Whether the socket has bytes, or its end, to read; the buffer does not count. */
    boolean isReadable() {
        return ended || !socket.isEmpty();
    }

    /** Whether a line has begun and Asterisk does nothing but wait for its end. */
    boolean isPartial() {
        return partial;
    }

    /**
     * The next line with its end, or without one if it is too long or the last one; "" at the end of the stream, null
     * if the line is not complete yet. One char stands for one byte.
     */
    String line() {
        partial = true;
        while (true) {
            int before = line.size();
            boolean waits = !read();
            cutAtNul(before);
            if (isComplete() || waits && ended) {
                partial = false;
                String text = line.toString(StandardCharsets.ISO_8859_1);
                line.reset();
                return text;
            }
            if (waits) {
                return null;
            }
        }
    }

    private boolean isComplete() {
        byte[] bytes = line.toByteArray();
        return bytes.length > 0 && (bytes[bytes.length - 1] == '\n' || bytes.length >= LONGEST);
    }

    /** Adds to the line up to its end or its longest; false if there is nothing to add any more. */
    private boolean read() {
        int room = LONGEST - line.size();
        while (room > 0) {
            if (next == buffer.length && !fill()) {
                return false;
            }
            byte b = buffer[next++];
            line.write(b);
            room--;
            if (b == '\n') {
                break;
            }
        }
        return true;
    }

    private boolean fill() {
        if (socket.isEmpty()) {
            return false;
        }
        ByteArrayOutputStream taken = new ByteArrayOutputStream(BUFFER_BYTES);
        while (!socket.isEmpty() && taken.size() < BUFFER_BYTES) {
            byte[] bytes = socket.poll();
            int count = Math.min(bytes.length, BUFFER_BYTES - taken.size());
            taken.write(bytes, 0, count);
            if (count < bytes.length) {
                socket.addFirst(Arrays.copyOfRange(bytes, count, bytes.length));
            }
        }
        buffer = taken.toByteArray();
        next = 0;
        return true;
    }

    /** To C the line ends at a NUL: what was read with it is lost, and reading goes on from there. */
    private void cutAtNul(int from) {
        byte[] bytes = line.toByteArray();
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                line.reset();
                line.write(bytes, 0, i);
                return;
            }
        }
    }
}
