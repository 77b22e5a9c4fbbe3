package io.jackfield.ami.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.manager.ManagerAction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class ActionEncoderTest {

    private static final String ID = "jf-0123456789abcdef-1";

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Test
    void writesNameIdAndHeadersInOrderAndAnEmptyLine() {
        ManagerAction action = ManagerAction.of("Originate")
                .with("Channel", "Local/100@default")
                .with("Variable", "A=1")
                .with("Account", "")
                .with("Variable", "B=2");

        assertThat(text(action))
                .isEqualTo("Action: Originate\r\nActionID: " + ID + "\r\nChannel: Local/100@default\r\n"
                        + "Variable: A=1\r\nAccount: \r\nVariable: B=2\r\n\r\n");
    }

    @Test
    void anActionWithoutHeadersIsTwoLinesAndAnEmptyOne() {
        assertThat(text(ManagerAction.of("Ping"))).isEqualTo("Action: Ping\r\nActionID: " + ID + "\r\n\r\n");
    }

    @Test
    void trailingBlanksAreWrittenBecauseTheyCount() {
        assertThat(text(ManagerAction.of("X").with("Secret", " a "))).contains("Secret:  a \r\n");
    }

    @Test
    void aLineOf1022BytesIsWrittenAndOneOf1023Refused() {
        String longest = "x".repeat(1022 - "Data: ".length());
        assertThat(text(ManagerAction.of("X").with("Data", longest))).contains("Data: " + longest + "\r\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(ManagerAction.of("X").with("Data", longest + "x")))
                .withMessage("action X: the line Data takes 1023 bytes, but Asterisk reads at most 1022");
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() {
        String euros = "\u20ac".repeat(338);
        assertThat(text(ManagerAction.of("X").with("Data", euros + "xx"))).contains(euros);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(ManagerAction.of("X").with("Data", euros + "\u00e4x")))
                .withMessageContaining("1023 bytes");
    }

    @Test
    void theNameOfTheActionAndOfAHeaderAreUnderTheLimitToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(ManagerAction.of("x".repeat(1015))))
                .withMessageContaining("the line Action");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(ManagerAction.of("X").with("h".repeat(1021), "")))
                .withMessageContaining("1023 bytes");
    }

    @Test
    void aMessageOf128LinesIsWrittenAndOneOf129Refused() {
        ManagerAction action = ManagerAction.of("X");
        for (int i = 0; i < 126; i++) {
            action = action.with("Variable", "V" + i + "=1");
        }
        assertThat(text(action).lines()).hasSize(129);

        ManagerAction tooMuch = action.with("Variable", "one=more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(tooMuch))
                .withMessage("action X has 129 lines, but Asterisk takes at most 128");
    }

    @Test
    void textBeyondAsciiIsUtf8() {
        String name = "J\u00fcrgen \u4e2d\u6587 \ud83d\ude00";

        assertThat(text(ManagerAction.of("X").with("CallerID", name))).contains("CallerID: " + name + "\r\n");
    }

    @Test
    void charactersWhoseLowByteIsALineEndDoNotBecomeOne() {
        String tricky = "a\u010ab\u010dc\u0100d";
        String text = text(ManagerAction.of("X").with("Data", tricky));

        assertThat(text).contains("Data: " + tricky + "\r\n");
        assertThat(text.lines()).hasSize(4);
    }

    @Test
    void halfASurrogatePairIsReplacedAndDoesNotBreakTheMessage() {
        assertThat(text(ManagerAction.of("X").with("Data", "a\ud83db"))).contains("Data: a?b\r\n");
    }

    @Test
    void noMessageShowsAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(ManagerAction.of("Login").with("Secret", "hunter2".repeat(200))))
                .withMessageNotContaining("hunter2");
    }

    private String text(ManagerAction action) {
        long before = allocator.metric().usedHeapMemory();
        try {
            ByteBuf encoded = ActionEncoder.encode(action, ID, allocator);
            String text = encoded.toString(UTF_8);
            assertThat(encoded.writableBytes()).as("room reserved in vain").isZero();
            encoded.release();
            return text;
        } finally {
            assertThat(allocator.metric().usedHeapMemory())
                    .as("memory left behind")
                    .isEqualTo(before);
        }
    }
}
