package io.jackfield.itests.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rows that were written, held against what the witness saw.
 *
 * @param matched judged calls with exactly one row, in which all is there
 * @param missing judged calls without a row
 * @param open judged calls with a row in which something is not there yet
 * @param repeated judged calls with more than one row
 * @param unknown rows of calls that the witness never saw
 */
record Judgement(
        Set<String> matched, Set<String> missing, Set<String> open, Set<String> repeated, Set<String> unknown) {

    /** @param before the calls that had a row when the witness began to observe */
    static Judgement of(Testimony testimony, Set<String> before, List<Row> rows) {
        Map<String, List<Row>> rowsOf = rows.stream().collect(Collectors.groupingBy(Row::call));
        Set<String> unknown = new TreeSet<>(rowsOf.keySet());
        unknown.removeAll(before);
        unknown.removeAll(testimony.known());
        Predicate<List<Row>> single = found -> found.size() == 1;
        Predicate<List<Row>> done = found -> found.get(0).done();
        return new Judgement(
                judged(testimony, rowsOf, single.and(done)),
                judged(testimony, rowsOf, List::isEmpty),
                judged(testimony, rowsOf, single.and(done.negate())),
                judged(testimony, rowsOf, found -> found.size() > 1),
                unknown);
    }

    boolean allMatched() {
        return missing.isEmpty() && open.isEmpty() && repeated.isEmpty() && unknown.isEmpty();
    }

    /**
     * One line for each thing that is wrong, with the ids of the calls.
     *
     * @param row what a call should have, with its article
     */
    List<String> complaints(String row) {
        return Map.of(
                        "calls without " + row, missing,
                        "calls with " + row + " that is not finished", open,
                        "calls with more than " + row, repeated,
                        "calls that never were, with " + row, unknown)
                .entrySet()
                .stream()
                .filter(complaint -> !complaint.getValue().isEmpty())
                .map(complaint -> complaint.getValue().size() + " " + complaint.getKey() + ": "
                        + String.join(", ", complaint.getValue()))
                .sorted()
                .toList();
    }

    private static Set<String> judged(
            Testimony testimony, Map<String, List<Row>> rowsOf, Predicate<List<Row>> condition) {
        Set<String> calls = new TreeSet<>(testimony.judged());
        calls.removeIf(call -> !condition.test(rowsOf.getOrDefault(call, List.of())));
        return calls;
    }
}
