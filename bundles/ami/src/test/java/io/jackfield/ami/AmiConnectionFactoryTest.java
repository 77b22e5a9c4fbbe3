package io.jackfield.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jackfield.ami.internal.AmiConfiguration;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmiConnectionFactoryTest {

    private static final ManagerAction PING = ManagerAction.of("Ping");

    private final AmiConnectionFactory factory = new AmiConnectionFactory();
    private final List<StreamItem> received = new CopyOnWriteArrayList<>();
    private FakeAsterisk asterisk;

    @BeforeEach
    void start() throws IOException {
        asterisk = new FakeAsterisk(0);
    }

    @AfterEach
    void leavesNoThread() throws Exception {
        factory.close();
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
        asterisk.close();
    }

    @Test
    void logsInByMd5AndAnswersActions() throws Exception {
        ManagerConnection connection = up();
        ManagerResponse response = connection.send(PING).get(5, TimeUnit.SECONDS);

        assertThat(response.get("Ping")).isEqualTo("Pong");
        Map<String, String> login = asterisk.actions.get(1);
        assertThat(login)
                .containsEntry("Action", "Login")
                .containsEntry("AuthType", "MD5")
                .containsEntry("Username", "jack")
                .containsEntry("Events", "off")
                .doesNotContainKey("Secret");
        assertThat(asterisk.actions.toString()).doesNotContain(FakeAsterisk.SECRET);
    }

    @Test
    void collectsLists() throws Exception {
        EventList list = up().collect(ManagerAction.of("CoreShowChannels")).get(5, TimeUnit.SECONDS);

        assertThat(list.isList()).isTrue();
        assertThat(list.items()).extracting(item -> item.get("Channel")).containsExactly("Local/1@x");
    }

    @Test
    void manyActionsAtOnceEachGetTheirOwnAnswer() {
        ManagerConnection connection = up();
        List<CompletableFuture<ManagerResponse>> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(connection.send(PING));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        assertThat(answers.stream().map(answer -> answer.join().actionId()).distinct())
                .hasSize(500);
        assertThat(connection.stats().uncorrelated()).isZero();
    }

    @Test
    void deliversEventsAndAGapForEveryLossAndComesBack() throws Exception {
        ManagerConnection connection = up();
        subscribe(connection);
        asterisk.send("Event: Newchannel\nPrivilege: call,all\nChannel: a\n");
        await().until(() -> received.size() == 2);
        asterisk.hangUp();
        await().until(() -> received.size() == 3 && connection.state().isUp());
        asterisk.send("Event: Hangup\nPrivilege: call,all\nChannel: a\n");
        await().until(() -> received.size() == 4);

        assertThat(names()).containsExactly("START", "Newchannel", "LOST", "Hangup");
        assertThat(connection.stats().logins()).isEqualTo(2);
    }

    @Test
    void aPbxThatGoesAwayAndComesBackIsFoundAgain() throws Exception {
        ManagerConnection connection = up();
        int port = asterisk.port();
        asterisk.close();
        await().until(() -> connection.state() instanceof ConnectionState.Down down
                && down.reason().contains("refused"));
        assertThat(connection.send(PING))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(ConnectionLostException.class)
                .withMessageContaining("not written");

        asterisk = new FakeAsterisk(port);
        await().until(() -> connection.state().isUp());
        assertThat(connection.send(PING).get(5, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    @Test
    void aPbxThatIsNotThereYetIsAwaited() throws IOException {
        int port = freePort();
        ManagerConnection connection = factory.create("pbx2", settings(port, FakeAsterisk.SECRET));
        await().until(() -> connection.state() instanceof ConnectionState.Down);
        try (FakeAsterisk late = new FakeAsterisk(port)) {
            await().until(() -> connection.state().isUp());
            connection.close();
            await().until(() -> late.actionNames().contains("Logoff"));
        }
    }

    @Test
    void aWrongSecretIsRefusedAndSaysSoWithoutShowingIt() {
        ManagerConnection connection = factory.create("pbx1", settings(asterisk.port(), "wrong-secret"));
        await().until(() -> connection.state() instanceof ConnectionState.Down);

        assertThat(connection.state())
                .isEqualTo(new ConnectionState.Down("login refused for user jack: Authentication failed"));
        assertThat(connection.toString()).isEqualTo("ami:pbx1 (127.0.0.1:" + asterisk.port() + ")");
        assertThat(asterisk.actions).hasSize(2);
    }

    @Test
    void closingLogsOffAndFailsWhatWaits() throws Exception {
        ManagerConnection connection = up();
        CompletableFuture<ManagerResponse> waiting = connection.send(ManagerAction.of("Silent"));
        await().until(() -> asterisk.actionNames().contains("Silent"));
        connection.close();

        await().until(() -> asterisk.actionNames().contains("Logoff"));
        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(ConnectionLostException.class)
                .withMessageContaining("outcome is unknown");
        assertThat(connection.state()).isEqualTo(new ConnectionState.Closed());
    }

    @Test
    void closingTheFactoryClosesItsConnectionsAndEndsItsThreads() {
        ManagerConnection first = up();
        ManagerConnection second = factory.create("pbx2", settings(asterisk.port(), FakeAsterisk.SECRET));
        await().until(() -> second.state().isUp());
        assertThat(threads()).isNotEmpty();
        CompletableFuture<ManagerResponse> waiting = first.send(ManagerAction.of("Silent"));
        factory.close();

        await().untilAsserted(() -> assertThat(threads()).isEmpty());
        assertThat(waiting).isCompletedExceptionally();
        assertThat(first.state()).isEqualTo(new ConnectionState.Closed());
        assertThat(second.state()).isEqualTo(new ConnectionState.Closed());
    }

    @Test
    void aSubscriptionMovesToTheConnectionThatReplacesIts() {
        ManagerConnection before = up();
        Subscription subscription = subscribe(before);
        before.close();
        ManagerConnection after = factory.create("pbx1", settings(asterisk.port(), FakeAsterisk.SECRET));
        after.resume(subscription);
        await().until(() -> received.size() == 2);
        asterisk.send("Event: Hangup\nPrivilege: call,all\n");
        await().until(() -> received.size() == 3);

        assertThat(names()).containsExactly("START", "LOST", "Hangup");
        subscription.close();
    }

    @Test
    void isFoundByTheServiceLoader() {
        List<ManagerConnectionFactory> found = ServiceLoader.load(ManagerConnectionFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        try {
            assertThat(found).hasSize(1).first().isInstanceOf(AmiConnectionFactory.class);
            assertThat(found.get(0).transport()).isEqualTo("ami");
        } finally {
            found.forEach(ManagerConnectionFactory::close);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "host; ''; ami:pbx1: host is missing",
                "username; ''; ami:pbx1: username is missing",
                "secret; ''; ami:pbx1: secret is missing",
                "port; 70000; ami:pbx1: port = 70000 cannot be used, expected a whole number from 1 to 65535",
                "connectTimeout; soon; ami:pbx1: connectTimeout = soon cannot be used",
                "auth; sha; ami:pbx1: auth = sha cannot be used, expected md5 or plain",
                "hots; x; ami:pbx1: unknown key hots, expected one of actionConnection, actionTimeout, auth, connect, connectTimeout, host,",
                "secret; $[secret:pbx1]; ami:pbx1: secret holds $[secret:pbx1]",
            })
    void aSettingThatCannotBeUsedIsNamedAndNothingIsOpened(String key, String value, String complaint) {
        Map<String, Object> settings = settings(asterisk.port(), FakeAsterisk.SECRET);
        settings.put(key, value);

        assertThatThrownBy(() -> factory.create("pbx1", settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(complaint)
                .hasMessageNotContaining(FakeAsterisk.SECRET);
        assertThat(asterisk.actions).isEmpty();
    }

    @Test
    void theKeysOfTheMetatypeAreThoseTheFactoryReadsButForOneThatOnlyCodeCanGive() {
        Map<String, Object> settings = settings(asterisk.port(), FakeAsterisk.SECRET);
        settings.put("unknown", "x");
        String[] read = catchThrowable(() -> factory.create("pbx1", settings))
                .getMessage()
                .split("expected one of ")[1]
                .split(", ");

        assertThat(Arrays.stream(AmiConfiguration.class.getMethods()).map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(read)
                        .filter(key -> !key.equals("sslContext"))
                        .toList());
    }

    /** Looks often: nothing here takes long. */
    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private ManagerConnection up() {
        ManagerConnection connection = factory.create("pbx1", settings(asterisk.port(), FakeAsterisk.SECRET));
        await().until(() -> connection.state().isUp());
        return connection;
    }

    private Subscription subscribe(ManagerConnection connection) {
        Subscription subscription =
                connection.subscribe(SubscriptionOptions.of(EventFilter.all()), StreamListener.of(received::add));
        await().until(() -> !received.isEmpty());
        return subscription;
    }

    private List<String> names() {
        return received.stream()
                .map(item -> item instanceof ManagerEvent event
                        ? event.name()
                        : ((EventGap) item).kind().name())
                .toList();
    }

    private static Map<String, Object> settings(int port, String secret) {
        return new HashMap<>(Map.of("host", "127.0.0.1", "port", port, "username", "jack", "secret", secret));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("jackfield-"))
                .toList();
    }
}
