package io.jackfield.simulator.internal.ami;

import java.time.Duration;

/** The PBX is about to say something to a client. */
public interface Turn {

    /** Says and does what it always does. */
    void usual();

    /** The same later; until then nothing else is said to this client. */
    void late(Duration delay);

    /** Says nothing, now or later. */
    void never();

    /** Says this HTTP status and does nothing; where no HTTP is spoken, as {@link #cut}. */
    void status(int status);

    /** The connection is closed when so many more bytes have been sent. */
    void breakOffAfter(int bytes);

    /** Closes the connection without a word. */
    void cut();
}
