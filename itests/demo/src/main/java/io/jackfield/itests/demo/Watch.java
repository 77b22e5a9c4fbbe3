package io.jackfield.itests.demo;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** An example, kept busy and watched. */
interface Watch extends AutoCloseable {
    /** Does for this time, or until it is closed, what the example is there for, unless the calls of the PBX do that. Blocks meanwhile. */
    default void work(Duration time) {}

    /** The ids of the calls that this made so far. */
    default Set<String> calls() {
        return Set.of();
    }

    /**
     * Counts what the example did, and says what is wrong with it. Comes after {@link #work}.
     *
     * @param testimony what a witness knows by now; asked for when all is read that is held against it
     */
    void report(Supplier<Testimony> testimony, Report report);

    @Override
    default void close() {}
}
