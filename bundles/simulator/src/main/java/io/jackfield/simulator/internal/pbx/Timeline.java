package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.time.Instant;

/** The PBX's time: what it is now, and what is to be done later, all on the PBX's thread. */
public interface Timeline {

    Instant now();

    Timer after(Duration delay, Runnable task);

    /** Something that is to be done later, unless it is cancelled before. */
    interface Timer {

        Timer NONE = () -> {};

        void cancel();
    }
}
