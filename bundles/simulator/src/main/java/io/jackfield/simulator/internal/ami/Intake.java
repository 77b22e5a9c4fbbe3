package io.jackfield.simulator.internal.ami;

import io.netty.buffer.ByteBuf;

/** What a client has sent and the PBX has not read yet. */
interface Intake {

    /** More has come. */
    void add(ByteBuf bytes);

    /**
     * What one more read brings, to be used before anything else is asked of this intake; empty if there is nothing.
     *
     * @param room how many bytes the PBX's buffer still takes
     */
    ByteBuf read(int room);

    /** Bytes as they come: all there are can be read. */
    static Intake plain() {
        return new PlainIntake();
    }

    /**
     * Decrypted records as Asterisk reads them. It waits for its socket, not for what has been decrypted already: each record
     * that comes brings one read, so what did not fit its buffer then stays unseen until another record comes.
     */
    static Intake records() {
        return new RecordIntake();
    }
}
