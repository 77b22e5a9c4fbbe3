package io.jackfield.itests.benchmarks;

import java.io.PrintStream;
import java.util.List;

/** Something that can be measured, and is compared within one run because machines differ. */
public interface Benchmark {

    /** What it is started by, for example {@code ami-ingest}. */
    String name();

    /**
     * Measures; may take minutes.
     *
     * @param log for lines that tell how it goes
     * @throws IllegalStateException if the measurement is worth nothing, because events were lost, for example
     */
    List<Figure> run(PrintStream log) throws Exception;
}
