package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;

/**
 * The events in an answer to WaitEvent, without its two ends, which tell that it is whole.
 *
 * @param messages the whole answer
 * @param offset where the first event begins
 * @param length of all events together; zero if there are none
 */
record PolledEvents(byte[] messages, int offset, int length) {

    private static final PolledEvents NONE = new PolledEvents(new byte[0], 0, 0);
    private static final int SLICE = 64 * 1024;

    /** Takes bytes piece by piece. */
    interface Sink {
        void received(byte[] bytes, int offset, int length);
    }

    static PolledEvents none() {
        return NONE;
    }

    /** @throws ProtocolException if this is something else than the whole answer to the WaitEvent of this id */
    static PolledEvents of(byte[] messages, String id) throws ProtocolException {
        String actionId = "\r\nActionID: " + id + "\r\n";
        String tail = "Event: WaitEventComplete" + actionId + "\r\n";
        int head = headLength(messages);
        int end = messages.length - tail.length();
        if (end < head || !startsWith(messages, head, "Response: Success" + actionId)) {
            throw new ProtocolException("the PBX answered WaitEvent with "
                    + new String(messages, 0, Math.min(head, 200), ISO_8859_1)
                            .strip()
                            .replaceAll("\\R", ", "));
        }
        if (!tail.equalsIgnoreCase(new String(messages, end, tail.length(), ISO_8859_1))) {
            throw new ProtocolException("the answer to WaitEvent is cut off");
        }
        return new PolledEvents(messages, head, end - head);
    }

    private static boolean startsWith(byte[] messages, int head, String text) {
        return head >= text.length() && text.equalsIgnoreCase(new String(messages, 0, text.length(), ISO_8859_1));
    }

    /** How long the first message is with its empty line. */
    private static int headLength(byte[] messages) {
        for (int i = 3; i < messages.length; i++) {
            if (messages[i] == '\n' && messages[i - 1] == '\r' && messages[i - 2] == '\n') {
                return i + 1;
            }
        }
        return messages.length;
    }

    /** Hands the events over in pieces that nobody needs a large buffer for; at least once. */
    void feed(Sink sink) {
        int fed = 0;
        do {
            int piece = Math.min(SLICE, length - fed);
            sink.received(messages, offset + fed, piece);
            fed += piece;
        } while (fed < length);
    }
}
