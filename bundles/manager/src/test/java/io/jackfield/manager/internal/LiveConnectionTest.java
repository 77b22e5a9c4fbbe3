package io.jackfield.manager.internal;

import static io.jackfield.manager.internal.FakePbx.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import io.jackfield.manager.spi.ConnectionSettings.Auth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a connection ends, and how its subscriptions go on at another. */
class LiveConnectionTest extends ConnectionScene {

    @Test
    void closingLogsOffCompletesEveryFutureAndLeavesNothingBehind() {
        start();
        subscribe();
        pbx.answers.put("CoreStatus", () -> null);
        CompletableFuture<ManagerResponse> waiting = connection.send(ACTION);
        CompletableFuture<EventList> gathering = connection.collect(ACTION);
        connection.close();
        connection.close();
        time.run();

        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
        assertThat(pbx.line().names()).endsWith("Logoff");
        assertThat(pbx.line().isOpen()).isFalse();
        assertThat(problemOf(waiting)).isInstanceOf(ConnectionLostException.class);
        assertThat(problemOf(gathering)).isInstanceOf(ConnectionLostException.class);
        assertThat(problemOf(connection.send(ACTION)))
                .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                        .isFalse());
        assertThat(time.waiting()).as("timers left behind").isZero();
        time.advance(Duration.ofHours(1));
        assertThat(pbx.attempts()).isEqualTo(1);
        assertThat(log.lines("pbx1: closed")).hasSize(1);
    }

    @Test
    void aLineThatIsDroppedAfterEachLoginIsOneOutageAndNoFlood() {
        start();
        for (int i = 0; i < 50; i++) {
            pbx.line().drop("the PBX closed the connection");
            time.advance(Duration.ofMillis(1500));
        }
        assertThat(log.lines("pbx1: logged in")).hasSizeLessThanOrEqualTo(2);
        assertThat(log.lines("pbx1: no connection")).hasSize(1);
        time.advance(Duration.ofMinutes(1));
        pbx.line().drop("the PBX closed the connection");
        time.run();
        assertThat(log.lines("pbx1: no connection")).hasSize(2);
    }

    @Test
    void actionsThatWouldChangeTheSharedLoginAreRefused() {
        start();
        int before = pbx.line().names().size();
        for (String name : ManagerConnection.RESERVED_ACTIONS) {
            assertThat(problemOf(connection.send(ManagerAction.of(name.toLowerCase(Locale.ROOT)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("belongs to the connection");
        }
        assertThat(pbx.line().names()).hasSize(before);
    }

    @Test
    void closingIsForGoodInWhateverStateItHappens() {
        connection.close();
        start();
        assertEnded();

        connection = connection(Auth.MD5, SECRET);
        pbx.absentBecause = "connection refused";
        start();
        connection.close();
        assertEnded();

        pbx.absentBecause = null;
        connection = connection(Auth.MD5, SECRET);
        pbx.answers.put("Login", () -> null);
        start();
        connection.close();
        assertEnded();

        pbx.answers.clear();
        connection = connection(Auth.MD5, "wrong-secret");
        start();
        connection.close();
        assertEnded();
    }

    @Test
    void whoHearsOfTheLogoffFindsTheConnectionClosed() {
        List<ConnectionState> seen = new ArrayList<>();
        start();
        pbx.faster = true;
        pbx.answers.put("Logoff", () -> {
            seen.add(connection.state());
            return "Response: Goodbye\nActionID: $ID\n";
        });
        connection.close();
        time.run();

        assertThat(seen).containsExactly(new ConnectionState.Closed());
    }

    private void assertEnded() {
        time.run();
        int attempts = pbx.attempts();
        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
        time.advance(Duration.ofHours(1));
        assertThat(pbx.attempts()).isEqualTo(attempts);
        assertThat(pbx.lines).noneMatch(FakePbx.Line::isOpen);
        assertThat(time.waiting()).isZero();
        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
    }

    @Test
    void aSubscriptionGoesOnAtTheSuccessorOfItsConnectionWithOneGapAndOneAccount() {
        start();
        Subscription subscription = subscribe();
        pbx.event("Newchannel");
        connection.close();
        Instant closed = time.clock().instant();
        LiveConnection successor = connection(Auth.MD5, SECRET);
        successor.resume(subscription);
        time.run();
        assertThat(received()).containsExactly("START", "Newchannel");

        time.advance(Duration.ofSeconds(5));
        successor.start();
        time.run();
        pbx.event("Hangup");
        assertThat(received()).containsExactly("START", "Newchannel", "LOST", "Hangup");
        assertThat(((EventGap) received.get(2)).from()).isEqualTo(closed);
        assertThat(((EventGap) received.get(2)).to()).isEqualTo(closed.plusSeconds(5));
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 0, 0, 0, 0, 0, 2, 0));
        successor.close();
        time.run();
    }

    @Test
    void closingLetsGoAtOnceEvenOfASubscriptionMadeTheMomentBefore() {
        start();
        Subscription subscription =
                connection.subscribe(SubscriptionOptions.of(EventFilter.all()), StreamListener.of(received::add));
        connection.close();
        LiveConnection successor = connection(Auth.MD5, SECRET);
        successor.resume(subscription);
        successor.start();
        time.run();
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "Hangup");
        successor.close();
        time.run();
    }

    @Test
    void onlyAFreeAndOpenSubscriptionOfThisLibraryCanGoOn() {
        start();
        Subscription subscription = subscribe();
        LiveConnection other = connection(Auth.MD5, SECRET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.resume(subscription))
                .withMessageContaining("open connection");

        subscription.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.resume(subscription))
                .withMessageContaining("closed");
        assertThatIllegalArgumentException().isThrownBy(() -> other.resume(null));
    }

    @Test
    void aSubscriptionMadeOnAClosedConnectionCanGoOnElsewhere() {
        start();
        connection.close();
        time.run();
        Subscription subscription = subscribe();
        LiveConnection other = connection(Auth.MD5, SECRET);
        other.start();
        time.run();
        other.resume(subscription);
        time.run();

        assertThat(received()).containsExactly("START");
        other.close();
        time.run();
    }
}
