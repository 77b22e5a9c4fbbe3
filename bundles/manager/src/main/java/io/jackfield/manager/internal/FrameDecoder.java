package io.jackfield.manager.internal;

import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the PBX's byte stream into messages. Works on bytes: a message is handed out as a view of the buffer and copied
 * only by who wants to keep it. Accepts LF and CRLF, and ignores empty lines between messages, which Asterisk sends after
 * messages whose text ends in a line feed. The answer to a Command in its old form ({@code Response: Follows}) is raw text
 * with empty lines of its own; it ends with a marker. Only one with an {@code ActionID} of ours is taken for that: values of
 * variables may hold line breaks, so that others can write what looks like its beginning, and all that comes behind it would be
 * swallowed. Not safe for use by many threads.
 */
public final class FrameDecoder {

    private static final int MAX_FRAME = 8 * 1024 * 1024;
    private static final int KEPT_CAPACITY = 256 * 1024;

    private static final byte[] FOLLOWS = "Response: Follows".getBytes(StandardCharsets.US_ASCII);
    /** {@code Privilege} is between the two ({@code action_command}). */
    private static final int ACTION_ID_LINE = 2;

    private static final byte[] END_OF_COMMAND = ManagerResponse.END_OF_COMMAND.getBytes(StandardCharsets.US_ASCII);

    private final byte[] ownActionId;
    private final Consumer<Headers> sink;
    private byte[] buffer = new byte[16 * 1024];
    private int[] lines = new int[64];
    private int lineCount;
    private int end;
    private int scanned;
    private int lineStart;
    private boolean rawText;

    /**
     * @param actionIdPrefix how our ActionIDs begin
     * @param sink called for each message with a view that is valid during the call
     */
    public FrameDecoder(String actionIdPrefix, Consumer<Headers> sink) {
        this.ownActionId = ("ActionID: " + actionIdPrefix).getBytes(StandardCharsets.US_ASCII);
        this.sink = sink;
    }

    /**
     * Takes the next bytes and hands out the messages they complete.
     *
     * @throws IllegalStateException if one message exceeds 8 MiB; the stream is unusable then
     */
    public void feed(byte[] bytes, int offset, int length) {
        ensureRoom(length);
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
        for (int lineFeed = LineFeeds.next(buffer, scanned, end); lineFeed >= 0; ) {
            scanned = lineFeed + 1;
            lineEnded();
            lineFeed = LineFeeds.next(buffer, scanned, end);
        }
        scanned = end;
        compact();
    }

    private void lineEnded() {
        int length = scanned - lineStart;
        boolean blank = length == 1 || length == 2 && buffer[lineStart] == '\r';
        if (!blank || rawText) {
            addLine();
        } else if (lineCount > 0) {
            lines[lineCount] = lineStart;
            messageEnded();
        }
        lineStart = scanned;
    }

    private void addLine() {
        if (lineCount + 1 == lines.length) {
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        if (lineCount == ACTION_ID_LINE) {
            rawText = startsWith(FOLLOWS, lines[0]) && startsWith(ownActionId, lineStart);
        }
        lines[lineCount++] = lineStart;
        if (rawText && endsWithMarker()) {
            lines[lineCount] = scanned;
            messageEnded();
        }
    }

    private void messageEnded() {
        int count = lineCount;
        lineCount = 0;
        rawText = false;
        sink.accept(Headers.view(buffer, lines, count));
    }

    /** The marker may share its line with the last of the text. */
    private boolean endsWithMarker() {
        int end = scanned - 1;
        if (end > lineStart && buffer[end - 1] == '\r') {
            end--;
        }
        int start = end - END_OF_COMMAND.length;
        return start >= lineStart && startsWith(END_OF_COMMAND, start);
    }

    private boolean startsWith(byte[] text, int from) {
        return from + text.length <= scanned && Arrays.equals(buffer, from, from + text.length, text, 0, text.length);
    }

    private int frameStart() {
        return lineCount == 0 ? lineStart : lines[0];
    }

    private void compact() {
        int start = frameStart();
        if (end - start > MAX_FRAME) {
            throw new IllegalStateException("a message exceeds " + MAX_FRAME + " bytes");
        }
        if (start == 0) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        scanned -= start;
        lineStart -= start;
        for (int i = 0; i < lineCount; i++) {
            lines[i] -= start;
        }
        if (end <= KEPT_CAPACITY && buffer.length > KEPT_CAPACITY) {
            buffer = Arrays.copyOf(buffer, KEPT_CAPACITY);
        }
    }

    private void ensureRoom(int length) {
        if (end + length <= buffer.length) {
            return;
        }
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + length));
    }
}
