package io.jackfield.simulator.internal.calls;

/** One application of the dialplan. */
@FunctionalInterface
public interface Application {

    /**
     * Begins its work. When that is done, now or later, it says {@link Execution#next()} or {@link
     * Execution#end}; until then {@link Execution#ifHungUp} and {@link Execution#ifReleased} say what to clean up.
     */
    void run(Execution execution, String data);
}
