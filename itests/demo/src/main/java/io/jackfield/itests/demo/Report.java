package io.jackfield.itests.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a check found: counts by name, and what is wrong. */
final class Report {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    void count(String name, long count) {
        counts.put(name, count);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    boolean passed() {
        return problems.isEmpty();
    }

    /** One line for each problem, and {@code NAME=COUNT} for each count in the order they were told. */
    void print(PrintStream counts, PrintStream problems) {
        this.problems.forEach(problems::println);
        this.counts.forEach((name, count) -> counts.println(name + "=" + count));
    }
}
