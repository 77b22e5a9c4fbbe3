package io.jackfield.itests.benchmarks;

import io.jackfield.itests.benchmarks.ami.AmiIngest;
import io.jackfield.itests.benchmarks.ami.AmiLatency;
import io.jackfield.itests.benchmarks.ami.AmiRoute;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the benchmarks that are named on the command line, or says which there are if none is. A benchmark's figures are the
 * last lines it prints; it fails if one of them misses its target.
 */
public final class Main {

    private static final List<Benchmark> BENCHMARKS = List.of(new AmiIngest(), new AmiLatency(), new AmiRoute());

    private Main() {}

    public static void main(String[] names) throws Exception {
        if (names.length == 0) {
            BENCHMARKS.forEach(known -> System.out.println(known.name()));
            return;
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Benchmark> found = BENCHMARKS.stream()
                    .filter(known -> known.name().equals(name))
                    .findAny();
            chosen.add(found.orElseThrow(() -> new IllegalArgumentException("there is no benchmark " + name)));
        }
        boolean met = true;
        for (Benchmark benchmark : chosen) {
            met &= report(benchmark, System.out, System.err);
        }
        // Not left to the threads: a competitor may have some that never end.
        System.exit(met ? 0 : 1);
    }

    /** Runs it, and prints its figures and on {@code complaints} those that miss their target; whether all meet it. */
    static boolean report(Benchmark benchmark, PrintStream out, PrintStream complaints) throws Exception {
        List<Figure> figures = benchmark.run(out);
        figures.forEach(figure -> out.println(figure.line()));
        List<Figure> missed =
                figures.stream().filter(figure -> !figure.meetsTarget()).toList();
        missed.forEach(figure -> complaints.println(benchmark.name() + ": " + figure.complaint()));
        return missed.isEmpty();
    }
}
