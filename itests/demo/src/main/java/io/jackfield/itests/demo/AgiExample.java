package io.jackfield.itests.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The example IVR in a running Karaf. Methods block, and throw {@link DemoException} if Karaf does not answer. */
final class Ivr {
    static final String FEATURE = "example-ivr";

    /** Fewer calls prove nothing. */
    static final int FEWEST_CALLS = 6;

    private static final String CONTEXT = "ivr";

    /** All rows in one text: "id outcome,id outcome". */
    private static final String ROWS = "sql:SELECT STRING_AGG(uniqueid || ' ' || outcome, ',')"
            + " FROM ivr_call?dataSource=#customers&outputType=SelectOne";

    private final Management management;

    Ivr(Management management) {
        this.management = management;
    }

    /** Whether it takes calls, and knows its customers. */
    boolean ready() {
        return management
                        .ofRoute(CONTEXT, "schema", "ExchangesCompleted")
                        .map(Long.class::cast)
                        .orElse(0L)
                > 0;
    }

    /** Counts the calls whose row is right, and says what is wrong with others. */
    void report(List<IvrCall> calls, Report report) {
        judge(calls, parse(Objects.toString(management.request(CONTEXT, ROWS), "")), report);
    }

    /** @param rows the outcomes of all rows, by call */
    static void judge(List<IvrCall> calls, Map<String, List<String>> rows, Report report) {
        int right = 0;
        Set<String> unknown = new HashSet<>(rows.keySet());
        for (IvrCall call : calls) {
            unknown.remove(call.id());
            List<String> wrong = complaints(call, rows.getOrDefault(call.id(), List.of()));
            wrong.forEach(report::problem);
            right += wrong.isEmpty() ? 1 : 0;
        }
        report.count("agi_calls", right);
        if (right < FEWEST_CALLS) {
            report.problem(
                    "only %d calls went through the IVR as they should, of at least %d".formatted(right, FEWEST_CALLS));
        }
        if (!unknown.isEmpty()) {
            report.problem("rows of calls to the IVR that never were: " + unknown);
        }
    }

    private static List<String> complaints(IvrCall call, List<String> rows) {
        List<String> wrong = new ArrayList<>();
        String who = "call " + call.id() + " to the IVR, of " + call.caller();
        if (!call.agiStatus().equals(call.caller().agiStatus())) {
            wrong.add("%s: AGISTATUS is '%s', not %s"
                    .formatted(who, call.agiStatus(), call.caller().agiStatus()));
        }
        if (!rows.equals(List.of(call.caller().outcome()))) {
            wrong.add("%s: its rows are %s, not %s"
                    .formatted(who, rows, call.caller().outcome()));
        }
        return wrong;
    }

    static Map<String, List<String>> parse(String text) {
        return Arrays.stream(text.split(","))
                .filter(row -> !row.isEmpty())
                .map(row -> row.split(" "))
                .collect(Collectors.groupingBy(
                        row -> row[0], TreeMap::new, Collectors.mapping(row -> row[1], Collectors.toList())));
    }
}
