package io.jackfield.ajam;

import static io.jackfield.ajam.FakeAjam.userEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.manager.Subscription;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong between here and a PBX that is reached by HTTP, told apart and healed. */
class AjamOutagesTest extends AjamScene {

    @Test
    void anotherCookieMeansThatTheLoginIsForgotten() {
        ManagerConnection connection = up();
        subscribed(connection);
        pbx.event("user", userEvent("old"));
        await().until(() -> received.size() == 2);
        pbx.forget();
        await().until(() -> names().contains("LOST") && pbx.pollsUnderWay.get() >= 1);
        await().untilAsserted(() -> {
            pbx.event("user", userEvent("new"));
            assertThat(names()).contains("new");
        });

        assertThat(names().subList(0, 3)).containsExactly("START", "old", "LOST");
        assertThat(((ManagerEvent) received.get(3)).origin()).isNotEqualTo(((ManagerEvent) received.get(1)).origin());
        assertThat(pbx.requests("Login")).hasSize(2);
    }

    @Test
    void anActionThatMeetsAForgottenLoginWasNotActedOn() {
        ManagerConnection connection = up();
        pbx.forget();
        ConnectionLostException problem = lost(connection.send(ManagerAction.of("X")));

        assertThat(problem.wasWritten()).isFalse();
        assertThat(problem).hasMessageContaining("forgotten");
        await().until(() -> pbx.sessions() == 1 && connection.state().isUp());
    }

    @Test
    void anActionWhoseAnswerIsLostFailsAloneWhileThePbxKnowsTheLogin() throws Exception {
        ManagerConnection connection = up();
        subscribed(connection);
        pbx.faults.put("X", (exchange, request) -> {
            FakeAjam.respond(exchange, 504, "text/html", "<html>Gateway Timeout</html>");
            return true;
        });
        ConnectionLostException problem = lost(connection.send(ManagerAction.of("X")));

        assertThat(problem.wasWritten()).isTrue();
        assertThat(problem).hasMessageContaining("HTTP 504");
        assertThat(answer(connection.send(PING)).isSuccess()).isTrue();
        assertThat(names()).containsExactly("START");
        assertThat(pbx.requests("Login")).hasSize(1);
    }

    @Test
    void anActionThatAProxyDidNotPassOnCanBeRepeated() {
        ManagerConnection connection = up();
        pbx.faults.put("X", (exchange, request) -> {
            FakeAjam.respond(exchange, 503, "text/html", "<html>no backend</html>");
            return true;
        });

        assertThat(lost(connection.send(ManagerAction.of("X"))).wasWritten()).isFalse();
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void aPbxThatGoesAwayIsNoticedAndFoundAgainWithAllAccountedFor() throws Exception {
        ManagerConnection connection = up(Map.of("pingInterval", "50ms", "pingTimeout", "500ms"));
        Subscription subscription = subscribed(connection);
        int port = pbx.port();
        pbx.close();
        assertThat(downBecause(connection)).isNotBlank();
        CompletableFuture<?> meanwhile = connection.send(PING);
        assertThat(lost(meanwhile).wasWritten()).isFalse();
        pbx = again(port);
        await().until(() -> connection.state().isUp() && pbx.pollsUnderWay.get() == 1);
        pbx.event("user", userEvent("back"));
        await().until(() -> names().contains("back"));

        assertThat(names()).containsExactly("START", "LOST", "back");
        await().untilAsserted(() -> {
            var stats = subscription.stats();
            assertThat(stats.offered()).isEqualTo(stats.completed());
        });
    }

    private static FakeAjam again(int port) {
        return await().ignoreException(java.net.BindException.class).until(() -> new FakeAjam(port), pbx -> true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | text/html  | webenabled = yes",
                "401 | text/html  | digest = true",
                "403 | text/html  | permit, deny and acl",
                "407 | text/html  | HTTP proxy wants a login",
                "500 | text/html  | HTTP 500",
                "502 | text/html  | got no answer from the PBX",
                "503 | text/html  | shutting down",
                "302 | text/html  | HTTP 302",
                "200 | text/html  | text/html and not text/plain",
                "200 | text/plain | cut off, or not from Asterisk",
            })
    void whatAnswersInsteadOfThePbxIsToldToAPerson(int status, String type, String expected) {
        pbx.faults.put("*", (exchange, request) -> {
            FakeAjam.respond(exchange, status, type, "<html>Hello</html>");
            return true;
        });

        assertThat(downBecause(connect(Map.of()))).contains(expected);
    }

    @Test
    void aProxyThatTakesTheCookieOutIsNamed() {
        pbx.faults.put("*", (exchange, request) -> {
            FakeAjam.respond(exchange, 200, "text/plain", "Response: Error\r\nMessage: Permission denied\r\n\r\n");
            return true;
        });

        assertThat(downBecause(connect(Map.of()))).contains("mansession_id");
    }

    @Test
    void nobodyThereIsToldAsOverTcp() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(downBecause(connect(Map.of("port", port)))).contains("Connection refused");
        assertThat(downBecause(connect(Map.of("host", "no-such-host.invalid"))))
                .contains("no-such-host.invalid is unknown");
    }

