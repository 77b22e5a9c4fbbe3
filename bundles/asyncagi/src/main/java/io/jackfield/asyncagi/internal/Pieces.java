package io.jackfield.asyncagi.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jackfield.agi.PercentDecoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Puts together what Asterisk wrote for one command. AsyncAGI reads 1024 bytes at a time from the pipe it was written into, and
 * gives what is left in front of the next command's result ({@code launch_asyncagi}); so a {@code NOOP} after a full piece fetches
 * the next one, and its own reply comes last. A piece whose encoded form exceeds 2047 characters has lost its end for good.
 */
final class Pieces {

    private static final int PIECE = 1024;
    /** Encoding stops before the escape that no longer fits into 2047 characters. */
    private static final int ENCODED = 2045;
    /** More than a pipe holds, 64 KiB. */
    private static final int MAX_PIECES = 80;

    private static final byte[] NOOP_REPLY = "200 result=0\n".getBytes(US_ASCII);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pieces;
    private int firstLength;
    private boolean lost;

    /**
     * Takes the next piece.
     *
     * @param encoded as it stands in the event
     * @return whether it may not be the last, so that a {@code NOOP} has to fetch the next
     */
    boolean add(String encoded) {
        byte[] piece = PercentDecoder.decodeToBytes(encoded);
        boolean endLost = encoded.length() >= ENCODED && piece.length < PIECE && !isOneLine(piece);
        bytes.writeBytes(piece);
        pieces++;
        if (pieces == 1) {
            firstLength = piece.length;
        }
        lost |= endLost;
        boolean more = piece.length >= PIECE || endLost;
        lost |= more && pieces == MAX_PIECES;
        return more && pieces < MAX_PIECES;
    }

    private static boolean isOneLine(byte[] piece) {
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                return i == piece.length - 1;
            }
        }
        return false;
    }

    /** All of it; if a part was lost, the first piece without a line feed at its end, by which a cut result is known. */
    byte[] join() {
        byte[] all = bytes.toByteArray();
        int end = all.length;
        for (int noop = 1; noop < pieces && !lost; noop++) {
            int start = end - NOOP_REPLY.length;
            if (start < 0 || !Arrays.equals(all, start, end, NOOP_REPLY, 0, NOOP_REPLY.length)) {
                lost = true;
            }
            end = start;
        }
        if (!lost) {
            return Arrays.copyOf(all, end);
        }
        int cut = firstLength;
        while (cut > 0 && all[cut - 1] == '\n') {
            cut--;
        }
        return Arrays.copyOf(all, cut);
    }
}
