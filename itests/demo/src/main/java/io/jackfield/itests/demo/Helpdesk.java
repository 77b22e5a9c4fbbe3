package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The example helpdesk: each call that arrives becomes a case, which the helpdesk has. */
final class Helpdesk implements Example {
    /** Fewer cases prove nothing. */
    static final int FEWEST_CASES = 10;

    private static final String CONTEXT = "helpdesk";

    /** All calls that it knows in one text, "id state,id state"; done are those whose case the helpdesk has. */
    private static final String ROWS =
            "sql:SELECT STRING_AGG(SUBSTRING(call_key FROM 6) || CASE WHEN EXISTS (SELECT 1 FROM helpdesk_case WHERE idempotency_key = call_key)"
                    + " AND status = 'OPENED' THEN ' done' ELSE ' open' END, ',')"
                    + " FROM support_call?dataSource=#helpdesk&outputType=SelectOne";

    private final Management management;
    private final String port = Integer.toString(LoopbackPorts.next());

    Helpdesk(Management management) {
        this.management = management;
    }

    @Override
    public String feature() {
        return "example-helpdesk";
    }

    @Override
    public void configure(KarafFolder karaf) {
        karaf.configure("io.jackfield.examples.helpdesk", Map.of("port", port));
        karaf.configure("io.jackfield.routes-helpdesk", Map.of("helpdesk.url", url()));
    }

    @Override
    public boolean ready() {
        return management.count(CONTEXT, "tables", "ExchangesCompleted") > 0;
    }

    @Override
    public String instructions(KarafFolder karaf, Pbx pbx) {
        return "curl " + url();
    }

    @Override
    public Watch watch(Pbx pbx) {
        Set<String> before = Row.calls(rows());
        return (testimony, report) -> {
            List<Row> rows = rows();
            judge(Judgement.of(testimony.get(), before, rows), report);
        };
    }

    static void judge(Judgement judgement, Report report) {
        int cases = judgement.matched().size();
        report.count("cases_opened", cases);
        judgement.complaints("a case").forEach(report::problem);
        if (cases < FEWEST_CASES) {
            report.problem("only %d cases match a call, of at least %d".formatted(cases, FEWEST_CASES));
        }
    }

    private String url() {
        return "http://%s:%s/cases".formatted(KarafFolder.HOST, port);
    }

    private List<Row> rows() {
        return Row.parse(Objects.toString(management.request(CONTEXT, ROWS), ""));
    }
}
