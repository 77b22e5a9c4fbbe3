package io.jackfield.ajam;

import static io.jackfield.ajam.FakeAjam.userEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jackfield.ajam.internal.AjamConfiguration;
import io.jackfield.manager.EventList;
import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Subscription;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AjamConnectionTest extends AjamScene {

    @ParameterizedTest
    @ValueSource(strings = {"rawman", "mxml"})
    void logsInByMd5WithEventsOffAndAnswersActions(String format) throws Exception {
        ManagerConnection connection = up(Map.of("format", format));

        assertThat(answer(connection.send(PING)).get("Ping")).isEqualTo("Pong");
        FakeAjam.Request login = pbx.requests("Login").get(0);
        assertThat(login.get("AuthType")).isEqualTo("MD5");
        assertThat(login.get("Events")).isEqualTo("off");
        assertThat(login.session()).isEqualTo(pbx.requests("Challenge").get(0).session());
        assertThat(pbx.uris).containsOnly("POST /" + format);
        assertThat(pbx.requests.toString()).doesNotContain(FakeAjam.SECRET);
        assertThat(pbx.requests("Events")).isEmpty();
        assertThat(pbx.requests("WaitEvent")).isEmpty();
    }

    @Test
    void logsInInClearAndUsesThePrefix() {
        up(Map.of("auth", "plain", "prefix", "/asterisk/"));

        assertThat(pbx.requests("Login").get(0).get("Secret")).isEqualTo(FakeAjam.SECRET);
        assertThat(pbx.uris).containsOnly("POST /asterisk/rawman");
    }

    @Test
    void repeatsKeysAndEncodesWhatWouldBeTakenApart() throws Exception {
        ManagerResponse response = answer(up(Map.of("permit", "*"))
                .send(ManagerAction.of("Originate").with("Variable", "a=1&b=2").with("Variable", "n=Zoë +49 %41")));

        assertThat(response.isSuccess()).isTrue();
        assertThat(pbx.requests("Originate").get(0).pairs())
                .filteredOn(pair -> pair.getKey().equals("Variable"))
                .extracting(Map.Entry::getValue)
                .containsExactly("a=1&b=2", "n=Zoë +49 %41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rawman", "mxml"})
    void collectsListsAndFetchesEvents(String format) throws Exception {
        ManagerConnection connection = up(Map.of("format", format));
        EventList list =
                connection.collect(ManagerAction.of("CoreShowChannels")).get(10, TimeUnit.SECONDS);
        assertThat(list.items()).extracting(item -> item.get("Channel")).containsExactly("Local/1@x");

        Subscription subscription = subscribed(connection);
        IntStream.range(0, 50).forEach(i -> pbx.event("user", userEvent("e" + i)));
        await().until(() -> received.size() == 51);

        assertThat(names().subList(1, 51))
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "e" + i).toList());
        assertThat(received.stream().skip(1).map(item -> ((ManagerEvent) item).sequence()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(subscription.stats().offered()).isEqualTo(50);
        assertThat(names()).doesNotContain("WaitEventComplete");
    }

    @Test
    void slowActionsHoldUpNeitherEventsNorOthers() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        pbx.faults.put("Slow", (exchange, request) -> {
            pass(go);
            return false;
        });
        ManagerConnection connection = up();
        subscribed(connection);
        List<CompletableFuture<ManagerResponse>> slow = IntStream.range(0, 6)
                .mapToObj(i -> connection.send(ManagerAction.of("Slow")))
                .toList();
        await().until(() -> pbx.requests("Slow").size() == 4);
        pbx.event("user", userEvent("meanwhile"));

        await().until(() -> names().contains("meanwhile"));
        assertThat(answer(connection.send(PING)).isSuccess()).isTrue();
        assertThat(pbx.requests("Slow")).as("maxRequests").hasSize(4);
        go.countDown();
        for (CompletableFuture<ManagerResponse> each : slow) {
            assertThat(answer(each).isSuccess()).isTrue();
        }
    }

    /** Asterisk takes a hundred connections from all clients together, and closes one more without a word. */
    @Test
    void manyPingsGoOneAfterTheOther() throws Exception {
        ManagerConnection connection = up();
        int before = pbx.requests("Ping").size();
        CountDownLatch go = new CountDownLatch(1);
        pbx.faults.put("Ping", (exchange, request) -> {
            pass(go);
            return false;
        });
        List<CompletableFuture<ManagerResponse>> pongs =
                IntStream.range(0, 20).mapToObj(i -> connection.send(PING)).toList();
        await().until(() -> pbx.requests("Ping").size() > before);
        answer(connection.send(ManagerAction.of("Note")));

        assertThat(pbx.requests("Ping")).hasSize(before + 1);
        go.countDown();
        for (CompletableFuture<ManagerResponse> pong : pongs) {
            assertThat(answer(pong).isSuccess()).isTrue();
        }
    }

    @Test
    void withOneRequestAtATimeActionsKeepTheirOrder() throws Exception {
        ManagerConnection connection = up(Map.of("maxRequests", 1));
        List<CompletableFuture<ManagerResponse>> all = IntStream.range(0, 30)
                .mapToObj(i -> connection.send(ManagerAction.of("Note").with("Number", "" + i)))
                .toList();
        for (CompletableFuture<ManagerResponse> each : all) {
            answer(each);
        }

        assertThat(pbx.requests("Note").stream().map(r -> r.get("Number")))
                .isEqualTo(IntStream.range(0, 30).mapToObj(String::valueOf).toList());
    }

    @Test
    void anActionThatNobodyWaitsForAnyMoreIsNotSent() {
        CountDownLatch go = new CountDownLatch(1);
        pbx.faults.put("Slow", (exchange, request) -> {
            pass(go);
            return false;
        });
        ManagerConnection connection = up(Map.of("maxRequests", 1));
        connection.send(ManagerAction.of("Slow"), Duration.ofSeconds(30));
        CompletableFuture<ManagerResponse> late = connection.send(ManagerAction.of("Late"), Duration.ofMillis(50));
        assertThat(late).failsWithin(Duration.ofSeconds(5));
        // A second longer than its caller waits.
        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        go.countDown();

        assertThat(connection.send(ManagerAction.of("Next"))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(pbx.requests("Late")).isEmpty();
    }

    @Test
    void tooLongActionsAreRefusedBeforeTheyAreSent() {
        ManagerConnection connection = up();
        assertThat(connection.send(ManagerAction.of("X").with("Data", "x".repeat(41_000))))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("40960");
        assertThat(pbx.requests("X")).isEmpty();
    }

    @Test
    void permissionDeniedWithTheSameCookieIsAMatterOfPrivileges() throws Exception {
        ManagerConnection connection = up();
        ManagerResponse response = answer(connection.send(ManagerAction.of("Secret")));

        assertThat(response.message()).isEqualTo("Permission denied");
        assertThat(connection.state().isUp()).isTrue();
        assertThat(pbx.requests("Login")).hasSize(1);
    }

    @Test
    void closingLogsOffSoThatThePbxKeepsNoSession() {
        ManagerConnection connection = up();
        subscribed(connection);
        connection.close();

        await().until(() -> pbx.sessions() == 0);
        assertThat(pbx.requests("Logoff")).hasSize(1);
    }

    @Test
    void stoppingTheFactoryLogsOff() {
        up();
        factory.close();

        assertThat(pbx.sessions()).isZero();
    }

    @Test
    void theThreadOfTheHttpClientEndsByItself() {
        Set<Thread> before = selectors();
        up();
        Set<Thread> own = selectors();
        own.removeAll(before);
        assertThat(own).isNotEmpty();
        factory.close();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    System.gc();
                    return own.stream().noneMatch(Thread::isAlive);
                });
    }

    private static Set<Thread> selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ManagerConnectionFactory.class).stream()
                        .map(provider -> provider.type().getName()))
                .contains(AjamConnectionFactory.class.getName());
    }

    @Test
    void aShortHttpTimeoutShortensTheKeepAlive() {
        pbx.httpTimeout = 12;
        up(Map.of("pingInterval", "10s"));
        int hello = 1;

        await().atMost(Duration.ofSeconds(6)).until(() -> pbx.requests("Ping").size() > hello);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format      | html      | rawman or mxml",
                "maxRequests | 0         | from 1 to 50",
                "prefix      | a?b=c     | http.conf",
                "host        | a b       | host name",
                "proxyPort   | 3128      | proxyHost is missing",
                "tlsHostName | x         | tls is not true",
                "speed       | fast      | unknown key speed"
            })
    void namesWhatIsWrongWithASetting(String key, String value, String expected) {
        assertThatThrownBy(() -> connect(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ajam:pbx1")
                .hasMessageContaining(key)
                .hasMessageContaining(expected);
    }

    @Test
    void theKeysOfTheMetatypeAreThoseTheFactoryReadsButForOneThatOnlyCodeCanGive() {
        String[] read = catchThrowable(() -> connect(Map.of("unknown", "x")))
                .getMessage()
                .split("expected one of ")[1]
                .split(", ");

        assertThat(Arrays.stream(AjamConfiguration.class.getMethods()).map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(read)
                        .filter(key -> !key.equals("sslContext"))
                        .toList());
    }
}
