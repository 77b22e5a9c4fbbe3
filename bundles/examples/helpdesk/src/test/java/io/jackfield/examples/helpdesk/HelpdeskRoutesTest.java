package io.jackfield.examples.helpdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes with a simulated PBX, a database that can be away and a helpdesk that can be worse. */
class HelpdeskRoutesTest {
    private static final String FILE = "classpath:OSGI-INF/camel/helpdesk.camel.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final AwayDataSource database = new AwayDataSource();
    private final AmiConnectionFactory connections = new AmiConnectionFactory();
    private Simulator pbx;
    private ManagerConnection connection;
    private FakeHelpdesk helpdesk;
    private CamelContext context;
    private int calls;
    private String authorization;
    /** Patience with the helpdesk, in milliseconds. */
    private int timeout = 10_000;

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, UTF_8));
        helpdesk = new FakeHelpdesk();
        pbx = Simulator.builder().user("jackfield", "secret").start();
        connection = connections.create(
                "pbx1",
                Map.of("host", "127.0.0.1", "port", pbx.amiPort(), "username", "jackfield", "secret", "secret"));
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
        connections.close();
        pbx.close();
        helpdesk.close();
        System.setErr(standardError);
        standardError.print(log.toString(UTF_8));
    }

    private void startRoutes() throws Exception {
        Properties configuration = new Properties();
        configuration.setProperty("helpdesk.url", helpdesk.url());
        configuration.setProperty("helpdesk.timeout", String.valueOf(timeout));
        configuration.setProperty("helpdesk.retryDelay", "100");
        configuration.setProperty("helpdesk.retryMaxDelay", "500");
        if (authorization != null) {
            configuration.setProperty("helpdesk.authorization", authorization);
        }
        context = new DefaultCamelContext();
        context.getPropertiesComponent().setOverrideProperties(configuration);
        context.getRegistry().bind("helpdesk", database);
        context.getRegistry().bind("pbx1", connection);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveResource(context, FILE));
        context.start();
    }

    private void startRoutesAndListen() throws Exception {
        startRoutes();
        await().atMost(PATIENCE)
                .until(() ->
                        context.getRouteController().getRouteStatus("arrivals").isStarted());
        // Events flow when the snapshot that a consumer begins with is over.
        await().atMost(PATIENCE).until(() -> pbx.actions().stream()
                .anyMatch(action -> action.name().equals("CoreShowChannels")));
    }

    @Test
    void aCallOpensOneCaseForTheCustomerWhoCalls() throws Exception {
        startRoutesAndListen();
        pbx.call("1001", "2001");
        awaitIt(() -> assertThat(rows()).containsExactly("1001|Ada Brandt|2001|OPENED|/cases/1"));
        assertThat(helpdesk.requests()).hasSize(1);
        FakeHelpdesk.Request request = helpdesk.requests().get(0);
        assertThat(request.key())
                .startsWith("pbx1/")
                .isEqualTo(request.body().get("call").asText());
        assertThat(request.body().get("customer").asText()).isEqualTo("Ada Brandt");
        assertThat(request.body().get("dialled").asText()).isEqualTo("2001");
        assertThat(request.body().get("arrived").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*");
        assertThat(request.authorization()).isNull();
        assertThat(log("case /cases/1")).hasSize(1);
        assertNothingIsWrong();
    }

    @Test
    void whoeverCallsGetsACaseAlsoWithoutANumber() throws Exception {
        startRoutesAndListen();
        arrive("+4989123");
        arrive("<unknown>");
        awaitIt(() -> assertThat(rows())
                .containsExactly("+4989123|null|100|OPENED|/cases/1", "null|null|100|OPENED|/cases/2"));
        assertThat(helpdesk.requests().get(1).body().get("caller").isNull()).isTrue();
        assertNothingIsWrong();
    }

    @Test
    void aCallThatThePbxPlacesIsACaseWhenItsCallerIsKnown() throws Exception {
        startRoutesAndListen();
        event("Newchannel", "9.1", "9.1", "Down", "<unknown>");
        event("Newchannel", "9.2", "9.1", "Ring", "<unknown>");
        event("NewCallerid", "9.1", "9.1", "Down", "1002");
        event("NewCallerid", "9.2", "9.1", "Ring", "9999");
        event("Newstate", "9.1", "9.1", "Up", "1002");
        arrive("1003");
        awaitIt(() -> assertThat(rows())
                .containsExactly("1002|Boris Klein|100|OPENED|/cases/1", "1003|Chiara Rossi|100|OPENED|/cases/2"));
        assertThat(helpdesk.requests()).hasSize(2);
    }

    @Test
    void aNumberInDisguiseIsDataToDatabaseAndHelpdesk() throws Exception {
        List<String> numbers = List.of(
                "'); DROP TABLE support_call; --",
                "' OR '1'='1",
                "\",\"customer\":\"Mallory\",\"x\":\"",
                "{\"$ne\":null}",
                "${bean:x}",
                "{{helpdesk.url}}",
                ":#${body} ?",
                "\\u0022\\",
                "<script>'😀",
                "9".repeat(300));
        startRoutesAndListen();
        numbers.forEach(this::arrive);
        awaitIt(() -> assertThat(helpdesk.callers()).isEqualTo(numbers));
        awaitIt(() -> assertThat(database.query("SELECT caller FROM support_call WHERE status = 'OPENED' ORDER BY id"))
                .isEqualTo(numbers));
        assertThat(helpdesk.requests())
                .allMatch(request -> request.body().get("customer").isNull());
        assertNothingIsWrong();
    }

    @Test
    void aCallNeverOpensTwoCasesOverARestartOfTheRoutesOrALostAnswer() throws Exception {
        startRoutesAndListen();
        arrive("1001");
        awaitIt(() -> assertThat(rows()).containsExactly("1001|Ada Brandt|100|OPENED|/cases/1"));
        helpdesk.answer(request -> helpdesk.requests().size() == 2 ? FakeHelpdesk.LOSE : 201);
        arrive("1002");
        awaitIt(() -> assertThat(rows()).last().asString().contains("OPENED"));
        assertThat(helpdesk.requests()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(helpdesk.requests().subList(1, helpdesk.requests().size()))
                .as("the same case again, under the same key")
                .allMatch(request -> request.equals(helpdesk.requests().get(1)));

        context.stop();
        startRoutesAndListen();
        int before = helpdesk.requests().size();
        calls = 0;
        arrive("1001");
        arrive("1002");
        arrive("1003");
        awaitIt(() -> assertThat(rows()).last().asString().contains("Chiara Rossi|100|OPENED"));
        assertThat(rows()).hasSize(3);
        assertThat(helpdesk.requests()).hasSize(before + 1);
    }

    @Test
    void aHelpdeskThatIsDownGetsAllCasesInOrderWhenItIsBackAlsoAfterARestartOfTheRoutes() throws Exception {
        startRoutesAndListen();
        helpdesk.stop();
        List<String> callers = IntStream.range(0, 8).mapToObj(i -> "+49" + i).toList();
        callers.subList(0, 5).forEach(this::arrive);
        awaitIt(() -> assertThat(database.query("SELECT caller FROM support_call WHERE status = 'WAITING' ORDER BY id"))
                .isEqualTo(callers.subList(0, 5)));
        awaitIt(() -> assertThat(log("The helpdesk is away")).hasSize(1));

        long stopping = System.nanoTime();
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(Duration.ofSeconds(8));
        startRoutesAndListen();
        callers.subList(5, 8).forEach(this::arrive);
        awaitIt(() -> assertThat(log("The helpdesk is away")).hasSize(2));
        helpdesk.start();
        awaitIt(() -> assertThat(helpdesk.callers()).isEqualTo(callers));
        awaitIt(() -> assertThat(database.query("SELECT 1 FROM support_call WHERE status = 'OPENED'"))
                .hasSize(8));
        assertThat(log("The helpdesk is away")).hasSize(2).allMatch(line -> line.contains("Connection refused"));
        assertThat(log("The helpdesk is back")).hasSize(1);
        assertThat(log("ERROR")).isEmpty();
        assertThat(log("\tat ")).isEmpty();
    }

    @Test
    void aHelpdeskThatHangsOrFailsDoesNotHoldUpTheCalls() throws Exception {
        timeout = 500;
        startRoutesAndListen();
        helpdesk.answer(request -> FakeHelpdesk.HANG);
        arrive("1001");
        awaitIt(() -> assertThat(log("The helpdesk is away")).hasSize(1));
        assertThat(log("The helpdesk is away").get(0)).containsIgnoringCase("timed out");
        for (int i = 0; i < 50; i++) {
            arrive("+49" + i);
        }
        awaitIt(() -> assertThat(database.query("SELECT 1 FROM support_call")).hasSize(51));
        helpdesk.answer(request -> helpdesk.requests().size() % 2 == 0 ? 201 : 503);
        awaitIt(() -> assertThat(helpdesk.callers()).startsWith("1001", "+490", "+491"));
        helpdesk.answer(request -> 201);
        awaitIt(() -> assertThat(database.query("SELECT 1 FROM support_call WHERE status = 'OPENED'"))
                .hasSize(51));
        assertThat(helpdesk.callers()).hasSize(51).doesNotHaveDuplicates();
        assertThat(log("ERROR")).isEmpty();
    }

    @Test
    void aCaseThatIsRefusedForGoodIsParkedAndTheNextOnesAreSent() throws Exception {
        startRoutesAndListen();
        helpdesk.answer(request -> request.caller().equals("1002") ? 422 : 201);
        arrive("1001");
        arrive("1002");
        arrive("1003");
        awaitIt(() -> assertThat(rows())
                .containsExactly(
                        "1001|Ada Brandt|100|OPENED|/cases/1",
                        "1002|Boris Klein|100|PARKED|null",
                        "1003|Chiara Rossi|100|OPENED|/cases/2"));
        assertThat(log("is parked")).singleElement().asString().contains("WARN", "pbx1/2.1", "422");
        assertThat(database.query("SELECT reason FROM support_call WHERE status = 'PARKED'"))
                .singleElement()
                .asString()
                .contains("422");
        assertThat(helpdesk.requests()).hasSize(3);
        assertThat(log("ERROR")).isEmpty();
    }

    @Test
    void credentialsThatAreWrongParkNothingAndAreNeverLogged() throws Exception {
        authorization = "Bearer s3cret";
        startRoutesAndListen();
        helpdesk.answer(request -> 401);
        arrive("1001");
        awaitIt(() -> assertThat(log("The helpdesk is away"))
                .singleElement()
                .asString()
                .contains("401"));
        helpdesk.answer(request -> 201);
        awaitIt(() -> assertThat(rows()).containsExactly("1001|Ada Brandt|100|OPENED|/cases/1"));
        assertThat(helpdesk.requests())
                .allMatch(request -> request.authorization().equals("Bearer s3cret"));
        assertThat(log("s3cret")).isEmpty();
    }

    @Test
    void aDatabaseThatIsDownAtTheStartOrGoesAwayIsWaitedForAndToldOnce() throws Exception {
        database.away(true);
        startRoutes();
        awaitIt(() -> assertThat(log("The database of the helpdesk's calls is away"))
                .singleElement()
                .asString()
                .contains("WARN", "Connection refused"));
        database.away(false);
        await().atMost(PATIENCE)
                .until(() ->
                        context.getRouteController().getRouteStatus("arrivals").isStarted());
        awaitIt(() ->
                assertThat(log("The database of the helpdesk's calls is back")).hasSize(1));
        pbx.call("1001", "2001");
        awaitIt(() -> assertThat(rows()).containsExactly("1001|Ada Brandt|2001|OPENED|/cases/1"));

        database.away(true);
        arrive("1002");
        arrive("1003");
        awaitIt(() ->
                assertThat(log("The database of the helpdesk's calls is away")).hasSize(2));
        database.away(false);
        awaitIt(() -> assertThat(helpdesk.callers()).containsExactly("1001", "1002", "1003"));
        assertThat(log("The database of the helpdesk's calls is away")).hasSize(2);
        assertThat(log("ERROR")).isEmpty();
    }

    /** A call from outside, in state Ring. */
    private void arrive(String caller) {
        String id = ++calls + ".1";
        event("Newchannel", id, id, "Ring", caller);
        event("Newchannel", calls + ".2", id, "Down", "<unknown>");
        event("Newstate", id, id, "Up", caller);
    }

    private void event(String name, String id, String linkedId, String state, String caller) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Channel", "PJSIP/trunk-" + id);
        headers.put("ChannelStateDesc", state);
        headers.put("CallerIDNum", caller);
        headers.put("Context", "from-trunk");
        headers.put("Exten", "100");
        headers.put("Uniqueid", id);
        headers.put("Linkedid", linkedId);
        pbx.event(name, headers);
    }

    private List<String> rows() throws SQLException {
        return database.query("SELECT caller, customer, dialled, status, case_url FROM support_call ORDER BY id");
    }

    private static void awaitIt(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    private List<String> log(String part) {
        return log.toString(UTF_8).lines().filter(line -> line.contains(part)).toList();
    }

    private void assertNothingIsWrong() {
        assertThat(log.toString(UTF_8).lines())
                .noneMatch(line -> line.contains("ERROR") || line.contains("WARN") || line.contains("\tat "));
    }
}
