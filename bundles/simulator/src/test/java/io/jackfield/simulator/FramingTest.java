package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests are cut out of bytes, broken ones above all. */
class FramingTest {

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder().user("jackfield", "secret").start();
        client = TestClient.login(pbx, "off");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    private static final String ODD_REQUESTS = "Action: Ping\nActionID: lf\n\n"
            + "\r\n"
            + "Action: Ping\r\nActionID: x\r\n\r\n\r\n\r\n"
            + "Action:Ping\r\nActionID:   lead trail  \r\n\r\n"
            + " Action: Ping\r\nActionID: z\r\n\r\n"
            + "Action : Ping\r\nActionID: z\r\n\r\n"
            + "aCTION: pING\r\nACTIONID: Z\r\n\r\n"
            + "Action:\r\nAction: Ping\r\nActionID:\r\nActionID: two\r\n\r\n"
            + "Action: Ping\r\nActionID: one\r\nActionID: two\r\n\r\n"
            + "Action: Ping\0x\r\nActionID: n\0x\r\n\r\n"
            + "Action: Ping\r\nActionID: a\rb\r\n\r\n"
            + "Action: Nope\r\nActionID: u\r\n\r\n"
            + "ActionID: u\r\n\r\n";

    @Test
    void oddRequestsAreReadAsByTheRealOne() {
        client.raw(ODD_REQUESTS);
        expectSample("framing-errors");
    }

    @Test
    void itDoesNotMatterHowBytesArrive() {
        for (char c : ODD_REQUESTS.toCharArray()) {
            client.raw(String.valueOf(c));
        }
        expectSample("framing-errors");
    }

    @ParameterizedTest
    @CsvSource({"1023,crlf", "1023,lf", "1100,crlf", "1100,lf"})
    void longLines(int length, String end) {
        String lineEnd = end.equals("lf") ? "\n" : "\r\n";
        String line = "X: " + "x".repeat(length - 3);
        client.raw(String.join(lineEnd, "Action: Ping", "ActionID: L" + length, line, "", ""));
        client.send("Action: Ping", "ActionID: next");
        expectSample("line-too-long-" + length + "-" + end);
    }

    @ParameterizedTest
    @ValueSource(ints = {1022, 1024, 1025, 2045, 2047, 2500})
    void otherLengthsCostThisMessageOnly(int length) {
        client.send("Action: Ping", "ActionID: long", "X: " + "x".repeat(length - 3));
        String expected = length > 1022 ? "Failed to parse message: line too long" : "";
        Block answer = client.block();
        assertThat(answer.get("ActionID")).isEqualTo("long");
        assertThat(answer.get("Message")).isEqualTo(expected);
        assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
    }

    @Test
    void tooManyLines() {
        String[] lines = new String[129];
        Arrays.fill(lines, "X: y");
        lines[0] = "Action: Ping";
        lines[1] = "ActionID: H";
        client.send(lines);
        client.send("Action: Ping", "ActionID: next");
        expectSample("too-many-headers-129");

        client.send(Arrays.copyOf(lines, 128));
        assertThat(client.block().get("Ping")).isEqualTo("Pong");
    }

    @Test
    void tooManyLinesAndALongOneCostTheNextMessageToo() {
        String[] lines = new String[129];
        Arrays.fill(lines, "X: " + "y".repeat(1200));
        client.send(lines);
        assertThat(client.block().get("Message")).startsWith("Too many lines");
        assertThat(client.ask("Action: Ping").get("Message")).endsWith("line too long");
        assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
    }

    @Test
    void aLineThatBeginsWithNulEndsTheMessage() {
        client.raw("Action: Ping\r\nActionID: a\r\n\0x\r\nActionID: b\r\n\r\n");
        assertThat(client.block().get("Ping")).isEqualTo("Pong");
        assertThat(client.block().toString())
                .isEqualTo("Response: Error\nActionID: b\nMessage: Missing action in request\n");
    }

    @Test
    void noiseIsSurvivedWithoutKeepingIt() {
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = noise[i] == '\n' ? 0 : noise[i];
        }
        client.raw(noise);
        client.raw("\r\n\r\n");
        assertThat(client.block().get("Message")).contains("line too long");
        assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
    }

    @Test
    void aHundredPingsInOneWriteAreAnsweredInTheirOrder() {
        StringBuilder pings = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            pings.append("Action: Ping\r\nActionID: ").append(i).append("\r\n\r\n");
        }
        client.raw(pings.toString());
        for (int i = 0; i < 100; i++) {
            assertThat(client.block().get("ActionID")).isEqualTo(String.valueOf(i));
        }
    }

    @Test
    void aHalfClosedConnectionIsAnsweredAndClosed() throws IOException {
        client.send("Action: Ping", "ActionID: last");
        client.raw("Action: Ping\r\nActionID: never finished");
        client.shutdownOutput();
        assertThat(client.block().get("ActionID")).isEqualTo("last");
        assertThat(client.block()).isNull();
    }

    /** What was captured, without banner and login where the capture begins with them. */
    private void expectSample(String sample) {
        String captured = Samples.read(sample);
        if (captured.startsWith("Asterisk")) {
            captured = captured.substring(captured.indexOf("\r\n\r\n") + 4);
        }
        StringBuilder actual = new StringBuilder();
        for (int i = 0; i < captured.chars().filter(c -> c == '\n').count(); i++) {
            actual.append(client.line()).append("\r\n");
        }
        assertThat(normal(actual.toString())).isEqualTo(normal(captured));
    }

    private static String normal(String text) {
        return text.replaceAll("\\d{10}\\.\\d{6}", "TIMESTAMP");
    }
}
