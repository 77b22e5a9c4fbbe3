package io.jackfield.itests.demo;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The example call-log: each call becomes one row. */
final class CallLog implements Example {
    /** Fewer calls prove nothing. */
    static final int FEWEST_CALLS = 10;

    private static final String CONTEXT = "call-log";

    /** All rows in one text: "id state,id state". */
    private static final String ROWS =
            "sql:SELECT STRING_AGG(call_id || CASE WHEN ended IS NULL THEN ' open' ELSE ' done' END, ',')"
                    + " FROM call_log?dataSource=#calls&outputType=SelectOne";

    private final Management management;

    CallLog(Management management) {
        this.management = management;
    }

    @Override
    public String feature() {
        return "example-call-log";
    }

    /** Events flow to it: its first exchange is the gap that says where they begin. */
    @Override
    public boolean ready() {
        return events() > 0;
    }

    @Override
    public String instructions(KarafFolder karaf, Pbx pbx) {
        return "one row each in the table call_log of "
                + Demo.shown(karaf.path().resolve("data/calls.mv.db"));
    }

    @Override
    public Watch watch(Pbx pbx) {
        Set<String> before = Row.calls(rows());
        return (testimony, report) -> {
            long events = events();
            List<Row> rows = rows();
            judge(events, Judgement.of(testimony.get(), before, rows), report);
        };
    }

    static void judge(long events, Judgement judgement, Report report) {
        int rows = judgement.matched().size();
        report.count("events", events);
        report.count("calls_in_db", rows);
        judgement.complaints("a row").forEach(report::problem);
        if (rows < FEWEST_CALLS) {
            report.problem("only %d rows match a call, of at least %d".formatted(rows, FEWEST_CALLS));
        }
        // A channel that begins and one that ends: no call has fewer.
        if (events < 2L * rows) {
            report.problem("%d events are too few for %d calls".formatted(events, rows));
        }
    }

    private long events() {
        return management.count(CONTEXT, "call-log", "ExchangesTotal");
    }

    private List<Row> rows() {
        return Row.parse(Objects.toString(management.request(CONTEXT, ROWS), ""));
    }
}
