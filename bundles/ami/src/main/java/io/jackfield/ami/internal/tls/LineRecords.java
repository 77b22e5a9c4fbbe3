package io.jackfield.ami.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Cuts what is written at line ends and flushes each piece, so that TLS makes one record and one socket write of it.
 *
 * <p>Asterisk's manager waits for its socket and not for what OpenSSL has decrypted already: a record that does not fit into
 * its buffer of 1024 bytes leaves a rest that it does not see until more arrives. Lines are taken from the buffer while they
 * are whole, so records of whole lines always find it empty. A longer line is a record of its own.
 */
final class LineRecords extends ChannelOutboundHandlerAdapter {

    static final int MAX_RECORD = 1000;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf lines = (ByteBuf) message;
        try {
            if (!lines.isReadable()) {
                // TLS would make a record of nothing, which Asterisk takes for a broken line.
                promise.setSuccess();
                return;
            }
            for (int length = nextRecord(lines); length < lines.readableBytes(); length = nextRecord(lines)) {
                context.writeAndFlush(lines.readRetainedSlice(length));
            }
            context.writeAndFlush(lines.readRetainedSlice(lines.readableBytes()), promise);
        } finally {
            lines.release();
        }
    }

    /** As many whole lines as make a record, at least one. */
    private static int nextRecord(ByteBuf lines) {
        int length = 0;
        while (length < lines.readableBytes()) {
            int lineFeed = lines.indexOf(lines.readerIndex() + length, lines.writerIndex(), (byte) '\n');
            int withLine = lineFeed < 0 ? lines.readableBytes() : lineFeed + 1 - lines.readerIndex();
            if (length > 0 && withLine > MAX_RECORD) {
                return length;
            }
            length = withLine;
        }
        return length;
    }

    /** Everything was flushed when it was written; another flush would make a record of nothing. */
    @Override
    public void flush(ChannelHandlerContext context) {}
}
