package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.wire.MessageReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** @see Intake#records() */
final class RecordIntake implements Intake {

    private final ByteBuf decrypted = Unpooled.buffer();
    private final byte[] read = new byte[MessageReader.LINE_BUFFER];
    private int reads;

    @Override
    public void add(ByteBuf record) {
        decrypted.discardReadBytes().writeBytes(record);
        reads++;
    }

    @Override
    public ByteBuf read(int room) {
        if (reads == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        reads--;
        int length = Math.min(room, decrypted.readableBytes());
        decrypted.readBytes(read, 0, length);
        return Unpooled.wrappedBuffer(read, 0, length);
    }
}
