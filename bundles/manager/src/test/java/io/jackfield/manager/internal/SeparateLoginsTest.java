package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.spi.ConnectionSettings.ActionConnection;
import io.jackfield.manager.spi.ConnectionSettings.Connect;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection whose actions have a login of their own. */
class SeparateLoginsTest extends ConnectionScene {

    private FakePbx.Line events;
    private FakePbx.Line actions;

    @Test
    void neitherLoginCarriesWhatBelongsToTheOther() {
        begin();
        CompletableFuture<ManagerResponse> sent = connection.send(ACTION);
        CompletableFuture<EventList> collected = connection.collect(ACTION);
        subscribe();
        events.receive("Event: Hangup\nPrivilege: call,all\n");

        assertThat(sent.join().isSuccess()).isTrue();
        assertThat(collected.join().response().isSuccess()).isTrue();
        assertThat(events.names()).containsExactly("Challenge", "Login", "Events", "Ping");
        assertThat(actions.names()).containsExactly("Challenge", "Login", "CoreStatus", "CoreStatus");
        assertThat(actions.last("Login").value("Events")).isEqualTo("off");
        assertThat(received()).containsExactly("START", "Hangup");
        assertThat(connection.stats().logins()).isEqualTo(2);
    }

    @Test
    void whatIsBroadcastOnTheActionsLoginReachesNobody() {
        begin();
        subscribe();
        actions.receive("Event: FullyBooted\nPrivilege: system,all\n");
        events.receive("Event: FullyBooted\nPrivilege: system,all\n");

        assertThat(received()).containsExactly("START", "FullyBooted");
    }

    @Test
    void losingTheActionsLoginIsNoGapAndFailsTheActionsThatWait() {
        begin();
        subscribe();
        pbx.answers.put("CoreStatus", () -> null);
        CompletableFuture<ManagerResponse> waiting = connection.send(ACTION);
        time.run();
        actions.drop("gone");
        time.run();

        assertThat(problemOf(waiting)).isInstanceOf(ConnectionLostException.class);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down("gone"));
        events.receive("Event: Hangup\nPrivilege: call,all\n");
        assertThat(received()).containsExactly("START", "Hangup");
        assertThat(events.isOpen()).isTrue();

        time.advance(LONGEST_BACK_OFF);
        assertThat(connection.state().isUp()).isTrue();
        assertThat(pbx.attempts()).isEqualTo(3);
    }

    @Test
    void losingTheEventsLoginIsAGapAndActionsGoOn() {
        begin();
        subscribe();
        events.drop("gone");
        time.run();
        assertThat(connection.state()).isEqualTo(new ConnectionState.Down("gone"));
        CompletableFuture<ManagerResponse> sent = connection.send(ACTION);
        time.run();
        assertThat(sent.join().isSuccess()).isTrue();

        time.advance(LONGEST_BACK_OFF);
        assertThat(received()).containsExactly("START", "LOST");
        assertThat(connection.state().isUp()).isTrue();
        assertThat(actions.isOpen()).isTrue();
        assertThat(log.lines("WARN")).hasSize(1);
    }

    @Test
    void theLogTellsTheLoginsApart() {
        begin();
        actions.drop("gone");
        time.run();

        assertThat(log.lines("logged in")).hasSize(2);
        assertThat(log.lines("WARN")).hasSize(1).first().asString().contains("pbx1 (actions)", "gone");
    }

    @Test
    void aSlowActionDoesNotHoldEventsUp() {
        begin();
        pbx.answers.put("Originate", () -> null);
        connection.send(ManagerAction.of("Originate"), Duration.ofSeconds(60));
        subscribe();

        assertThat(received()).containsExactly("START");
    }

    @Test
    void onDemandEachOpensForItsOwnUse() {
        connection = connection(Connect.DEMAND, ActionConnection.SEPARATE);
        start();
        assertThat(connection.state()).isEqualTo(new ConnectionState.Idle());

        connection.send(ACTION);
        time.run();
        assertThat(pbx.attempts()).isEqualTo(1);
        assertThat(connection.state().isUp()).isTrue();

        subscribe();
        assertThat(pbx.attempts()).isEqualTo(2);
        time.advance(IDLE_TIMEOUT);
        assertThat(pbx.lines.get(0).isOpen()).isFalse();
        assertThat(pbx.lines.get(1).isOpen()).isTrue();
        assertThat(connection.state().isUp()).as("the events' is").isTrue();
    }

    @Test
    void closingEndsBoth() {
        begin();
        connection.close();
        time.run();

        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
        assertThat(pbx.lines).hasSize(2).noneMatch(FakePbx.Line::isOpen);
        assertThat(pbx.lines).allMatch(line -> line.names().contains("Logoff"));
    }

    private void begin() {
        connection = connection(Connect.ALWAYS, ActionConnection.SEPARATE);
        start();
        events = pbx.lines.get(0);
        actions = pbx.lines.get(1);
    }
}
