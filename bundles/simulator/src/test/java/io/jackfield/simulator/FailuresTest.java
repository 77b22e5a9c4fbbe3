package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures that a test asks for. */
class FailuresTest {

    private static final Duration MOMENT = Duration.ofMillis(200);

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder().user("jackfield", "secret").start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private TestClient login() {
        return TestClient.login(pbx, "on");
    }

    private static Block put(TestClient client, String key) {
        return client.ask("Action: DBPut", "Family: f", "Key: " + key, "Val: 1", "ActionID: " + key);
    }

    @Test
    void anErrorAsOftenAsItIsWanted() {
        pbx.answer("dbput").skip(1).times(2).withError("The disk is full");
        try (TestClient client = login()) {
            assertThat(put(client, "a").get("Response")).isEqualTo("Success");
            assertThat(put(client, "b").lines())
                    .containsExactly("Response: Error", "ActionID: b", "Message: The disk is full");
            assertThat(put(client, "c").get("Message")).isEqualTo("The disk is full");
            assertThat(put(client, "d").get("Response")).isEqualTo("Success");
            client.send("Action: DBGetTree", "Family: f");
            assertThat(client.event("DBGetTreeComplete").get("ListItems"))
                    .as("a and d")
                    .isEqualTo("2");
        }
        assertThat(pbx.actions())
                .filteredOn(action -> action.name().equals("DBPut"))
                .hasSize(4);
    }

    @Test
    void theLastWordCounts() {
        pbx.answer("Ping").never();
        pbx.answer("Ping").withError("Not now");
        pbx.answer("*").withError("Nothing at all");
        try (TestClient client = new TestClient(pbx)) {
            pbx.answer("Login").asUsual();
            pbx.answer("*").asUsual();
            client.loggedIn("jackfield", "secret", "off");
            assertThat(client.ask("Action: Ping").get("Message")).isEqualTo("Not now");
            pbx.answer("*").withError("Nothing at all");
            assertThat(client.ask("Action: Ping").get("Message")).isEqualTo("Not now");
            assertThat(client.ask("Action: CoreStatus").get("Message")).isEqualTo("Nothing at all");
            pbx.answer("Ping").asUsual();
            assertThat(client.ask("Action: Ping").get("Message")).isEqualTo("Nothing at all");
            pbx.answer("*").asUsual();
            assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
    }

    @Test
    void anAnswerOfOnesOwnAlsoToWhatIsUnknown() {
        pbx.answer("MailboxCount").with(Map.of("NewMessages", "3"));
        try (TestClient client = login()) {
            assertThat(client.ask("Action: MailboxCount", "ActionID: 1").lines())
                    .containsExactly("Response: Success", "ActionID: 1", "NewMessages: 3");
        }
    }

    @Test
    void noAnswerWhileTheRestGoesOn() {
        pbx.answer("Ping").never();
        try (TestClient client = login()) {
            client.send("Action: Ping", "ActionID: lost");
            client.send("Action: CoreStatus", "ActionID: next");
            assertThat(client.block().get("ActionID")).isEqualTo("next");
        }
    }

    @Test
    void aLateAnswerHoldsUpWhatFollowsAndEventsToo() throws Exception {
        pbx.answer("Ping").times(1).late(Duration.ofMillis(400));
        try (TestClient client = login()) {
            client.send("Action: Ping", "ActionID: late");
            client.send("Action: Ping", "ActionID: next");
            Awaitility.await().until(() -> pbx.actions().stream()
                    .anyMatch(action -> action.header("ActionID").equals("late")));
            pbx.event("PeerStatus", Map.of("Peer", "PJSIP/1001"));
            assertThat(client.hearsNothingFor(MOMENT)).isTrue();
            assertThat(client.block().get("ActionID")).isEqualTo("late");
            assertThat(client.block().name()).isEqualTo("Event: PeerStatus");
            assertThat(client.block().get("ActionID")).isEqualTo("next");
        }
    }

    @Test
    void aLateActionMayTakeItsOwnTimeThen() {
        pbx.answer("Originate").late(Duration.ofMillis(50));
        try (TestClient client = login()) {
            client.send("Action: Ping", "ActionID: before");
            client.send(
                    "Action: Originate",
                    "Channel: PJSIP/2001",
                    "Application: Wait",
                    "Data: 1",
                    "Timeout: 60",
                    "ActionID: call");
            client.send("Action: Ping", "ActionID: after");
            client.until(Block.isId("before"));
            assertThat(client.until(Block.isId("call")).get("Message")).isEqualTo("Originate failed");
            assertThat(client.until(Block.isId("after")).get("Ping")).isEqualTo("Pong");
        }
    }

    @Test
    void hangingUpAtTheThirdAction() {
        try (TestClient client = login()) {
            pbx.answer("*").skip(2).times(1).byHangingUp();
            client.ask("Action: Ping");
            client.ask("Action: Ping");
            client.send("Action: Ping");
            assertThat(client.isClosed()).isTrue();
        }
        login().close();
    }

    @Test
    void breakingOffInTheMiddleOfAnAnswer() {
        pbx.answer("CoreStatus").byBreakingOff(27);
        try (TestClient client = login()) {
            client.send("Action: CoreStatus");
            assertThat(client.line()).isEqualTo("Response: Success");
            assertThat(client.lastLine()).isEqualTo("CoreStar");
        }
    }

    @Test
    void loginsAreRefused() {
        pbx.answer("Login").times(1).withError("Authentication failed");
        try (TestClient client = new TestClient(pbx)) {
            client.line();
            assertThat(client.ask("Action: Login", "Username: jackfield", "Secret: secret")
                            .get("Message"))
                    .isEqualTo("Authentication failed");
            assertThat(client.isClosed()).isTrue();
        }
        login().close();
    }

    @Test
    void theGreetingComesLateOrNotOrInPart() throws Exception {
        pbx.greeting().late(Duration.ofMillis(400));
        try (TestClient client = new TestClient(pbx)) {
            assertThat(client.hearsNothingFor(MOMENT)).isTrue();
            assertThat(client.line()).startsWith("Asterisk Call Manager/");
        }
        pbx.greeting().byBreakingOff(8);
        try (TestClient client = new TestClient(pbx)) {
            assertThat(client.lastLine()).isEqualTo("Asterisk");
        }
        pbx.greeting().byHangingUp();
        try (TestClient client = new TestClient(pbx)) {
            assertThat(client.isClosed()).isTrue();
        }
        pbx.greeting().never();
        try (TestClient client = new TestClient(pbx)) {
            assertThat(client.hearsNothingFor(MOMENT)).isTrue();
        }
        pbx.greeting().asUsual();
        login().close();
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThatThrownBy(() -> pbx.answer(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pbx.answer("Ping").skip(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("skip needs a count of 0 or more, not -1");
        assertThatThrownBy(() -> pbx.answer("Ping").withError("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pbx.answer("Ping").with(Map.of("a", "b\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
