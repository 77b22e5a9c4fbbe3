package io.jackfield.manager.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A link whose answers and events come by ways of their own, and that may know the user without a Login. */
class OtherWaysTest extends ConnectionScene {

    @Test
    void oneActionWithoutAnAnswerIsNotTheEndOfTheLogin() {
        pbx.answers.put("CoreStatus", () -> null);
        start();
        CompletableFuture<ManagerResponse> safe = connection.send(ACTION);
        CompletableFuture<ManagerResponse> unsafe = connection.send(ACTION);
        FakePbx.Line line = pbx.line();
        line.listener.unanswered(line.sent.get(line.sent.size() - 2).id(), false, "HTTP 503");
        line.listener.unanswered(line.sent.get(line.sent.size() - 1).id(), true, "HTTP 504");
        line.listener.unanswered("of nobody", true, "HTTP 504");

        assertThat(((ConnectionLostException) problemOf(safe)).wasWritten()).isFalse();
        assertThat(((ConnectionLostException) problemOf(unsafe)).wasWritten()).isTrue();
        assertThat(problemOf(unsafe)).hasMessageContaining("HTTP 504");
        assertThat(connection.state().isUp()).isTrue();
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @Test
    void aUserWhoIsKnownIsNotLoggedIn() {
        pbx.knowsUser = true;
        start();
        subscribe();

        assertThat(connection.state().isUp()).isTrue();
        assertThat(pbx.line().names()).containsExactly("Events", "Ping");
        assertThat(received()).containsExactly("START");
    }

    @Test
    void aRefusalByTheTransportIsNotTriedAgainSoon() {
        start();
        pbx.line().listener.refused("HTTP 403");
        time.run();
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down("HTTP 403"));

        time.advance(Duration.ofSeconds(20));
        assertThat(pbx.attempts()).isEqualTo(1);
        time.advance(Duration.ofSeconds(120));
        assertThat(pbx.attempts()).isEqualTo(2);
    }

    @Test
    void thePbxHearsOfALoginOftenEnoughToKeepIt() {
        pbx.lifetime = Optional.of(Duration.ofSeconds(12));
        start();
        time.advance(Duration.ofSeconds(5));

        assertThat(pbx.line().names()).containsOnlyOnce("Ping");
    }

    @Test
    void anAnswerSaysNothingAboutEventsThatMayBeOnTheirWay() {
        start();
        subscribe();
        pbx.event("Newchannel");
        Instant lastEvents = time.clock().instant();
        time.advance(Duration.ofSeconds(3));
        byte[] answer = "Response: Success\r\n\r\n".getBytes(UTF_8);
        pbx.line().listener.answered(answer, 0, answer.length);
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);

        assertThat(received()).containsExactly("START", "Newchannel", "LOST");
        assertThat(((EventGap) received.get(2)).from()).isEqualTo(lastEvents);
    }
}
