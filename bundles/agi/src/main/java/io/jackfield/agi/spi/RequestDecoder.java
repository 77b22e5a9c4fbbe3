package io.jackfield.agi.spi;

import io.jackfield.agi.AgiRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the environment block that begins a FastAGI session, in pieces of any size. Port scanners and web browsers land here
 * too: what is no AGI is refused at its first line. The time that the whole block may take is for the transport to watch. Not
 * safe for use by many threads.
 */
public final class RequestDecoder {

    private static final int MAX_LINES = 256;
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_BLOCK = 64 * 1024;
    private static final List<String> REQUIRED = List.of("agi_request", "agi_channel", "agi_uniqueid");

    private final List<String> lines = new ArrayList<>(32);
    private final LineBuffer line = new LineBuffer(MAX_LINE);
    private int size;
    private AgiRequest request;

    /**
     * Takes the next bytes, up to the end of the block.
     *
     * @return how many were taken; what is left belongs to the session, such as an early {@code HANGUP}
     * @throws AgiFormatException if this is no AGI, or more than 256 lines, 16 KiB in a line or 64 KiB in all
     */
    public int feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int position = offset;
        while (request == null && position < end) {
            int lineFeed = LineBuffer.lineFeed(bytes, position, end);
            int next = lineFeed < 0 ? end : lineFeed + 1;
            size += next - position;
            if (size > MAX_BLOCK) {
                throw new AgiFormatException("the environment exceeds " + MAX_BLOCK + " bytes");
            }
            if (lineFeed < 0) {
                line.append(bytes, position, end);
            } else {
                lineEnded(line.end(bytes, position, lineFeed));
            }
            position = next;
        }
        return position - offset;
    }

    /** Whether nothing at all has come yet, as from a load balancer that only looks whether the port is open. */
    public boolean isUntouched() {
        return size == 0;
    }

    /** Whether the block has ended. */
    public boolean isComplete() {
        return request != null;
    }

    /** What the block said; null until it {@link #isComplete()}. */
    public AgiRequest request() {
        return request;
    }

    private void lineEnded(String text) {
        if (lines.isEmpty() && !text.startsWith("agi_")) {
            throw new AgiFormatException("the first line does not begin with agi_");
        }
        if (!text.isEmpty()) {
            if (lines.size() == MAX_LINES) {
                throw new AgiFormatException("the environment exceeds " + MAX_LINES + " lines");
            }
            lines.add(text);
            return;
        }
        AgiRequest read = AgiRequest.parse(lines);
        if (!"yes".equals(read.environment().get("agi_network"))) {
            throw new AgiFormatException("the environment does not say agi_network: yes");
        }
        for (String name : REQUIRED) {
            if (read.environment().getOrDefault(name, "").isEmpty()) {
                throw new AgiFormatException("the environment has no " + name);
            }
        }
        lines.clear();
        request = read;
    }
}
