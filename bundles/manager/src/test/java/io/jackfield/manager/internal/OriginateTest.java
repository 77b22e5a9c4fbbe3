package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.manager.OriginateResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are placed, and how their outcome is told. */
class OriginateTest extends ConnectionScene {

    private static final ManagerAction CALL = ManagerAction.of("Originate").with("Channel", "PJSIP/1");

    @BeforeEach
    void up() {
        start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Async", "async", "ASYNC"})
    void isAsynchronousWhateverTheCallerSays(String header) {
        connection.originate(CALL.with(header, "false").with("Timeout", "1000"));
        time.run();

        assertThat(pbx.line().last("Originate").action().headers())
                .containsExactly(
                        new ManagerAction.Header("Channel", "PJSIP/1"),
                        new ManagerAction.Header("Timeout", "1000"),
                        new ManagerAction.Header("Async", "true"));
    }

    @Test
    void isNotWrittenBeforeThePbxSendsOutcomes() {
        pbx.setBusy(true);
        CompletableFuture<OriginateResult> call = connection.originate(CALL);
        time.run();
        assertThat(pbx.line().values("Events", "EventMask")).containsExactly("call");
        assertThat(pbx.line().names()).doesNotContain("Originate");

        pbx.setBusy(false);
        time.run();
        assertThat(pbx.line().names()).endsWith("Events", "Originate");
        assertThat(call).isNotDone();
        connection.originate(CALL);
        time.run();
        assertThat(pbx.line().values("Events", "EventMask")).hasSize(1);
    }

    @Test
    void anAnsweredCallIsASuccess() {
        CompletableFuture<OriginateResult> call = place();
        assertThat(call).isNotDone();
        outcome(id(), "Success", "4");

        OriginateResult result = call.join();
        assertThat(result.isSuccess()).isTrue();
        assertThat(result.reasonText()).isEqualTo("answered");
        assertThat(result.uniqueid()).contains("1700000000.1");
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, failed", "1, hung up", "3, no answer", "5, busy", "8, congestion", "99, reason 99"})
    void aFailedCallIsAnOutcomeAndNoException(int reason, String text) {
        CompletableFuture<OriginateResult> call = place();
        outcome(id(), "Failure", Integer.toString(reason));

        assertThat(call.join().isSuccess()).isFalse();
        assertThat(call.join().reason()).isEqualTo(reason);
        assertThat(call.join().reasonText()).isEqualTo(text);
    }

    @Test
    void aRefusedOriginateFailsWithWhatThePbxSaid() {
        pbx.answers.put("Originate", () -> "Response: Error\nActionID: $ID\nMessage: Extension does not exist.\n");

        assertThat(problemOf(place()))
                .isInstanceOf(ActionFailedException.class)
                .hasMessageContaining("Extension does not exist.");
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @Test
    void theOutcomeOfSomebodyElsesCallIsAnOrdinaryEvent() {
        subscribe();
        CompletableFuture<OriginateResult> call = place();
        outcome("somebody-1", "Failure", "5");
        outcome(id() + "0", "Failure", "5");
        pbx.line().receive("Event: OriginateResponse\nPrivilege: call,all\nResponse: Failure\nReason: 5\n");
        pbx.line()
                .receive("Event: UserEvent\nPrivilege: user,all\nActionID: " + id() + "\nResponse: Failure\n"
                        + "Reason: 5\n");

        assertThat(call).isNotDone();
        assertThat(received())
                .containsExactly("START", "OriginateResponse", "OriginateResponse", "OriginateResponse", "UserEvent");
        assertThat(connection.stats().controlEvents()).isZero();
    }

    @Test
    void theOutcomeReachesSubscribersTooAndIsCountedOnce() {
        subscribe();
        CompletableFuture<OriginateResult> call = place();
        outcome(id(), "Success", "4");
        outcome(id(), "Success", "4");

        assertThat(received()).containsExactly("START", "OriginateResponse", "OriginateResponse");
        assertThat(((ManagerEvent) received.get(1)).sequence())
                .isEqualTo(call.join().event().sequence());
        assertThat(connection.stats().controlEvents()).isEqualTo(1);
        assertThat(connection.stats().asyncEvents())
                .as("a second one ends nothing")
                .isEqualTo(1);
        assertThat(connection.stats().eventFrames()).isEqualTo(2);
    }

    @Test
    void anOutcomeThatOvertakesTheResponseIsNotLost() {
        pbx.answers.put("Originate", () -> null);
        CompletableFuture<OriginateResult> call = place();
        outcome(id(), "Failure", "5");
        assertThat(call).isNotDone();

        pbx.line().receive("Response: Success\nActionID: " + id() + "\n");
        assertThat(call.join().reason()).isEqualTo(5);
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"5000, 15000", "120000, 130000", "soon, 40000", "-1, 40000", "99999999999, 40000"})
    void waitsUnlessToldOtherwiseForTheRingingAndTheAnswer(String timeout, long millis) {
        pbx.answers.put("Originate", () -> "Response: Success\nActionID: $ID\n");
        CompletableFuture<OriginateResult> call = connection.originate(CALL.with("Timeout", timeout));
        time.advance(Duration.ofMillis(millis - 1));
        assertThat(call).isNotDone();

        time.advance(Duration.ofMillis(1));
        assertThat(problemOf(call)).isInstanceOf(ManagerTimeoutException.class);
    }

    @Test
    void aCallWithoutTimeoutRingsForThirtySeconds() {
        CompletableFuture<OriginateResult> call = place();
        time.advance(Duration.ofMillis(39_999));
        assertThat(call).isNotDone();

        time.advance(Duration.ofMillis(1));
        assertThat(problemOf(call)).isInstanceOf(ManagerTimeoutException.class);
        subscribe();
        outcome(id(), "Success", "4");
        assertThat(received()).as("late, for subscribers only").containsExactly("START", "OriginateResponse");
    }

    @Test
    void aLineLostWhileItRingsLeavesTheOutcomeUnknown() {
        CompletableFuture<OriginateResult> call = place();
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);

        assertThat(problemOf(call))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isTrue());
        assertThat(pbx.line().names()).doesNotContain("Originate");
    }

    @Test
    void aLineLostBeforeThePbxSendsOutcomesLeavesTheCallUnwritten() {
        pbx.setBusy(true);
        CompletableFuture<OriginateResult> call = connection.originate(CALL);
        time.run();
        pbx.line().drop("gone");
        time.run();

        assertThat(problemOf(call))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse())
                .hasMessageContaining("gone");
    }

    @Test
    void aCallThatRingsDoesNotMakeADeadLineLookAlive() {
        place();
        pbx.setBusy(true);
        time.advance(PING_INTERVAL.plusSeconds(5));

        assertThat(connection.state().isUp()).isFalse();
    }

    @Test
    void nothingButAnOriginateCanBeOriginated() {
        assertThat(problemOf(connection.originate(ACTION)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CoreStatus");
        assertThat(pbx.line().names()).doesNotContain("CoreStatus");
    }

    private CompletableFuture<OriginateResult> place() {
        CompletableFuture<OriginateResult> call = connection.originate(CALL);
        time.run();
        return call;
    }

    private String id() {
        return pbx.line().last("Originate").id();
    }

    private void outcome(String id, String response, String reason) {
        pbx.line()
                .receive("Event: OriginateResponse\nPrivilege: call,all\nActionID: " + id + "\nResponse: " + response
                        + "\nChannel: PJSIP/1-00000001\nReason: " + reason + "\nUniqueid: 1700000000.1\n");
    }
}
