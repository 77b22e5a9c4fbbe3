package io.jackfield.simulator.internal.ami;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** @see Intake#plain() */
final class PlainIntake implements Intake {

    private final ByteBuf bytes = Unpooled.buffer();

    @Override
    public void add(ByteBuf more) {
        bytes.discardReadBytes().writeBytes(more);
    }

    @Override
    public ByteBuf read(int room) {
        return bytes;
    }
}
