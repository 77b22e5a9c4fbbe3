package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("camel", "secret")
                .user("nosys", "secret", "call,user", "call,user")
                .user("few", "secret", "call", "call")
                .user("nobody", "secret", "", "")
                .loginDelay(Duration.ofMillis(300))
                .authTimeout(Duration.ofMillis(800))
                .start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    @ParameterizedTest
    @CsvSource({"camel,absent", "camel,on", "camel,off", "camel,call", "camel,system", "nosys,absent"})
    void aLoginBringsWhatTheRealOneBrings(String user, String events) {
        String captured = Samples.read("login-" + user + "-events-" + events);
        try (TestClient client = new TestClient(pbx)) {
            String header = events.equals("absent") ? "X: y" : "Events: " + events;
            client.send("Action: Login", "Username: " + user, "Secret: secret", header, "ActionID: L");
            client.send("Action: Logoff", "ActionID: end");
            StringBuilder actual = new StringBuilder();
            for (String line = client.line(); line != null; line = client.line()) {
                actual.append(line).append("\r\n");
            }
            String goodbye = "Response: Goodbye\r\nActionID: end\r\nMessage: Thanks for all the fish.\r\n\r\n";
            assertThat(normal(actual.toString())).isEqualTo(normal(captured + goodbye));
        }
    }

    private static String normal(String text) {
        return text.replaceAll("(Uptime|LastReload): \\d+", "$1: N")
                .replaceAll("(EventTV|SessionTV): 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000", "$1: T")
                .replaceAll("SessionID: 0x[0-9a-f]{12}", "SessionID: X")
                .replaceAll("127.0.0.1/\\d+", "ADDRESS")
                .replaceAll("Challenge: \\d{1,9}", "Challenge: N");
    }

    @Test
    void md5AsOnTheRealOne() throws Exception {
        try (TestClient client = new TestClient(pbx)) {
            client.line();
            client.send("Action: Ping", "ActionID: p1");
            client.send("Action: Challenge", "AuthType: MD5", "ActionID: c");
            client.send("Action: Challenge", "AuthType: md5");
            client.send("Action: Challenge", "AuthType: MD5");
            client.send("Action: Challenge", "AuthType: SHA");
            List<Block> before = client.upTo(block -> block.get("Message").equals("Must specify AuthType"));
            String challenge = before.get(1).get("Challenge");
            assertThat(before.get(2).get("Challenge")).isEqualTo(challenge);
            client.send(
                    "Action: Login",
                    "AuthType: MD5",
                    "Username: CAMEL",
                    "Key: " + md5(challenge + "secret"),
                    "ActionID: md5ok");
            List<Block> after = client.upTo(Block.isEvent("SuccessfulAuth"));
            List<Block> captured = Samples.blocks("login-md5");
            String expected = captured.subList(0, 5) + "" + captured.subList(5, 8);
            assertThat(normal(before + "" + after)).isEqualTo(normal(expected));
            assertThat(client.ask("Action: Login").get("Message")).isEqualTo("Already authenticated");
        }
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Username: camel\r\nSecret: wrong",
                "Username: camel\r\nSecret: secret ",
                "Username: camel",
                "Username: unknown\r\nSecret: secret",
                "Secret: secret",
                "Username: camel\r\nAuthType: MD5\r\nKey: 00000000000000000000000000000000"
            })
    void everyRefusalIsTheSame(String headers) {
        try (TestClient client = new TestClient(pbx)) {
            client.line();
            Instant begin = Instant.now();
            client.send("Action: Login", headers, "ActionID: f1");
            client.send("Action: Login", "Username: camel", "Secret: secret");
            String captured = Samples.blocks("login-failed").toString();
            assertThat(List.of(client.block())).hasToString(captured);
            assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(290));
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(pbx.sessions()).isZero();
    }

    @Test
    void anUpperCaseKeyIsWrong() throws Exception {
        try (TestClient client = new TestClient(pbx)) {
            client.line();
            String challenge = client.ask("Action: Challenge", "AuthType: MD5").get("Challenge");
            String key = md5(challenge + "secret").toUpperCase(java.util.Locale.ROOT);
            Block answer = client.ask("Action: Login", "AuthType: MD5", "Username: camel", "Key: " + key);
            assertThat(answer.get("Message")).isEqualTo("Authentication failed");
        }
    }

    @Test
    void whoDoesNotLogInIsDisconnected() {
        try (TestClient client = new TestClient(pbx)) {
            client.line();
            client.send("Action: Nope");
            assertThat(client.block().get("Message")).isEqualTo("Permission denied");
            assertThat(client.block()).isNull();
        }
    }

    @Test
    void refusedLoginsAndActionsRaiseSecurityEvents() {
        try (TestClient watcher = TestClient.login(pbx, "camel", "secret", "security")) {
            refused("Username: camel", "Secret: bad");
            refused("Username: nobody2", "Secret: x");
            try (TestClient client = new TestClient(pbx)) {
                client.send("Action: Challenge", "AuthType: MD5");
                client.send("Action: Login", "AuthType: MD5", "Username: camel", "Key: abc");
                client.isClosed();
            }
            try (TestClient client = TestClient.login(pbx, "few", "secret", "off")) {
                client.ask("Action: Command", "Command: core show uptime");
            }
            List<Block> events = watcher.upTo(Block.isEvent("RequestNotAllowed"));
            List<Block> captured = Samples.blocks("security-events");
            captured.removeIf(block ->
                    block.is("InvalidAccountID") && block.get("AccountID").isEmpty());
            for (int i = 0; i < 4; i++) {
                assertThat(events.get(i).headerNames())
                        .isEqualTo(captured.get(i).headerNames());
                assertThat(events.get(i).name()).isEqualTo(captured.get(i).name());
            }
            assertThat(events.get(events.size() - 1).headerNames())
                    .isEqualTo(captured.stream()
                            .filter(Block.isEvent("RequestNotAllowed"))
                            .findFirst()
                            .orElseThrow()
                            .headerNames());
        }
    }

    private void refused(String... headers) {
        try (TestClient client = new TestClient(pbx)) {
            client.line();
            client.raw("Action: Login\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
            client.isClosed();
        }
    }

    @Test
    void rightsDecideWhatIsSeenAndDone() {
        try (TestClient few = TestClient.login(pbx, "few", "secret", "on");
                TestClient none = TestClient.login(pbx, "nobody", "secret", "on")) {
            assertThat(few.ask("Action: CoreStatus").get("Message")).isEqualTo("Permission denied");
            assertThat(few.ask("Action: Getvar", "Variable: x").name()).isEqualTo("Response: Success");
            assertThat(none.ask("Action: Getvar", "Variable: x").get("Message")).isEqualTo("Permission denied");
            assertThat(none.ask("Action: QueueStatus").name()).isEqualTo("Response: Success");
            assertThat(none.ask("Action: ListCommands").lines())
                    .contains("Ping: Keepalive command.  (Priv: <none>)")
                    .noneMatch(line -> line.startsWith("Originate"));
            none.drain();
            few.drain();
            pbx.call("1001", "2001").answer().hangup();
            assertThat(none.drain()).isEmpty();
            assertThat(few.drain()).isNotEmpty().allMatch(block -> block.get("Privilege")
                    .equals("call,all"));
        }
    }

    @Test
    void theFiftyFirstWithoutALoginIsTurnedAway() {
        TestClient[] clients = new TestClient[50];
        try (TestClient loggedIn = TestClient.login(pbx, "camel", "secret", "off")) {
            for (int i = 0; i < clients.length; i++) {
                clients[i] = new TestClient(pbx);
                assertThat(clients[i].line()).startsWith("Asterisk");
            }
            try (TestClient one = new TestClient(pbx)) {
                assertThat(one.line()).isNull();
            }
            assertThat(loggedIn.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
    }
}
