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

class HelpdeskTest {
    private final Report report = new Report();
    private long there = 100;

    @Test
    void aCaseForEachCallPasses() {
        assertThat(judged(12, "")).isEqualTo("cases_opened=12\n");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aCaseThatTheHelpdeskDoesNotHaveFails() {
        assertThat(judged(12, "call-3 open"))
                .isEqualTo("1 calls with a case that is not finished: call-3\ncases_opened=11\n");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void theHelpdeskMustHaveThem() {
        there = 11;
        assertThat(judged(12, "")).isEqualTo("the helpdesk has only 11 of 12 cases\ncases_opened=12\n");
    }

    @Test
    void tooFewCallsProveNothing() {
        assertThat(judged(9, "")).isEqualTo("only 9 cases match a call, of at least 10\ncases_opened=9\n");
    }

    @Test
    void casesDoNotComeFromNowhere() {
        assertThat(judged(12, "invented done"))
                .isEqualTo("1 calls that never were, with a case: invented\ncases_opened=12\n");
    }

    private String judged(int calls, String other) {
        Set<String> ids = IntStream.range(0, calls).mapToObj(i -> "call-" + i).collect(Collectors.toSet());
        String rows = ids.stream()
                .filter(id -> !other.startsWith(id + " "))
                .map(id -> id + " done,")
                .collect(Collectors.joining());
        List<Row> all = Row.parse(rows + other);
        Helpdesk.judge(Judgement.of(new Testimony(ids, ids), Set.of(), all), there, report);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        report.print(stream, stream);
        return text.toString(StandardCharsets.UTF_8);
    }
}
