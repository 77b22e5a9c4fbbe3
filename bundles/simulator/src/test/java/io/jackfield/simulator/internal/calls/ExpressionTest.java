package io.jackfield.simulator.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.simulator.internal.pbx.ManualTimeline;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import io.jackfield.simulator.internal.pbx.Sounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** References to variables in texts. */
class ExpressionTest {

    private final Pbx pbx = new Pbx(
            new PbxSettings(false, false, new Sounds(Map.of(), Optional.of(Duration.ofSeconds(1))), List.of()),
            new ManualTimeline(Instant.EPOCH),
            new Random(1));

    private String evaluate(String text) {
        return Variables.substitute(pbx, null, text);
    }

    @Test
    void valuesAreTakenAsTheyAre() {
        pbx.globals().put("A", "x${B})$1\\");
        pbx.globals().put("B", "A");
        assertThat(evaluate("<${A}>")).isEqualTo("<x${B})$1\\>");
        assertThat(evaluate("${${B}}")).isEqualTo("x${B})$1\\");
        assertThat(evaluate("plain $ {A} }")).isEqualTo("plain $ {A} }");
        assertThat(evaluate("${NONE}|${A")).isEqualTo("|x${B})$1\\");
    }

    @Test
    void partsOfValues() {
        pbx.globals().put("D", "0123456789");
        assertThat(evaluate("${D:3} ${D:3:2} ${D:-3} ${D:-3:2} ${D:2:-2} ${D:20:5}|"))
                .isEqualTo("3456789 34 789 78 234567 |");
    }

    @Test
    void functionsOfText() {
        pbx.globals().put("N", "a b+é(1)\n~".replace("é", "\u00c3\u00a9"));
        assertThat(evaluate("${URIENCODE(${N})}")).isEqualTo("a%20b%2B%C3%A9(1)%0A~");
        assertThat(evaluate("${URIDECODE(${URIENCODE(${N})})}")).isEqualTo(evaluate("${N}"));
        assertThat(evaluate("${LEN(${N})} ${TOUPPER(abc)} ${TOLOWER(ABC\u00c3)} ${BASE64_ENCODE(hi)}"))
                .isEqualTo("11 ABC abc\u00c3 aGk=");
        assertThat(evaluate("[${NOSUCH(x)}]")).isEqualTo("[]");
    }
}
