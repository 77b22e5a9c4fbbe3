package io.jackfield.itests.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rounds in each of which every competitor has one turn, so that whatever else the machine does falls on all of them alike.
 * Who begins changes from round to round.
 *
 * @param warmUp rounds whose results are thrown away
 * @param measured rounds whose results count
 */
public record Rounds(int warmUp, int measured) {

    /** One competitor's turn. */
    @FunctionalInterface
    public interface Turn<C, R> {
        R take(C competitor) throws Exception;
    }

    /** The results of the measured rounds, in each by competitor. */
    public <C, R> List<Map<C, R>> run(List<C> competitors, Turn<C, R> turn) throws Exception {
        List<Map<C, R>> results = new ArrayList<>();
        List<C> order = new ArrayList<>(competitors);
        for (int round = -warmUp; round < measured; round++) {
            Map<C, R> result = new LinkedHashMap<>();
            for (C competitor : order) {
                result.put(competitor, turn.take(competitor));
            }
            Collections.rotate(order, 1);
            if (round >= 0) {
                results.add(result);
            }
        }
        return results;
    }

    /** The median of what each round comes to: a ratio is made within a round, and the middle one of these counts. */
    public static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] values = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
