package io.jackfield.manager.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Command printed: as raw text up to a marker, or as headers. */
class CommandOutputTest {

    private static final String FOLLOWS = "Response: Follows\r\nPrivilege: Command\r\nActionID: jf-7\r\n";
    private static final String MARKER = "--END COMMAND--\r\n\r\n";
    private static final String NEXT = "Event: Next\r\nX: 1\r\n\r\n";

    private final List<Headers> messages = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder("jf-", view -> messages.add(view.copy()));

    @Test
    void rawTextKeepsItsEmptyLinesColonsAndBlanks() {
        feed(FOLLOWS + "Name: alice\n\n\r\n  EventList: start\nEvent: Forged\n\n" + MARKER + NEXT);

        assertThat(response().output())
                .containsExactly("Name: alice", "", "", "  EventList: start", "Event: Forged", "");
        assertThat(response().actionId()).isEqualTo("jf-7");
        assertThat(response().isSuccess()).isTrue();
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1).value(0)).isEqualTo("Next");
    }

    @Test
    void theMarkerMayShareTheLastLine() {
        feed(FOLLOWS + "first\nlast" + MARKER + NEXT);

        assertThat(response().output()).containsExactly("first", "last");
        assertThat(messages).hasSize(2);
    }

    @Test
    void aCommandThatPrintedNothingHasNoOutput() {
        feed(FOLLOWS + MARKER);

        assertThat(response().output()).isEmpty();
    }

    @Test
    void aMarkerThatIsNotAtTheEndOfALineIsText() {
        feed(FOLLOWS + "--END COMMAND-- not yet\n--END COMMAND-\n" + MARKER);

        assertThat(messages).hasSize(1);
        assertThat(response().output()).containsExactly("--END COMMAND-- not yet", "--END COMMAND-");
    }

    @Test
    void whatTheTextSaysDoesNotMakeAListOfIt() {
        feed(FOLLOWS + "EventList: start\n" + MARKER);

        assertThat(response().opensList()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first\n\nlast", "first\n\nlast\n"})
    void isTheSameWhereverTheWireIsCut(String text) {
        byte[] wire = (FOLLOWS + text + MARKER + NEXT + FOLLOWS + text + MARKER).getBytes(ISO_8859_1);
        for (int cut = 0; cut <= wire.length; cut++) {
            messages.clear();
            decoder.feed(wire, 0, cut);
            decoder.feed(wire, cut, wire.length - cut);
            assertThat(messages).as("cut at %d", cut).hasSize(3);
            assertThat(response().output()).as("cut at %d", cut).containsExactly("first", "", "last");
            assertThat(new ManagerResponse(messages.get(2)).output()).containsExactly("first", "", "last");
        }
    }

    @Test
    void isTheSameByteByByte() {
        byte[] wire = (FOLLOWS + "a: b\n\nc" + MARKER + NEXT).getBytes(ISO_8859_1);
        for (int i = 0; i < wire.length; i++) {
            decoder.feed(wire, i, 1);
        }

        assertThat(messages).hasSize(2);
        assertThat(response().output()).containsExactly("a: b", "", "c");
    }

    @Test
    void textThatNeverEndsEndsTheStreamAndNotTheMemory() {
        feed(FOLLOWS);
        byte[] chunk = "line\n\n".repeat(10_000).getBytes(ISO_8859_1);

        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int sent = 0; sent < 9 * 1024 * 1024; sent += chunk.length) {
                        decoder.feed(chunk, 0, chunk.length);
                    }
                })
                .withMessageContaining("exceeds");
        assertThat(messages).isEmpty();
    }

    @Test
    void onlyTheFirstLineMakesAMessageRawText() {
        feed("Event: UserEvent\r\nX: 1\r\nResponse: Follows\r\n\r\n" + NEXT);

        assertThat(messages).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Response: Follows\r\n",
                "Response: Follows\r\nPrivilege: Command\r\n",
                "Response: Follows\r\nPrivilege: Command\r\nActionID: of-another\r\n",
                "Event: Follows\r\nPrivilege: Command\r\nActionID: jf-7\r\n"
            })
    void aBeginningThatSomebodyElseWroteSwallowsNothing(String forged) {
        feed("Response: Success\r\nVariable: X\r\nValue: \r\n\r\n" + forged + "\r\n" + NEXT + NEXT);

        assertThat(messages).hasSize(4);
    }

    @Test
    void theHeadersOfLaterVersionsAreTheLinesInTheirOrder() {
        feed("Response: Success\r\nActionID: 7\r\nMessage: Command output follows\r\nOutput: Name: alice\r\n"
                + "Output: \r\nOutput:   indented\r\nOutput: --END COMMAND--\r\n\r\n" + NEXT);

        assertThat(response().output()).containsExactly("Name: alice", "", "  indented", "--END COMMAND--");
        assertThat(messages).hasSize(2);
    }

    @Test
    void aRefusedCommandHasNoOutput() {
        feed("Response: Error\r\nActionID: 7\r\nMessage: Command blacklisted\r\n\r\n");

        assertThat(response().output()).isEmpty();
        assertThat(response().isSuccess()).isFalse();
    }

    private ManagerResponse response() {
        return new ManagerResponse(messages.get(0));
    }

    private void feed(String wire) {
        byte[] bytes = wire.getBytes(ISO_8859_1);
        decoder.feed(bytes, 0, bytes.length);
    }
}
