package io.jackfield.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CEscapeTest {

    @Test
    void everyEscapeOfAsteriskIsUndone() {
        assertThat(CEscape.decode("\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"\\?")).isEqualTo("\u0007\b\f\n\r\t\u000b\\'\"?");
    }

    @Test
    void anEscapedBackslashProtectsTheLetterAfterIt() {
        assertThat(CEscape.decode("C:\\\\new\\\\temp")).isEqualTo("C:\\new\\temp");
        assertThat(CEscape.decode("\\\\\\n")).isEqualTo("\\\n");
    }

    @Test
    void aBackslashThatEscapesNothingKnownStays() {
        assertThat(CEscape.decode("a\\zb")).isEqualTo("a\\zb");
        assertThat(CEscape.decode("end\\")).isEqualTo("end\\");
        assertThat(CEscape.decode("\\")).isEqualTo("\\");
    }

    @Test
    void textWithoutEscapesIsUntouched() {
        String plain = "Alice \"the boss\"";
        assertThat(CEscape.decode(plain)).isSameAs(plain);
        assertThat(CEscape.decode("")).isEmpty();
        assertThat(CEscape.decode(null)).isNull();
    }

    @Test
    void whateverAsteriskEscapesReadsAsItWas() {
        Random random = new Random(5);
        String letters = "ab\u00e4nrtv\\'\"?\u0007\b\f\n\r\t\u000b ";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(CEscape.decode(escape(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void aSnapshotShowsNamesAsPeopleWroteThem() {
        ManagerEvent event = new ManagerEvent(
                Headers.parse(
                        """
                        Event: Newchannel
                        Channel: PJSIP/a-1
                        CallerIDName: Anne \\"A\\" \\\\ O\\'Hara
                        ConnectedLineName: two\\nlines
                        AccountCode: raw\\n
                        DestChannel: PJSIP/b-2
                        DestCallerIDName: Bob
                        """),
                new Origin("pbx1", "e"),
                1);

        assertThat(event.channel().orElseThrow().callerIdName()).isEqualTo("Anne \"A\" \\ O'Hara");
        assertThat(event.channel().orElseThrow().connectedLineName()).isEqualTo("two\nlines");
        assertThat(event.channel().orElseThrow().accountCode())
                .as("Asterisk does not escape it")
                .isEqualTo("raw\\n");
        assertThat(event.channel("Dest").orElseThrow().name()).isEqualTo("PJSIP/b-2");
        assertThat(event.channel("Dest").orElseThrow().callerIdName()).isEqualTo("Bob");
        assertThat(event.channel("Dest").orElseThrow().exten()).isNull();
        assertThat(event.channel("Local")).isEmpty();
    }

    /** As {@code ast_escape_c} does it. */
    private static String escape(String text) {
        String meanings = "\u0007\b\f\n\r\t\u000b\\'\"?";
        String letters = "abfnrtv\\'\"?";
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            int at = meanings.indexOf(c);
            escaped.append(at < 0 ? String.valueOf(c) : "\\" + letters.charAt(at));
        }
        return escaped.toString();
    }
}
