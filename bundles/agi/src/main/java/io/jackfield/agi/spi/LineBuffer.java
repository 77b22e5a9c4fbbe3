package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The beginning of a line whose end has not come yet. Holds no memory while there is none. */
final class LineBuffer {

    private static final byte[] NOTHING = {};
    private static final int FIRST_CAPACITY = 128;

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    /** @param limit the longest line, without line feed */
    LineBuffer(int limit) {
        this.limit = limit;
    }

    /** How many bytes wait for their line feed. */
    int length() {
        return length;
    }

    void append(byte[] source, int from, int to) {
        int count = to - from;
        if (count > limit - length) {
            throw new AgiFormatException("a line exceeds " + limit + " bytes");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST_CAPACITY, bytes.length * 2), length + count));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** The line that ends here; malformed UTF-8 becomes the replacement character. */
    String end(byte[] source, int from, int to) {
        if (length == 0 && to - from <= limit) {
            return new String(source, from, to - from, UTF_8);
        }
        append(source, from, to);
        String line = new String(bytes, 0, length, UTF_8);
        bytes = NOTHING;
        length = 0;
        return line;
    }

    static int lineFeed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
