package io.jackfield.itests.benchmarks;

import io.jackfield.itests.benchmarks.agi.AgiParked;
import io.jackfield.itests.benchmarks.agi.AgiThroughput;
import io.jackfield.itests.benchmarks.ami.AmiIngest;
import io.jackfield.itests.benchmarks.ami.AmiLatency;
import io.jackfield.itests.benchmarks.ami.AmiRoute;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the benchmarks that are named on the command line, or says which there are if none is. Their figures are the last
 * lines that are printed; it fails if one of them misses its target.
 */
public final class Main {

    private static final List<Benchmark> BENCHMARKS =
            List.of(new AmiIngest(), new AmiLatency(), new AmiRoute(), new AgiParked(), new AgiThroughput());

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
        boolean met = report(chosen, System.out, System.err);
        // Not left to the threads: a competitor may have some that never end.
        System.exit(met ? 0 : 1);
    }

    /**
     * Runs them, and prints the figures of all, and on {@code complaints} those that miss their target; whether all meet it. If one
     * fails, those before it still have their figures printed.
     */
    static boolean report(List<Benchmark> benchmarks, PrintStream out, PrintStream complaints) throws Exception {
        Map<Benchmark, List<Figure>> results = new LinkedHashMap<>();
        try {
            for (Benchmark benchmark : benchmarks) {
                results.put(benchmark, benchmark.run(out));
            }
        } finally {
            results.values().forEach(figures -> figures.forEach(figure -> out.println(figure.line())));
        }
        boolean met = true;
        for (Map.Entry<Benchmark, List<Figure>> result : results.entrySet()) {
            for (Figure figure : result.getValue()) {
                if (!figure.meetsTarget()) {
                    met = false;
                    complaints.println(result.getKey().name() + ": " + figure.complaint());
                }
            }
        }
        return met;
    }
}
