package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a line is watched over. */
class KeepAliveTest extends ConnectionScene {

    @Test
    void aLineThatAnswersItsPingsStaysUp() {
        start();
        time.advance(Duration.ofMinutes(10));

        assertThat(pbx.attempts()).isEqualTo(1);
        assertThat(pbx.line().names().stream().filter("Ping"::equals)).hasSize(60);
    }

    @Test
    void aDeadLineIsNoticedByItsSilenceAndReplaced() {
        start();
        pbx.setBusy(true);
        time.advance(PING_INTERVAL.plusMillis(4_999));
        assertThat(connection.state().isUp()).isTrue();

        time.advance(Duration.ofMillis(1));
        assertThat(pbx.lines.get(0).isOpen()).isFalse();
        assertThat(log.lines("no answer to a Ping within 5000 ms")).hasSize(1);

        pbx.setBusy(false);
        time.advance(LONGEST_BACK_OFF);
        assertThat(connection.state().isUp()).isTrue();
        time.advance(Duration.ofMinutes(1));
        assertThat(pbx.attempts()).as("one loss makes one attempt").isEqualTo(2);
    }

    @Test
    void aLatePingIsNoLossWhileAnythingArrives() {
        start();
        pbx.setBusy(true);
        time.advance(PING_INTERVAL.plusSeconds(4));
        pbx.line().receive("Event: Newchannel\nPrivilege: call,all\n");
        time.advance(Duration.ofSeconds(2));
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void aPingBehindASlowActionIsNoLoss() {
        start();
        pbx.setBusy(true);
        CompletableFuture<ManagerResponse> slow =
                connection.send(ManagerAction.of("Originate"), Duration.ofSeconds(60));
        time.advance(Duration.ofSeconds(55));
        assertThat(connection.state().isUp()).isTrue();

        pbx.setBusy(false);
        time.run();
        assertThat(slow.join().isSuccess()).isTrue();
        time.advance(Duration.ofMinutes(5));
        assertThat(pbx.attempts()).isEqualTo(1);
    }

    @Test
    void aDeadLineIsNoticedEvenWhileActionsAreSentWithoutPause() {
        start();
        pbx.setBusy(true);
        for (int second = 0; second < 60 && connection.state().isUp(); second++) {
            connection.send(ACTION);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(connection.state().isUp()).isFalse();
    }

    @Test
    void aMessageBeyondAllBoundsEndsTheLineWithItsReason() {
        start();
        for (int i = 0; i < 9; i++) {
            pbx.line().receive("Output: " + "x".repeat(1024 * 1024));
        }
        time.run();
        assertThat(pbx.lines.get(0).isOpen()).isFalse();
        assertThat(log.lines("a message exceeds 8388608 bytes")).hasSize(1);

        time.advance(LONGEST_BACK_OFF);
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void whatStillComesBehindSuchAMessageIsNotKept() {
        start();
        subscribe();
        for (int i = 0; i < 9; i++) {
            pbx.line().receive("Output: " + "x".repeat(1024 * 1024));
        }
        pbx.line().receive("\nEvent: Hangup\nPrivilege: call,all\n");
        assertThat(connection.stats().eventFrames()).isZero();

        time.advance(LONGEST_BACK_OFF);
        pbx.event("Newchannel");
        assertThat(received()).containsExactly("START", "LOST", "Newchannel");
    }
}
