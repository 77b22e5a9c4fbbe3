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

class IvrTest {
    private final Report report = new Report();
    private final List<IvrCall> calls = new ArrayList<>();
    private final Map<String, List<String>> rows = new TreeMap<>();

    @BeforeEach
    void placeAsManyAsAreNeeded() {
        for (int number = 0; number < Ivr.FEWEST_CALLS; number++) {
            IvrCaller caller = IvrCaller.values()[number % IvrCaller.values().length];
            calls.add(new IvrCall("call-" + number, caller, caller.agiStatus()));
            rows.put("call-" + number, List.of(caller.outcome()));
        }
    }

    @Test
    void readsTheRows() {
        assertThat(Ivr.parse("a-1 DIALLED,a-2 NO_PIN,a-1 DIALLED"))
                .isEqualTo(Map.of("a-1", List.of("DIALLED", "DIALLED"), "a-2", List.of("NO_PIN")));
        assertThat(Ivr.parse("")).isEmpty();
    }

    @Test
    void enoughCallsThatWentRightPass() {
        assertThat(judged()).isEqualTo("agi_calls=6\n");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void tooFewProveNothing() {
        rows.remove(calls.remove(0).id());
        assertThat(judged())
                .isEqualTo("only 5 calls went through the IVR as they should, of at least 6\nagi_calls=5\n");
    }

    @Test
    void aCallWithoutARowFails() {
        rows.remove("call-0");
        assertThat(judged()).startsWith("call call-0 to the IVR, of CUSTOMER: its rows are [], not DIALLED\n");
    }

    @Test
    void aCallWithTwoRowsFails() {
        rows.put("call-1", List.of("ANNOUNCED", "ANNOUNCED"));
        assertThat(judged())
                .startsWith("call call-1 to the IVR, of GUEST: its rows are [ANNOUNCED, ANNOUNCED], not ANNOUNCED\n");
    }

    @Test
    void whatThePbxSawCounts() {
        calls.set(2, new IvrCall("call-2", IvrCaller.IMPATIENT, ""));
        assertThat(judged()).startsWith("call call-2 to the IVR, of IMPATIENT: AGISTATUS is '', not HANGUP\n");
    }

    @Test
    void rowsDoNotComeFromNowhere() {
        rows.put("invented", List.of("DIALLED"));
        assertThat(judged()).isEqualTo("rows of calls to the IVR that never were: [invented]\nagi_calls=6\n");
        assertThat(report.passed()).isFalse();
    }

    private String judged() {
        Ivr.judge(calls, rows, report);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        report.print(stream, stream);
        return text.toString(StandardCharsets.UTF_8);
    }
}
