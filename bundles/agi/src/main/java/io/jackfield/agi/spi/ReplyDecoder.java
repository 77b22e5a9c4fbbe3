package io.jackfield.agi.spi;

import io.jackfield.agi.AgiReply;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what Asterisk sends into replies and hangup signals, in pieces of any size. Not safe for use by many threads.
 *
 * <p>A value may hold line feeds, and Asterisk gives neither its length nor an escape. It is taken to end at a line that ends in
 * a parenthesis and has nothing but {@code HANGUP} behind it in what has arrived. If the rest of a value arrives later than such
 * a line, the value is cut and the rest is reported as stray lines.
 */
public final class ReplyDecoder {

    private static final int MAX_REPLY = 1024 * 1024;
    private static final int MAX_LINES = 16 * 1024;
    private static final String HANGUP = "HANGUP";

    /** Hears what comes, in order. */
    public interface Sink {

        /** The reply that was expected. */
        void reply(AgiReply reply);

        /** The call was hung up, or the session ends. */
        void hangup();

        /** A line that is no reply, or that nobody expected. */
        void stray(String line);
    }

    private enum State {
        IDLE,
        EXPECTING,
        IN_USAGE,
        IN_VALUE,
        /** In a value whose last line so far may have been its end. */
        AT_END_OF_VALUE
    }

    private final Sink sink;
    private final LineBuffer partial = new LineBuffer(MAX_REPLY);
    private List<String> lines = List.of();
    private int size;
    private State state = State.IDLE;
    private boolean value;

    public ReplyDecoder(Sink sink) {
        this.sink = sink;
    }

    /**
     * A command was sent: the next reply is its.
     *
     * @param withValue whether it is one whose reply has a value, see {@link io.jackfield.agi.AgiVerb#repliesWithValue()}
     */
    public void expect(boolean withValue) {
        value = withValue;
        size = 0;
        state = State.EXPECTING;
    }

    /** Whether part of a reply has come, and the rest must follow at once. */
    public boolean isMidReply() {
        return !lines.isEmpty() && !isInterimOnly() || partial.length() > 0;
    }

    /**
     * Takes the next bytes.
     *
     * @throws AgiFormatException if one reply exceeds 1 MiB or 16,384 lines
     */
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int position = offset;
        for (int lineFeed = LineBuffer.lineFeed(bytes, position, end); lineFeed >= 0; ) {
            count(lineFeed + 1 - position);
            lineEnded(partial.end(bytes, position, lineFeed));
            position = lineFeed + 1;
            lineFeed = LineBuffer.lineFeed(bytes, position, end);
        }
        if (position < end) {
            count(end - position);
            partial.append(bytes, position, end);
        } else if (state == State.AT_END_OF_VALUE) {
            complete();
        }
    }

    private void count(int bytes) {
        size += bytes;
        if (size > MAX_REPLY || lines.size() > MAX_LINES) {
            throw new AgiFormatException("a reply exceeds " + MAX_REPLY + " bytes or " + MAX_LINES + " lines");
        }
    }

    private void lineEnded(String line) {
        switch (state) {
            case IN_USAGE -> {
                lines.add(line);
                // Before 13.17 the terminator is glued to the last line of the usage.
                if (line.endsWith(ReplyParser.END_OF_USAGE)) {
                    complete();
                }
            }
            case IN_VALUE -> valueGoesOn(line);
            case AT_END_OF_VALUE -> {
                if (line.isEmpty() || line.equals(HANGUP)) {
                    complete();
                    betweenReplies(line);
                } else {
                    valueGoesOn(line);
                }
            }
            default -> betweenReplies(line);
        }
    }

    private void valueGoesOn(String line) {
        lines.add(line);
        state = line.endsWith(")") ? State.AT_END_OF_VALUE : State.IN_VALUE;
    }

    private void betweenReplies(String line) {
        if (line.startsWith(HANGUP) && (line.length() == HANGUP.length() || isReply(line.substring(HANGUP.length())))) {
            sink.hangup();
            if (line.length() > HANGUP.length()) {
                betweenReplies(line.substring(HANGUP.length()));
            }
        } else if (state == State.EXPECTING && isReply(line)) {
            replyBegins(line);
        } else if (!line.isEmpty()) {
            sink.stray(line);
        }
    }

    private static boolean isReply(String line) {
        return ReplyParser.beginsReply(line);
    }

    private void replyBegins(String line) {
        if (lines.isEmpty()) {
            lines = new ArrayList<>(2);
        }
        lines.add(line);
        if (line.startsWith("520-")) {
            state = State.IN_USAGE;
        } else if (value && line.startsWith("200 ") && line.contains(" (")) {
            state = line.endsWith(")") ? State.AT_END_OF_VALUE : State.IN_VALUE;
        } else if (!ReplyParser.isInterim(line)) {
            complete();
        }
    }

    private boolean isInterimOnly() {
        return lines.size() == 1 && ReplyParser.isInterim(lines.get(0));
    }

    private void complete() {
        List<String> whole = lines;
        lines = List.of();
        size = 0;
        state = State.IDLE;
        sink.reply(ReplyParser.parse(whole, value));
    }
}
