package io.jackfield.simulator.internal.ami;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** @see Intake#records() */
final class RecordIntake implements Intake {

    private final ByteBuf decrypted = Unpooled.buffer();
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
        return decrypted.readBytes(Math.min(room, decrypted.readableBytes()));
    }
}
