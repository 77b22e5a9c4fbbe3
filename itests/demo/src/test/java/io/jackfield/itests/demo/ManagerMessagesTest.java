package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManagerMessagesTest {
    private static final String GREETING = "Asterisk Call Manager/11.0.0\r\n";

    @Test
    void readsMessagesHoweverTheyAreCutUp() throws IOException {
        ManagerMessages messages = new ManagerMessages(byteByByte(GREETING
                + "Response: Success\r\nMessage: Authentication accepted\r\n\r\n"
                + "Event: Newchannel\r\nCallerIDName: Grün: ä\r\nEmpty: \r\nBare:\r\n\r\n\r\n"
                + "Event: Hangup\r\nVariable: first\r\nVariable: second\r\n\r\n"));

        assertThat(messages.next())
                .containsExactly(entry("Response", "Success"), entry("Message", "Authentication accepted"));
        assertThat(messages.next())
                .containsExactly(
                        entry("Event", "Newchannel"),
                        entry("CallerIDName", "Grün: ä"),
                        entry("Empty", ""),
                        entry("Bare", ""));
        assertThat(messages.next()).containsExactly(entry("Event", "Hangup"), entry("Variable", "first"));
        assertThatThrownBy(messages::next).isInstanceOf(EOFException.class);
    }

    @Test
    void halfAMessageIsNone() throws IOException {
        ManagerMessages messages = new ManagerMessages(byteByByte(GREETING + "Event: Hangup\r\nUniqueid: 1.1\r\n"));

        assertThatThrownBy(messages::next).isInstanceOf(EOFException.class);
    }

    @Test
    void somethingElseAtThePortIsTold() {
        assertThatThrownBy(() -> new ManagerMessages(byteByByte("SSH-2.0-OpenSSH_9.2\r\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("expected the greeting of an Asterisk, got SSH-2.0-OpenSSH_9.2");
        assertThatThrownBy(() -> new ManagerMessages(byteByByte("")))
                .isInstanceOf(IOException.class)
                .hasMessage("expected the greeting of an Asterisk, got null");
    }

    /** As a network may deliver it: cut within lines, line ends and characters. */
    private static InputStream byteByByte(String text) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }
}
