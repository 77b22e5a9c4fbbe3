package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgiExampleTest {
    private final AgiExample ivr = AgiExample.ivr(new Management(1, "user", "password"));
    private final Report report = new Report();
    private final List<AgiCall> calls = new ArrayList<>();
    private final Map<String, List<String>> rows = new TreeMap<>();

    @BeforeEach
    void placeAsManyAsAreNeeded() {
        for (int number = 0; number < AgiExample.FEWEST_CALLS; number++) {
            IvrCaller caller = IvrCaller.values()[number % IvrCaller.values().length];
            calls.add(new AgiCall("call-" + number, caller, caller.agiStatus()));
            rows.put("call-" + number, List.of(caller.outcome()));
        }
    }

    @Test
    void readsTheRows() {
        assertThat(AgiExample.parse("a-1 DIALLED,a-2 NO_PIN,a-1 DIALLED"))
                .isEqualTo(Map.of("a-1", List.of("DIALLED", "DIALLED"), "a-2", List.of("NO_PIN")));
        assertThat(AgiExample.parse("")).isEmpty();
    }

    @Test
    void enoughCallsThatWentRightPass() {
        assertThat(judged()).isEqualTo("agi_calls=6\n");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void tooFewProveNothing() {
        rows.remove(calls.remove(0).id());
        assertThat(judged()).isEqualTo("only 5 calls went through ivr as they should, of at least 6\nagi_calls=5\n");
    }

    @Test
    void aCallWithoutARowFails() {
        rows.remove("call-0");
        assertThat(judged()).startsWith("call call-0 to ivr, of CUSTOMER: its rows are [], not DIALLED\n");
    }

    @Test
    void aCallWithTwoRowsFails() {
        rows.put("call-1", List.of("ANNOUNCED", "ANNOUNCED"));
        assertThat(judged())
                .startsWith("call call-1 to ivr, of GUEST: its rows are [ANNOUNCED, ANNOUNCED], not ANNOUNCED\n");
    }

    @Test
    void whatThePbxSawCounts() {
        calls.set(2, new AgiCall("call-2", IvrCaller.IMPATIENT, ""));
        assertThat(judged()).startsWith("call call-2 to ivr, of IMPATIENT: AGISTATUS is '', not HANGUP\n");
    }

    @Test
    void rowsDoNotComeFromNowhere() {
        rows.put("invented", List.of("DIALLED"));
        assertThat(judged()).isEqualTo("rows of calls to ivr that never were: [invented]\nagi_calls=6\n");
        assertThat(report.passed()).isFalse();
    }

    private String judged() {
        ivr.judge(calls, rows, report);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        report.print(stream, stream);
        return text.toString(StandardCharsets.UTF_8);
    }
}
