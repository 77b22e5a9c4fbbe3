package io.jackfield.itests.benchmarks.agi.calls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection to a server. Only for the thread of its loop. */
final class Line {

    private final SocketChannel channel;
    private final Caller caller;
    private final StringBuilder unfinished = new StringBuilder(0);

    Line(SocketChannel channel, Caller caller) {
        this.channel = channel;
        this.caller = caller;
    }

    /** Sends it in one write. A session is a dialogue, so nothing is on its way that it would have to wait for. */
    void say(byte[] text) {
        try {
            int written = channel.write(ByteBuffer.wrap(text));
            if (written < text.length) {
                throw new IllegalStateException(
                        "the server does not read: only " + written + " bytes of " + text.length + " could be sent");
            }
        } catch (IOException e) {
            lost();
        }
    }

    void connected() {
        caller.connected(this);
    }

    /** @param buffer to read into */
    void read(ByteBuffer buffer) {
        int count;
        try {
            count = channel.read(buffer.clear());
        } catch (IOException reset) {
            count = -1;
        }
        if (count < 0) {
            lost();
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            char c = (char) (buffer.get() & 0xff);
            if (c != '\n') {
                unfinished.append(c);
            } else {
                String text = unfinished.toString();
                unfinished.setLength(0);
                caller.heard(this, text);
            }
        }
    }

    void lost() {
        if (channel.isOpen()) {
            hangUp();
            caller.closed(this);
        }
    }

    /** Closes it. */
    void hangUp() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a line cannot be closed", e);
        }
    }
}
