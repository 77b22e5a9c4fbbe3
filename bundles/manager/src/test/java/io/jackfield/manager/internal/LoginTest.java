package io.jackfield.manager.internal;

import static io.jackfield.manager.internal.FakePbx.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.spi.ConnectionSettings.Auth;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a connection comes up, or does not. */
class LoginTest extends ConnectionScene {

    @ParameterizedTest
    @EnumSource(Auth.class)
    void logsInWithEventsOffAndIsUp(Auth auth) {
        connection = connection(auth, SECRET);
        start();

        assertThat(connection.state()).isEqualTo(new ConnectionState.Up());
        FakePbx.Sent login = pbx.line().sent.get(pbx.line().sent.size() - 1);
        assertThat(login.action().name()).isEqualTo("Login");
        assertThat(login.value("Events")).isEqualTo("off");
        assertThat(connection.stats().logins()).isEqualTo(1);
        assertThat(log.lines("logged in at pbx.example:5038 (" + FakePbx.GREETING + ")"))
                .hasSize(1);
    }

    @Test
    void theSecretCrossesTheWireOnlyInPlainLogins() {
        start();
        assertThat(pbx.line().names()).containsExactly("Challenge", "Login");
        assertThat(pbx.line().sent).noneMatch(sent -> sent.action().headers().stream()
                .anyMatch(h -> h.value().contains(SECRET)));
    }

    @Test
    void showsEveryStateOnTheWayUp() {
        assertThat(connection.state()).isEqualTo(new ConnectionState.Connecting());
        pbx.answers.put("Login", () -> null);
        start();
        assertThat(connection.state()).isEqualTo(new ConnectionState.LoggingIn());
        assertThat(problemOf(connection.send(ACTION))).hasMessageContaining("not logged in at pbx.example:5038");
    }

    @Test
    void aPbxThatIsAwayAtTheStartIsAwaitedAndFoundWhenItComes() {
        pbx.absentBecause = "connection refused";
        start();
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down("connection refused"));

        time.advance(Duration.ofMinutes(5));
        assertThat(connection.state().isUp()).isFalse();

        pbx.absentBecause = null;
        time.advance(LONGEST_BACK_OFF);
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void anOutageIsTriedAgainWithGrowingCappedAndSpreadPauses() {
        pbx.absentBecause = "connection refused";
        start();
        time.advance(Duration.ofMillis(100));
        assertThat(pbx.attempts()).as("the first pause is at most 100 ms").isGreaterThanOrEqualTo(2);

        time.advance(Duration.ofSeconds(1_000));
        assertThat(pbx.attempts())
                .as("pauses of 750 ms on average")
                .isGreaterThan(1_000)
                .isLessThan(2_000);
    }

    @Test
    void anOutageIsOneLogLineHoweverLongItTakes() {
        pbx.absentBecause = "connection refused";
        start();
        time.advance(Duration.ofMinutes(10));
        assertThat(log.lines("WARN")).hasSize(1).first().asString().contains("pbx1", "pbx.example:5038", "refused");

        pbx.absentBecause = "no route to host";
        time.advance(Duration.ofMinutes(10));
        assertThat(log.lines("WARN")).hasSize(2);

        pbx.absentBecause = null;
        time.advance(LONGEST_BACK_OFF);
        pbx.absentBecause = "no route to host";
        pbx.line().drop("the PBX closed the connection");
        time.advance(Duration.ofMinutes(10));
        assertThat(log.lines("WARN")).as("a new outage is news").hasSize(4);
    }

    @Test
    void aRefusedLoginIsTriedAgainOnlyAfterALongPauseAndLoggedOnce() {
        connection = connection(Auth.MD5, "wrong-secret");
        start();
        String reason = "login refused for user jack: Authentication failed";
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down(reason));
        time.advance(Duration.ofMillis(29_999));
        assertThat(pbx.attempts()).isEqualTo(1);

        time.advance(Duration.ofMillis(30_001));
        assertThat(pbx.attempts()).isEqualTo(2);

        time.advance(Duration.ofMinutes(30));
        assertThat(pbx.attempts()).isBetween(30, 62);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down(reason));
        assertThat(log.lines("WARN")).hasSize(1).first().asString().contains(reason);
        assertThat(log.text()).doesNotContain("wrong-secret");
    }

    @Test
    void aPbxThatIsShuttingDownIsNoRefusal() {
        pbx.answers.put("Login", () -> "Response: Error\nActionID: $ID\nMessage: Asterisk is shutting down\n");
        start();
        pbx.answers.clear();
        time.advance(LONGEST_BACK_OFF.multipliedBy(2));

        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void afterARefusalAnOrdinaryLossHasOrdinaryPauses() {
        pbx.answers.put("Login", () -> "Response: Error\nActionID: $ID\nMessage: Authentication failed\n");
        start();
        pbx.answers.clear();
        pbx.absentBecause = "connection refused";
        time.advance(Duration.ofSeconds(60));
        int attempts = pbx.attempts();
        time.advance(Duration.ofSeconds(60));

        assertThat(pbx.attempts() - attempts).isGreaterThan(20);
    }

    @Test
    void anUnansweredLoginIsGivenUpAndTriedAgain() {
        pbx.answers.put("Challenge", () -> null);
        start();
        time.advance(Duration.ofSeconds(10));
        assertThat(pbx.lines.get(0).isOpen()).isFalse();
        assertThat(log.lines("WARN")).hasSize(1).first().asString().contains("Challenge", "10000 ms");

        pbx.answers.clear();
        time.advance(LONGEST_BACK_OFF.plusSeconds(10));
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void aDefectOfTheTransportIsReportedWithItsCauseAndIsNotTheEnd() {
        pbx.defect = new IllegalStateException("cannot happen");
        start();
        assertThat(log.lines("ERROR")).hasSize(1);
        assertThat(log.text()).contains("cannot happen");
        assertThat(connection.state()).isInstanceOf(ConnectionState.Down.class);
        time.advance(Duration.ofMinutes(5));
        assertThat(pbx.attempts()).isBetween(5, 11);

        pbx.defect = null;
        time.advance(Duration.ofMinutes(1));
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void aChallengeWithoutAChallengeIsNoLogin() {
        pbx.answers.put("Challenge", () -> "Response: Success\nActionID: $ID\nMessage: whatever\n");
        start();

        assertThat(connection.state().isUp()).isFalse();
        assertThat(connection.stats().logins()).isZero();
        assertThat(log.lines("WARN")).hasSize(1).first().asString().contains("Challenge");
    }

    @Test
    void aRefusedChallengeIsARefusedLogin() {
        pbx.answers.put("Challenge", () -> "Response: Error\nActionID: $ID\nMessage: Login Already In Use\n");
        start();

        assertThat(connection.state())
                .isEqualTo(new ConnectionState.Down("login refused for user jack: Login Already In Use"));
        time.advance(Duration.ofSeconds(29));
        assertThat(pbx.attempts()).isEqualTo(1);
    }
}
