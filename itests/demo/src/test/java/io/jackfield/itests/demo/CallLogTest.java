package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLogTest {
    private final Report report = new Report();

    @Test
    void readsTheRows() {
        assertThat(Row.parse("call-1 done,1700000000.17 open"))
                .containsExactly(new Row("call-1", true), new Row("1700000000.17", false));
        assertThat(Row.parse("")).isEmpty();
    }

    @Test
    void enoughCallsAndEventsPass() {
        CallLog.judge(24, judgement(12, 12), report);

        assertThat(report.passed()).isTrue();
        assertThat(printed()).isEqualTo("events=24\ncalls_in_db=12\n");
    }

    @Test
    void tooFewCallsProveNothing() {
        CallLog.judge(100, judgement(9, 9), report);

        assertThat(report.passed()).isFalse();
        assertThat(printed()).isEqualTo("only 9 rows match a call, of at least 10\nevents=100\ncalls_in_db=9\n");
    }

    @Test
    void rowsDoNotComeFromNowhere() {
        CallLog.judge(19, judgement(10, 10), report);

        assertThat(report.passed()).isFalse();
        assertThat(printed()).startsWith("19 events are too few for 10 calls\n");
    }

    @Test
    void oneMissingRowFails() {
        CallLog.judge(100, judgement(30, 29), report);

        assertThat(report.passed()).isFalse();
        assertThat(printed()).isEqualTo("1 calls without a row: call-29\nevents=100\ncalls_in_db=29\n");
    }

    private static Judgement judgement(int calls, int written) {
        Set<String> ids = IntStream.range(0, calls).mapToObj(i -> "call-" + i).collect(Collectors.toSet());
        List<Row> rows = IntStream.range(0, written)
                .mapToObj(i -> new Row("call-" + i, true))
                .toList();
        return Judgement.of(new Testimony(ids, ids), Set.of(), rows);
    }

    private String printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        report.print(stream, stream);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
