package io.jackfield.simulator.internal.agi;

import java.util.Optional;
import java.util.function.Consumer;

/** One execution of the application, whichever way the commands come. */
interface AgiSession {

    /** @param ended is told once how it ended, empty if the channel was sent elsewhere meanwhile; maybe at once */
    void start(Consumer<Optional<AgiStatus>> ended);

    /** The PBX is gone: the connection breaks, and nobody is told. */
    void abandon();
}
