package io.jackfield.simulator.internal.ajam;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.simulator.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Asterisk said raw, made XML and HTML, is what it said in XML and HTML. */
class TranslationTest {

    private static String body(String sample) {
        String answer = Samples.http(sample);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4).replaceAll("28\\.7\\d\\d", "28.7..");
    }

    private static String xml(String blocks) {
        return Shape.XML.body(blocks, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command",
                "corestatus",
                "error",
                "getconfig",
                "getconfig-empty",
                "queuestatus",
                "userevent",
                "waitevent"
            })
    void asCaptured(String action) {
        String raw = body("rawman-" + action);
        assertThat(Shape.RAW.body(raw, List.of())).isEqualTo(raw);
        assertThat(xml(raw)).isEqualTo(body("mxml-" + action));
        assertThat(Shape.HTML.body(raw, List.of())).isEqualTo(body("manager-" + action));
    }

    @Test
    void nothingAtAll() {
        assertThat(xml("")).isEqualTo(body("waitevent-concurrent-mxml-one"));
        assertThat(Shape.HTML.body("", List.of())).isEqualTo(body("waitevent-concurrent-manager-one"));
    }

    @Test
    void namesBecomeAttributesAndMayCollide() {
        assertThat(
                        xml(
                                "Event: X\r\nChanVariable(PJSIP/a-1): a=1\r\nA-b: 1\r\nA_b: 2\r\nA-b: 3\r\n9: \r\n\u00e9t\u00e9: x\r\n\r\n"))
                .isEqualTo("<ajax-response>\n<response type='object' id='unknown'><generic event='X'"
                        + " chanvariable_pjsip_a_1_='a=1' a_b='1' a_b='2' a_b-2='3' _9='' _t_='x' /></response>\n"
                        + "</ajax-response>\n");
    }

    @Test
    void blanksAroundValuesAreLostAndControlCharactersStay() {
        assertThat(xml("A :   b\u0001c \t\r\nD: \u001be\r\n\r\n"))
                .contains("<generic a='b\u0001c' d='e' /></response>");
    }

    @Test
    void aLineWithoutColonTakesInTheRestOfItsBlockAndNoMore() {
        assertThat(xml("A: 1\r\nodd <one>\nB: 2\r\n\r\nC: 3\r\n\r\n"))
                .contains("<generic a='1' opaque_data='odd &lt;one&gt;\nB: 2' /></response>\n")
                .contains("<generic c='3' /></response>\n");
        assertThat(xml("odd\n\nB: 2\r\n\r\n"))
                .as("two LF are one line end")
                .contains("<generic opaque_data='odd\nB: 2' /></response>\n");
        assertThat(xml("odd")).contains("<generic opaque_data='odd' /></response>\n");
    }

    @Test
    void anAnswerMayBeNamedAndTheNamesAreNotEscaped() {
        assertThat(Shape.XML.body("A: 1\r\n\r\n", List.of(Map.entry("AjaxDest", "d'x"), Map.entry("ajaxobjtype", "t"))))
                .isEqualTo(
                        "<ajax-response>\n<response type='object' id='d'x'><t a='1' /></response>\n</ajax-response>\n");
    }
}
