package io.jackfield.itests.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An example that calls run by {@code AGI()}, and that leaves a row for each of them. */
final class AgiExample implements Example {
    /** Fewer calls prove nothing. */
    static final int FEWEST_CALLS = 6;

    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    /** From the end of a call to its row. */
    private static final Duration WRITING = Duration.ofSeconds(3);

    private final Management management;
    private final String name;
    private final String count;
    private final List<? extends Caller> callers;
    private final String rows;
    private final String table;

    /**
     * @param name of the script, the context and the feature
     * @param count what the calls that went right are counted as
     * @param outcome the outcome of a row, in SQL
     */
    private AgiExample(
            Management management,
            String name,
            String count,
            List<? extends Caller> callers,
            String outcome,
            String table,
            String dataSource) {
        this.management = management;
        this.name = name;
        this.count = count;
        this.callers = callers;
        this.table = table;
        // All rows in one text: "id outcome,id outcome".
        rows = "sql:SELECT STRING_AGG(uniqueid || ' ' || " + outcome + ", ',') FROM " + table + "?dataSource=#"
                + dataSource + "&outputType=SelectOne";
    }

    static AgiExample ivr(Management management) {
        return new AgiExample(
                management, "ivr", "agi_calls", List.of(IvrCaller.values()), "outcome", "ivr_call", "customers");
    }

    static AgiExample lcr(Management management) {
        return new AgiExample(
                management,
                "lcr",
                "lcr_calls",
                List.of(LcrCaller.values()),
                "status || '/' || COALESCE(carrier, '-')",
                "lcr_call",
                "rates");
    }

    @Override
    public String feature() {
        return "example-" + name;
    }

    @Override
    public boolean ready() {
        return management.count(name, "schema", "ExchangesCompleted") > 0;
    }

    @Override
    public String instructions(KarafFolder karaf, Pbx pbx) {
        return "AGI(agi://%s:%d/%s) by %s; one row a call in the table %s"
                .formatted(
                        KarafFolder.HOST,
                        pbx.agiPort(),
                        name,
                        callers.stream().map(Caller::name).collect(Collectors.joining(", ")),
                        table);
    }

    @Override
    public Watch watch(Pbx pbx) {
        AgiCalls calls = new AgiCalls(name, callers, pbx);
        return new Watch() {
            @Override
            public void work(Duration time) {
                calls.place(time);
            }

            @Override
            public Set<String> calls() {
                return calls.ids();
            }

            @Override
            public void report(Supplier<Testimony> testimony, Report report) {
                List<AgiCall> ended = calls.awaitEnd(CALL_LIMIT);
                Pause.of(WRITING);
                judge(ended, parse(Objects.toString(management.request(name, rows), "")), report);
            }

            @Override
            public void close() {
                calls.close();
            }
        };
    }

    /** @param rows the outcomes of all rows, by call */
    void judge(List<AgiCall> calls, Map<String, List<String>> rows, Report report) {
        int right = 0;
        Set<String> unknown = new HashSet<>(rows.keySet());
        for (AgiCall call : calls) {
            unknown.remove(call.id());
            List<String> wrong = complaints(call, rows.getOrDefault(call.id(), List.of()));
            wrong.forEach(report::problem);
            right += wrong.isEmpty() ? 1 : 0;
        }
        report.count(count, right);
        if (right < FEWEST_CALLS) {
            report.problem("only %d calls went through %s as they should, of at least %d"
                    .formatted(right, name, FEWEST_CALLS));
        }
        if (!unknown.isEmpty()) {
            report.problem("rows of calls to " + name + " that never were: " + unknown);
        }
    }

    private List<String> complaints(AgiCall call, List<String> rows) {
        List<String> wrong = new ArrayList<>();
        String who = "call " + call.id() + " to " + name + ", of " + call.caller();
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