    @Test
    void aLoginThatFailsHalfWayIsToldWithItsReason() {
        pbx.faults.put("Challenge", (exchange, request) -> {
            FakeAjam.respond(exchange, 500, "text/html", "");
            return true;
        });

        assertThat(downBecause(connect(Map.of()))).contains("HTTP 500");
    }

    @Test
    void aWrongSecretIsARefusalAndIsNotTriedAgainSoon() {
        ManagerConnection connection = connect(Map.of("secret", "wrong"));

        assertThat(downBecause(connection)).contains("login refused").doesNotContain("wrong");
        await().pollDelay(Duration.ofMillis(300))
                .until(() -> pbx.requests("Login").size() == 1);
    }

    @Test
    void aPbxThatTakesTheConnectionAndSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            // The state between two attempts lasts only as long as the back-off.
            ManagerConnection connection = connect(Map.of(
                    "port",
                    silent.getLocalPort(),
                    "connectTimeout",
                    "100ms",
                    "reconnectDelay",
                    "1h",
                    "reconnectMaxDelay",
                    "1h"));

            assertThat(downBecause(connection)).contains("no answer within 5100 ms");
        }
    }

    @Test
    void anActionThatIsNeverAnsweredTimesOutAloneWhileThePbxAnswersPings() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        pbx.faults.put("X", (exchange, request) -> {
            pass(never);
            return false;
        });
        ManagerConnection connection = up();
        subscribed(connection);

        assertThat(connection.send(ManagerAction.of("X"), Duration.ofMillis(100)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(ManagerTimeoutException.class);
        int before = pbx.requests("Ping").size();
        // A second later the request is given up, and a Ping asks whether the PBX still knows the login.
        await().until(() -> pbx.requests("Ping").size() > before);
        never.countDown();
        assertThat(answer(connection.send(PING)).isSuccess()).isTrue();
        assertThat(names()).containsExactly("START");
        assertThat(connection.stats().logins()).isEqualTo(1);
    }

    @Test
    void aPingThatIsNotAnsweredIsAnOutage() {
        ManagerConnection connection = up(Map.of("pingInterval", "50ms", "pingTimeout", "200ms"));
        CountDownLatch never = new CountDownLatch(1);
        pbx.faults.put("Ping", (exchange, request) -> {
            pbx.faults.clear();
            pass(never);
            return false;
        });

        await().until(() ->
                connection.stats().logins() == 2 && connection.state().isUp());
        never.countDown();
    }

    @Test
    void aFarewellThatGetsLostIsRepeated() {
        ManagerConnection connection = up();
        pbx.faults.put("Logoff", (exchange, request) -> {
            pbx.faults.clear();
            FakeAjam.respond(exchange, 502, "text/html", "<html>Bad Gateway</html>");
            return true;
        });
        connection.close();

        await().until(() -> pbx.sessions() == 0 && pbx.requests("Logoff").size() == 2);
    }

    @Test
    void aLoginThatIsUnderWayWhenItIsClosedIsNotLeftBehind() {
        CountDownLatch closed = new CountDownLatch(1);
        pbx.faults.put("Login", (exchange, request) -> {
            pass(closed);
            return false;
        });
        ManagerConnection connection = connect(Map.of());
        await().until(() -> pbx.requests("Login").size() == 1);
        connection.close();
        closed.countDown();

        await().until(() -> pbx.requests("Logoff").size() == 1);
        await().until(() -> pbx.sessions() == 0);
    }

    @Test
    void aFlappingProxyLosesNoCount() throws Exception {
        ManagerConnection connection = up();
        Subscription subscription = subscribed(connection);
        for (int i = 0; i < 8; i++) {
            boolean first = i % 2 == 0;
            pbx.faults.put("*", (exchange, request) -> {
                if (request.action().equals("Logoff")) {
                    // Whose loss leaves a login behind until it expires.
                    return false;
                }
                pbx.faults.clear();
                FakeAjam.respond(exchange, first ? 502 : 200, "text/html", "<html>flap</html>");
                return true;
            });
            pbx.event("user", userEvent("e" + i));
            connection.send(PING);
            await().until(() -> pbx.faults.isEmpty());
        }
        await().until(() -> connection.state().isUp() && pbx.pollsUnderWay.get() == 1);
        pbx.event("user", userEvent("last"));
        await().until(() -> names().contains("last"));

        await().untilAsserted(() -> {
            var stats = subscription.stats();
            assertThat(stats.isBalanced()).isTrue();
            assertThat(stats.queued() + stats.inFlight()).isZero();
        });
        await().until(() -> pbx.sessions() == 1);
    }
}
