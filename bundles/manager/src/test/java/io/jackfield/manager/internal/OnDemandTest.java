package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.spi.ConnectionSettings.ActionConnection;
import io.jackfield.manager.spi.ConnectionSettings.Connect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that logs in when somebody needs it, and not before. */
class OnDemandTest extends ConnectionScene {

    @BeforeEach
    void onDemand() {
        connection = connection(Connect.DEMAND, ActionConnection.SHARED);
        start();
    }

    @Test
    void restsUntilSomebodyNeedsIt() {
        time.advance(Duration.ofHours(1));

        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());
        assertThat(pbx.attempts()).isZero();
        assertThat(connection.stats().logins()).isZero();
    }

    @Test
    void anActionOpensItAndIsAnswered() {
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();

        assertThat(answer.join().isSuccess()).isTrue();
        assertThat(connection.state().isUp()).isTrue();
        assertThat(pbx.line().names()).containsExactly("Challenge", "Login", "CoreStatus");
    }

    @Test
    void actionsThatComeMeanwhileShareTheLoginAndKeepTheirOrder() {
        pbx.answers.put("Challenge", () -> null);
        List<CompletableFuture<ManagerResponse>> answers =
                List.of(connection.send(ACTION), connection.send(ACTION.with("N", 2)));
        time.run();
        pbx.line()
                .receive("Response: Success\nActionID: "
                        + pbx.line().last("Challenge").id() + "\nChallenge: " + FakePbx.CHALLENGE + "\n");
        time.run();

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(pbx.attempts()).isEqualTo(1);
        assertThat(pbx.line().values("CoreStatus", "N")).containsExactly(null, "2");
    }

    @Test
    void lingersAfterItsLastUseThenLogsOffAndComesBack() {
        connection.send(ACTION);
        time.run();
        time.advance(IDLE_TIMEOUT.minusMillis(1));
        assertThat(connection.state().isUp()).isTrue();

        time.advance(Duration.ofMillis(1));
        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());
        assertThat(pbx.line().names()).endsWith("Logoff");
        assertThat(pbx.line().isOpen()).isFalse();
        assertThat(log.lines("WARN")).isEmpty();
        time.advance(Duration.ofHours(1));
        assertThat(pbx.attempts()).isEqualTo(1);

        CompletableFuture<ManagerResponse> later = connection.send(ACTION);
        time.run();
        assertThat(later.join().isSuccess()).isTrue();
        assertThat(pbx.attempts()).isEqualTo(2);
    }

    @Test
    void everyUseBeginsTheLingeringAnew() {
        connection.send(ACTION);
        time.advance(Duration.ofSeconds(50));
        connection.send(ACTION);
        time.advance(Duration.ofSeconds(59));
        assertThat(connection.state().isUp()).isTrue();

        time.advance(IDLE_TIMEOUT);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());
    }

    @Test
    void anActionThatIsStillPendingHoldsIt() {
        pbx.answers.put("CoreStatus", () -> null);
        CompletableFuture<ManagerResponse> slow = connection.send(ACTION, Duration.ofMinutes(5));
        time.advance(Duration.ofMinutes(4));
        assertThat(connection.state().isUp()).isTrue();

        pbx.line()
                .receive("Response: Success\nActionID: "
                        + pbx.line().last("CoreStatus").id() + "\n");
        assertThat(slow.join().isSuccess()).isTrue();
        time.advance(IDLE_TIMEOUT);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());
    }

    @Test
    void aSubscriptionOpensItHoldsItAndItsEndLetsItRest() {
        Subscription subscription = subscribe();
        time.advance(Duration.ofMinutes(10));
        pbx.event("Hangup");
        assertThat(received()).containsExactly("START", "Hangup");

        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);
        assertThat(received()).containsExactly("START", "Hangup", "LOST");

        subscription.close();
        time.advance(IDLE_TIMEOUT);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());
    }

    @Test
    void aLineThatIsLostWhileNobodyNeedsItIsNotOpenedAgain() {
        connection.send(ACTION);
        time.run();
        Subscription subscription = subscribe();
        time.advance(IDLE_TIMEOUT.plusSeconds(1));
        subscription.close();
        pbx.line().drop("gone");
        time.advance(Duration.ofMinutes(5));

        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());
        assertThat(pbx.attempts()).isEqualTo(1);
    }

    @Test
    void aPbxThatIsAwayIsSaidSoAtOnceAndNothingWasWritten() {
        pbx.absentBecause = "connection refused";
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();

        assertNotWritten(answer, "connection refused");
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down("connection refused"));
        time.advance(Duration.ofMinutes(5));
        assertThat(connection.state()).as("nobody asks any more").isEqualTo(new ConnectionState.Idle());
        int attempts = pbx.attempts();
        time.advance(Duration.ofMinutes(5));
        assertThat(pbx.attempts()).isEqualTo(attempts);
    }

    @Test
    void aPbxThatNeverAnswersTheLoginTakesNoLongerThanTheAction() {
        pbx.answers.put("Challenge", () -> null);
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION, Duration.ofSeconds(3));
        time.advance(Duration.ofMillis(2_999));
        assertThat(answer).isNotDone();

        time.advance(Duration.ofMillis(1));
        assertNotWritten(answer, "not logged in within 3000 ms");
        pbx.answers.clear();
        time.advance(Duration.ofSeconds(20));
        assertThat(pbx.line().names()).as("given up is given up").doesNotContain("CoreStatus");
    }

    @Test
    void aRefusedLoginIsSaidSo() {
        pbx.answers.put("Login", () -> "Response: Error\nActionID: $ID\nMessage: Authentication failed\n");
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();

        assertNotWritten(answer, "login refused for user jack: Authentication failed");
    }

    @Test
    void closingWhileAnActionWaitsForTheLoginCompletesIt() {
        pbx.answers.put("Login", () -> null);
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();
        connection.close();
        time.run();

        assertNotWritten(answer, "closed");
        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
        assertThat(pbx.line().isOpen()).isFalse();
    }

    @Test
    void closedWhileItRestsItNeverConnects() {
        connection.close();
        time.run();
        CompletableFuture<ManagerResponse> answer = connection.send(ACTION);
        time.run();

        assertNotWritten(answer, "(closed)");
        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
        assertThat(pbx.attempts()).isZero();
    }

    private void assertNotWritten(CompletableFuture<?> answer, String reason) {
        time.run();
        assertThat(problemOf(answer))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse())
                .hasMessageContaining(reason);
    }
}
