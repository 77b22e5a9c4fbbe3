package io.jackfield.itests.demo;

import java.time.Duration;

/** Knows which calls there were on a PBX, by no help of Jackfield. */
interface Witness extends AutoCloseable {
    /**
     * Observes for this time and then until the calls are settled; calls that began before are known, but not judged. Blocks; for
     * one thread, once.
     *
     * @param settling how long after the end of a call all is written that will be
     */
    void observe(Duration time, Duration settling);

    /**
     * What it saw, with all calls that it knows by now.
     *
     * @throws DemoException if it could not see everything
     */
    Testimony testimony();

    @Override
    void close();
}
