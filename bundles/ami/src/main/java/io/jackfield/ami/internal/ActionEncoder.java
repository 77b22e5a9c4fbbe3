package io.jackfield.ami.internal;

import io.jackfield.manager.ManagerAction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes actions as Asterisk reads them over TCP: its input buffer holds 1024 bytes a line including the line end
 * ({@code get_input}), and it takes 128 lines a message ({@code AST_MAX_MANHEADERS}). Beyond either it would answer with an
 * error, or with two.
 */
final class ActionEncoder {

    static final int MAX_LINE = 1022;
    static final int MAX_LINES = 128;

    private ActionEncoder() {}

    /** @throws IllegalArgumentException if a line or the message is too long; no buffer is left behind */
    static ByteBuf encode(ManagerAction action, String actionId, ByteBufAllocator allocator) {
        int lines = action.headers().size() + 2;
        if (lines > MAX_LINES) {
            throw new IllegalArgumentException(
                    action + " has " + lines + " lines, but Asterisk takes at most " + MAX_LINES);
        }
        int size = line("Action", action.name(), action) + line("ActionID", actionId, action) + 2;
        for (ManagerAction.Header header : action.headers()) {
            size += line(header.name(), header.value(), action);
        }
        ByteBuf out = allocator.buffer(size, size);
        write(out, "Action", action.name());
        write(out, "ActionID", actionId);
        for (ManagerAction.Header header : action.headers()) {
            write(out, header.name(), header.value());
        }
        return out.writeByte('\r').writeByte('\n');
    }

    /** The bytes this line takes, its end included. */
    private static int line(String name, String value, ManagerAction action) {
        int length = ByteBufUtil.utf8Bytes(name) + 2 + ByteBufUtil.utf8Bytes(value);
        if (length > MAX_LINE) {
            throw new IllegalArgumentException(action + ": the line " + name + " takes " + length
                    + " bytes, but Asterisk reads at most " + MAX_LINE);
        }
        return length + 2;
    }

    private static void write(ByteBuf out, String name, String value) {
        ByteBufUtil.reserveAndWriteUtf8(out, name, ByteBufUtil.utf8Bytes(name));
        out.writeByte(':').writeByte(' ');
        ByteBufUtil.reserveAndWriteUtf8(out, value, ByteBufUtil.utf8Bytes(value));
        out.writeByte('\r').writeByte('\n');
    }
}
