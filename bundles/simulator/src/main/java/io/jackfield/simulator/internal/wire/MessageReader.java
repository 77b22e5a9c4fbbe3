package io.jackfield.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts messages out of a byte stream as Asterisk does, its limits and their side effects included: a line that does
 * not fit its buffer of 1024 bytes is thrown away but for its last byte, and of more than 128 lines the rest is lost.
 * Memory is bounded by those two limits whatever is sent.
 */
public final class MessageReader {

    /** How many bytes Asterisk's buffer takes. */
    public static final int LINE_BUFFER = 1024;

    private static final int MAX_LINES = 128;

    private final byte[] line = new byte[LINE_BUFFER];
    private int length;
    private boolean lineTooLong;
    private boolean linesLost;
    private final List<String> lines = new ArrayList<>();

    /** Takes bytes up to the end of the next message; null if they run out before. */
    public ActionMessage read(ByteBuf in) {
        while (in.isReadable()) {
            byte next = in.readByte();
            if (next != '\n') {
                append(next);
                continue;
            }
            String text = takeLine();
            if (text.isEmpty()) {
                return endOfMessage();
            }
            if (lines.size() < MAX_LINES) {
                lines.add(text);
            } else {
                linesLost = true;
            }
        }
        return null;
    }

    /** How many bytes the buffer takes before it is full. */
    public int room() {
        return LINE_BUFFER - length;
    }

    private void append(byte next) {
        line[length++] = next;
        if (length == LINE_BUFFER) {
            // The last byte stays because it may be the first half of a line end.
            line[0] = next;
            length = 1;
            lineTooLong = true;
        }
    }

    private String takeLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        for (int i = 0; i < end; i++) {
            if (line[i] == 0) {
                end = i;
            }
        }
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    private ActionMessage endOfMessage() {
        String problem = null;
        if (linesLost) {
            // A line too long in the same message is held against the next one: so does Asterisk.
            problem = "Too many lines in message or allocation failure";
        } else if (lineTooLong) {
            problem = "Failed to parse message: line too long";
            lineTooLong = false;
        }
        ActionMessage message = new ActionMessage(lines, problem);
        lines.clear();
        linesLost = false;
        return message;
    }
}
