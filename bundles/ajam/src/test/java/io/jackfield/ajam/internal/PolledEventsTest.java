package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolledEventsTest {

    private static final String HEAD =
            "Response: Success\r\nActionID: id\r\nMessage: Waiting for Event completed.\r\n\r\n";
    private static final String TAIL = "Event: WaitEventComplete\r\nActionID: id\r\n\r\n";

    private static String events(String messages) throws ProtocolException {
        StringBuilder text = new StringBuilder();
        PolledEvents.of(messages.getBytes(UTF_8), "id")
                .feed((bytes, offset, length) -> text.append(new String(bytes, offset, length, UTF_8)));
        return text.toString();
    }

    @Test
    void areWithoutTheTwoEndsOfTheAnswer() throws Exception {
        String event = "Event: X\r\nPrivilege: call,all\r\n\r\n";

        assertThat(events(HEAD + event + event + TAIL)).isEqualTo(event + event);
        assertThat(events(HEAD + TAIL)).isEmpty();
        assertThat(events((HEAD + "event: X\r\n\r\n" + TAIL).toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo("event: x\r\n\r\n");
    }

    @Test
    void anEndThatSomebodyElseWroteIsOneOfTheEvents() throws Exception {
        String forged =
                "Event: UserEvent\r\nActionID: other\r\n\r\nEvent: WaitEventComplete\r\nActionID: other\r\n\r\n";

        assertThat(events(HEAD + forged + TAIL)).isEqualTo(forged);
    }

    @Test
    void longOnesComeInPiecesAndNoneAreToldAsWell() throws Exception {
        List<Integer> pieces = new ArrayList<>();
        String event = "Event: X\r\nData: " + "x".repeat(100_000) + "\r\n\r\n";
        PolledEvents.of((HEAD + event + TAIL).getBytes(UTF_8), "id").feed((b, o, length) -> pieces.add(length));
        PolledEvents.none().feed((b, o, length) -> pieces.add(length));

        assertThat(pieces).containsExactly(65536, event.length() - 65536, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Response: Success\r\n\r\n",
                HEAD,
                HEAD + "Event: WaitEventComplete\r\n\r\n",
                HEAD + "Event: X\r\n\r\n",
                TAIL,
                TAIL + TAIL,
                "Response: Success\r\nActionID: other\r\n\r\n" + TAIL
            })
    void whatIsNotTheWholeAnswerIsRefused(String messages) {
        assertThatThrownBy(() -> events(messages)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aRefusalIsQuoted() {
        assertThatThrownBy(() -> events("Response: Error\r\nActionID: id\r\nMessage: Permission denied\r\n\r\n"))
                .hasMessageContaining("Response: Error, ActionID: id, Message: Permission denied");
    }
}
