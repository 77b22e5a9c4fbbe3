package io.jackfield.ajam;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls, expiry and restarts of a PBX that was not made for this test, in both formats and by both kinds of login. */
class SimulatorRoundTripTest {

    private static final String SECRET = "s3cret";

    private final Simulator pbx =
            Simulator.builder().user("camel", SECRET).httpPort(0).start();
    private final AjamConnectionFactory factory = new AjamConnectionFactory();
    private final List<StreamItem> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        factory.close();
        pbx.close();
    }

    private ManagerConnection connect(String format, boolean digest) {
        ManagerConnection connection = factory.create(
                "pbx1",
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        pbx.httpPort(),
                        "username",
                        "camel",
                        "secret",
                        SECRET,
                        "format",
                        format,
                        "digest",
                        digest,
                        "pollInterval",
                        "20ms",
                        "pingInterval",
                        "200ms"));
        await().until(() -> connection.state().isUp());
        return connection;
    }

    private Subscription subscribe(ManagerConnection connection) {
        Subscription subscription = connection.subscribe(
                SubscriptionOptions.of(EventFilter.all().named("UserEvent,Newchannel,Hangup"))
                        .withSnapshot(List.of(ManagerAction.of("CoreShowChannels"))),
                StreamListener.of(received::add));
        await().until(() -> count("}") == 1);
        return subscription;
    }

    private long count(String name) {
        return received.stream()
                .filter(item -> AjamScene.name(item).equals(name))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"rawman, false", "mxml, false", "rawman, true", "mxml, true"})
    void callsAreSeenFromTheirBeginningToTheirEnd(String format, boolean digest) throws Exception {
        ManagerConnection connection = connect(format, digest);
        Subscription subscription = subscribe(connection);
        for (int i = 0; i < 20; i++) {
            pbx.call("1001", "2001").answer().hangup();
        }
        await().until(() -> count("Hangup") == 40);

        assertThat(count("Newchannel")).isEqualTo(40);
        assertThat(received.stream().filter(ManagerEvent.class::isInstance).map(item -> ((ManagerEvent) item)
                        .sequence()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(connection
                        .send(ManagerAction.of("Ping"))
                        .get(10, TimeUnit.SECONDS)
                        .isSuccess())
                .isTrue();
        await().untilAsserted(() -> {
            assertThat(subscription.stats().isBalanced()).isTrue();
            assertThat(subscription.stats().completed() + subscription.stats().filtered())
                    .isEqualTo(subscription.stats().offered());
        });
        assertThat(connection.stats().logins()).isEqualTo(1);
    }

    /** Asterisk records what a login with {@code Events: off} would have been told, its own SuccessfulAuth among it. */
    @ParameterizedTest
    @CsvSource({"rawman, false", "mxml, false", "rawman, true"})
    void whatWasRecordedBeforeAnybodyWantedItIsNobodys(String format, boolean digest) {
        ManagerConnection connection = connect(format, digest);
        pbx.event("UserEvent", Map.of("UserEvent", "before"));
        Subscription subscription = subscribe(connection);
        pbx.event("UserEvent", Map.of("UserEvent", "after"));
        await().until(() -> count("after") == 1);

        assertThat(count("before")).isZero();
        assertThat(subscription.stats().offered())
                .isEqualTo(connection.stats().asyncEvents() + connection.stats().controlEvents());
    }

    /** A restart between two polls gives the digest a new session without a word: then the next Ping tells. */
    @ParameterizedTest
    @CsvSource({"rawman, false", "mxml, true"})
    void aRestartIsAGapAndThenAllIsAsBefore(String format, boolean digest) {
        Subscription subscription = subscribe(connect(format, digest));
        pbx.restart();
        await().until(() -> count("LOST") == 1 && count("}") == 2);
        pbx.event("UserEvent", Map.of("UserEvent", "back"));
        await().until(() -> count("back") == 1);

        assertThat(received).filteredOn(is("START").or(is("LOST"))).hasSize(2);
        assertThat(subscription.stats().isBalanced()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rawman", "mxml"})
    void anExpiredLoginIsAGapAndThenAllIsAsBefore(String format) {
        ManagerConnection connection = connect(format, false);
        subscribe(connection);
        pbx.expireSessions();
        await().until(() -> count("LOST") == 1 && count("}") == 2);
        pbx.event("UserEvent", Map.of("UserEvent", "back"));
        await().until(() -> count("back") == 1);

        assertThat(connection.stats().logins()).isEqualTo(2);
    }

    private static Predicate<StreamItem> is(String name) {
        return item -> AjamScene.name(item).equals(name);
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }
}
