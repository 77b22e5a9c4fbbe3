package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example helpdesk: each call that arrives becomes a case, which the helpdesk has. */
final class Helpdesk implements Example {
    /** Fewer cases prove nothing. */
    static final int FEWEST_CASES = 10;

    private static final String CONTEXT = "helpdesk";

    /** All calls that it knows in one text, "id state,id state"; done are those whose case was opened. */
    private static final String ROWS =
            "sql:SELECT STRING_AGG(SUBSTRING(call_key FROM 6) || CASE WHEN case_url IS NULL THEN ' open' ELSE ' done' END, ',')"
                    + " FROM support_call?dataSource=#helpdesk&outputType=SelectOne";

    private static final Pattern COUNT = Pattern.compile("\"count\"\\s*:\\s*(\\d+)");

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
            judge(Judgement.of(testimony.get(), before, rows), cases(), report);
        };
    }

    /** @param there how many cases the helpdesk says that it has */
    static void judge(Judgement judgement, long there, Report report) {
        int cases = judgement.matched().size();
        report.count("cases_opened", cases);
        judgement.complaints("a case").forEach(report::problem);
        if (there < cases) {
            report.problem("the helpdesk has only %d of %d cases".formatted(there, cases));
        }
        if (cases < FEWEST_CASES) {
            report.problem("only %d cases match a call, of at least %d".formatted(cases, FEWEST_CASES));
        }
    }

    private long cases() {
        try {
            String answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url())).build(), BodyHandlers.ofString())
                    .body();
            Matcher count = COUNT.matcher(answer);
            if (!count.find()) {
                throw new DemoException("the helpdesk does not say how many cases it has, but " + answer);
            }
            return Long.parseLong(count.group(1));
        } catch (IOException e) {
            throw new DemoException("the helpdesk at " + url() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    private String url() {
        return "http://%s:%s/cases".formatted(KarafFolder.HOST, port);
    }

    private List<Row> rows() {
        return Row.parse(Objects.toString(management.request(CONTEXT, ROWS), ""));
    }
}
