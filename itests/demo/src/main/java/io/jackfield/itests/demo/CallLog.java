package io.jackfield.itests.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The example call-log in a running Karaf. Methods block, and throw {@link DemoException} if Karaf does not answer. */
final class CallLog {
    static final String FEATURE = "example-call-log";

    /** Fewer calls prove nothing. */
    static final int FEWEST_CALLS = 10;

    /** How much later than others a witness may be told of a call. */
    private static final Duration HEARING = Duration.ofMillis(250);

    private static final String CONTEXT = "call-log";
    private static final String ROUTE = "call-log";

    /** All rows in one text: "id state,id state". */
    private static final String ROWS =
            "sql:SELECT STRING_AGG(call_id || CASE WHEN ended IS NULL THEN ' open' ELSE ' ended' END, ',')"
                    + " FROM call_log?dataSource=#calls&outputType=SelectOne";

    private final Management management;

    CallLog(Management management) {
        this.management = management;
    }

    /** Whether events flow to it: its first exchange is the gap that says where they begin. */
    boolean listening() {
        return events() > 0;
    }

    /** The calls that have a row. */
    Set<String> calls() {
        return rows().stream().map(Row::call).collect(Collectors.toSet());
    }

    /**
     * Counts events and rows, and holds the rows against what a witness saw.
     *
     * @param testimony asked for when the rows are read: calls go on, and of one with a row the witness has heard by then
     */
    void report(Supplier<Testimony> testimony, Set<String> before, Report report) {
        long events = events();
        List<Row> rows = rows();
        Pause.of(HEARING);
        judge(events, Judgement.of(testimony.get(), before, rows), report);
    }

    static void judge(long events, Judgement judgement, Report report) {
        int rows = judgement.matched().size();
        report.count("events", events);
        report.count("rows", rows);
        judgement.complaints().forEach(report::problem);
        if (rows < FEWEST_CALLS) {
            report.problem("only %d rows match a call, of at least %d".formatted(rows, FEWEST_CALLS));
        }
        // A channel that begins and one that ends: no call has fewer.
        if (events < 2L * rows) {
            report.problem("%d events are too few for %d calls".formatted(events, rows));
        }
    }

    static List<Row> parse(String text) {
        return Arrays.stream(text.split(","))
                .filter(row -> !row.isEmpty())
                .map(row -> row.split(" "))
                .map(row -> new Row(row[0], row[1].equals("ended")))
                .toList();
    }

    private long events() {
        return management
                .ofRoute(CONTEXT, ROUTE, "ExchangesTotal")
                .map(Long.class::cast)
                .orElse(0L);
    }

    private List<Row> rows() {
        return parse(Objects.toString(management.request(CONTEXT, ROWS), ""));
    }
}
