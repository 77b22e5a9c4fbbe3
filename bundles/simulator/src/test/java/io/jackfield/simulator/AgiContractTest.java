package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.simulator.AgiDialog.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AGI sessions of a Local channel, compared with those of a real Asterisk. */
class AgiContractTest {

    private static final String CHANNEL = "Local/agit@verify-00000000;";

    private AgiServer server;
    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        server = new AgiServer();
    }

    @AfterEach
    void stop() {
        end();
        server.close();
    }

    private void end() {
        if (pbx != null) {
            client.close();
            pbx.close();
        }
    }

    /** A call whose second half runs the steps, and as its fifth the application with this data. */
    private AgiServer.Session call(String data) {
        return call(data, "Set(GREET=hello)");
    }

    private AgiServer.Session call(String data, String variable) {
        restartWith(data, variable);
        client.send(
                "Action: Originate",
                "Channel: Local/agit@verify",
                "Application: Wait",
                "Data: 3600",
                "Async: true",
                "ActionID: o");
        return server.accept();
    }

    private void restartWith(String data, String variable) {
        end();
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .prompt("beep", Duration.ofMillis(440))
                .prompt("demo-congrats", Duration.ofSeconds(30))
                .onlyNamedPrompts()
                .extension("sub", "s", "Return(${ARG1}x)")
                .extension("sub", "die", "Hangup")
                .extension("ret", "s", "Return")
                .extension("verify", "agit", "NoOp", "Answer", variable, "Set(TAG=t13)", "AGI(" + data + ")", "Wait(1)")
                .manualTime(Instant.parse("2026-11-23T05:00:00Z"))
                .start();
        client = TestClient.login(pbx, "agi,call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {"env|/script?q=1", "env-no-script|''", "env-args|/s,a b,,\"q,x\",(1,2),k: v,"})
    void environment(String sample, String rest) {
        String data = server.url() + rest.replace("''", "");
        try (AgiServer.Session session = call(data)) {
            assertThat(normalized(session.environment()))
                    .isEqualTo(normalized(Arrays.asList(Samples.agi(sample).split("\n"))));
        }
    }

    private static List<String> normalized(List<String> environment) {
        return environment.stream()
                .map(line -> line.replaceAll("127.0.0.1:\\d+", "127.0.0.1:PORT")
                        .replaceAll("agit\\d*", "agit")
                        .replaceAll("-[0-9a-f]{8};2", "-N;2")
                        .replaceAll("^(agi_uniqueid: )\\d+\\.\\d+$", "$1N")
                        .replaceAll("^(agi_version: 22.10.1).*", "$1")
                        .replaceAll("^(agi_threadid: )\\d+$", "$1N"))
                .toList();
    }

    @Test
    void basicCommands() {
        Set<String> ofOtherApplications = Set.of("EXEC System /bin/false\n");
        try (AgiServer.Session session = call(server.url() + "/x")) {
            for (Exchange exchange : AgiDialog.read("commands-basic").exchanges()) {
                if (!ofOtherApplications.contains(exchange.sent())) {
                    begin(session, exchange);
                    pbx.advance(Duration.ofMillis(200));
                    expect(session, exchange);
                }
            }
        }
    }

    /** The command has been read once the event is there. */
    private void begin(AgiServer.Session session, Exchange exchange) {
        session.send(exchange.sent());
        client.event("AGIExecStart");
    }

    private static void expect(AgiServer.Session session, Exchange exchange) {
        StringBuilder received = new StringBuilder();
        String expected = AgiDialog.withoutUsage(exchange.received());
        do {
            received.append(session.line()).append('\n');
        } while (lines(AgiDialog.withoutUsage(received.toString())) < lines(expected));
        assertThat(AgiDialog.withoutUsage(received.toString()))
                .as(exchange.sent())
                .isEqualTo(expected);
    }

    private static long lines(String text) {
        // A block of usage has no end to count by before its last line is there.
        return text.contains("520-") && !text.contains("520 End")
                ? 0
                : text.chars().filter(c -> c == '\n').count();
    }

    /** What the caller does during each command of the sample, in its order: digits, milliseconds, the end. */
    private static final List<String> DIGITS_AND_RECORD = List.of(
            "1 2 +1500",
            "1 2 3 4",
            "+440 1 2 #",
            "+1440",
            "+600 #",
            "0 0 4 2",
            "",
            "",
            "+500 1",
            "3 +500 2",
            "+1440",
            "+1000 *",
            "+500 9",
            "+500 1 5",
            "",
            "+900 #",
            "+1000",
            "+1440",
            "+700",
            "unwritable directory",
            "",
            "+800 end");

    @Test
    void digitsAndRecordings() {
        Deque<String> scripts = new ArrayDeque<>(DIGITS_AND_RECORD);
        try (AgiServer.Session session = call(server.url() + "/x")) {
            for (Exchange exchange : AgiDialog.read("digits-and-record").exchanges()) {
                String script = scripts.poll();
                if (!script.startsWith("unwritable")) {
                    begin(session, exchange);
                    act(script);
                    expect(session, exchange);
                }
            }
        }
        assertThat(scripts).isEmpty();
    }

    private void act(String script) {
        for (String step : script.isEmpty() ? new String[0] : script.split(" ")) {
            if (step.startsWith("+")) {
                pbx.advance(Duration.ofMillis(Long.parseLong(step.substring(1))));
            } else if (step.equals("end")) {
                hangUp();
            } else {
                client.ask("Action: PlayDTMF", "Channel: " + CHANNEL + "1", "Digit: " + step);
            }
        }
    }

    private void hangUp() {
        client.ask("Action: Hangup", "Channel: " + CHANNEL + "1");
    }

    @Test
    void valuesWithLineEndsAndLongOnes() {
        List<Exchange> exchanges = AgiDialog.read("get-variable-newline-paren").exchanges();
        String wanted = exchanges.get(0).received();
        String value = wanted.substring("200 result=1 (".length(), wanted.lastIndexOf(')'));
        try (AgiServer.Session session = call(server.url() + "/x", "Set(MNL=" + value + ")")) {
            session.ask("SET VARIABLE LONG " + "y".repeat(2000));
            client.event("AGIExecStart");
            for (Exchange exchange : exchanges) {
                if (exchange.sent().startsWith("GET FULL VARIABLE ${LONG}")) {
                    assertThat(session.ask("GET FULL VARIABLE ${LONG}")).hasSize("200 result=1 ()".length() + 2000);
                } else {
                    begin(session, exchange);
                    expect(session, exchange);
                }
            }
        }
    }

    @Test
    void subroutines() {
        for (String sample : List.of("gosub", "gosub-nolabel")) {
            try (AgiServer.Session session = call(server.url() + "/x")) {
                AgiDialog.read(sample).exchanges().forEach(exchange -> {
                    begin(session, exchange);
                    expect(session, exchange);
                });
            }
        }
    }

    @Test
    void hangupWhileIdle() {
        try (AgiServer.Session session = call(server.url() + "/x")) {
            hangUp();
            assertThat(session.line()).isEqualTo("HANGUP");
            for (Exchange exchange : AgiDialog.read("hangup-while-idle").exchanges()) {
                begin(session, exchange);
                expect(session, exchange);
            }
        }
    }

    @Test
    void hangupDuringACommand() {
        Exchange exchange = AgiDialog.read("hangup-during-exec").exchanges().get(0);
        try (AgiServer.Session session = call(server.url() + "/x")) {
            begin(session, exchange);
            hangUp();
            expect(session, exchange);
        }
    }

    @Test
    void exitOnHangupSaysItTwice() {
        try (AgiServer.Session session = call(server.url() + "/x", "Set(AGIEXITONHANGUP=yes)")) {
            hangUp();
            assertThat(session.rest()).containsExactly("HANGUP", "HANGUP");
        }
    }

    @Test
    void farewellAfterHalfClose() {
        try (AgiServer.Session session = call(server.url() + "/x")) {
            assertThat(session.halfClose().rest()).containsExactly("HANGUP");
        }
        try (AgiServer.Session session = call(server.url() + "/x", "Set(AGISIGHUP=no)")) {
            assertThat(session.halfClose().rest()).isEmpty();
        }
    }

    @Test
    void aLineThatIsTooLongIsTwoCommands() {
        try (AgiServer.Session session = call(server.url() + "/x")) {
            for (String sample : List.of("line-limit-2047", "line-limit-8191")) {
                AgiDialog.read(sample).exchanges().forEach(exchange -> {
                    begin(session, exchange);
                    expect(session, exchange);
                });
            }
            assertThat(session.line()).as("the reply that was late").isEqualTo("200 result=1 (8174)");
        }
    }

    @Test
    void commandsThatAreSentAheadWaitUntilMoreComes() {
        try (AgiServer.Session session = call(server.url() + "/x")) {
            for (Exchange exchange : AgiDialog.read("pipelining").exchanges()) {
                begin(session, exchange);
                expect(session, exchange);
            }
            assertThat(session.send("NOOP 1\nNOOP 2\nNOOP 3\n").halfClose().rest())
                    .containsExactly("200 result=0", "200 result=0", "200 result=0", "HANGUP");
        }
    }

    @Test
    void inputCutsAPromptShort() {
        List<Exchange> exchanges = AgiDialog.read("stream-file-cut-by-input").exchanges();
        try (AgiServer.Session session = call(server.url() + "/x")) {
            begin(session, exchanges.get(0));
            begin(session, exchanges.get(1));
            expect(session, exchanges.get(1));
        }
    }
}
