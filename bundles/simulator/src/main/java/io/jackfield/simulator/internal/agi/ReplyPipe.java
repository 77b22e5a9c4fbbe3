package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.wire.PercentText;

/** What AsyncAGI reads replies from: at most 1024 bytes at a time. What is more stays in front of the next reply. */
final class ReplyPipe {

    private static final int READ = 1024;
    private static final int LONGEST_ENCODED = 2047;

    private final StringBuilder bytes = new StringBuilder();

    void write(String text) {
        bytes.append(text);
    }

    /** One read, as it stands in the header of an event. */
    String read() {
        int count = Math.min(READ, bytes.length());
        String text = bytes.substring(0, count);
        bytes.delete(0, count);
        return PercentText.encode(text, LONGEST_ENCODED);
    }
}
