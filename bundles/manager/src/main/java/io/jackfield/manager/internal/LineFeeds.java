package io.jackfield.manager.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds line ends, eight bytes at a time: nothing else looks at every byte of a stream, so this bounds how fast events can be
 * taken in.
 */
final class LineFeeds {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_LF = 0x0a0a0a0a0a0a0a0aL;
    private static final long EACH_LOW_BIT = 0x0101010101010101L;
    private static final long EACH_HIGH_BIT = 0x8080808080808080L;

    private LineFeeds() {}

    /** The position of the first LF from {@code from} up to but without {@code to}, or -1. */
    static int next(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            // A byte that is LF becomes zero; only a zero byte borrows into its own high bit.
            long difference = (long) EIGHT_BYTES.get(bytes, at) ^ EACH_LF;
            long zeros = (difference - EACH_LOW_BIT) & ~difference & EACH_HIGH_BIT;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
