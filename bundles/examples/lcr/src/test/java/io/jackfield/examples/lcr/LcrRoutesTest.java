package io.jackfield.examples.lcr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiSession;
import io.jackfield.camel.fastagi.AgiConstants;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import io.jackfield.simulator.Call;
import io.jackfield.simulator.Simulator;
import io.jackfield.simulator.SimulatorBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a simulated PBX with the sample rates: to Berlin alpha is the cheapest, then beta, then gamma. */
class LcrRoutesTest {

    private static final String BERLIN = "4930123456";
    private static final String[] ANSWERS = {"Answer", "Wait(5)", "Hangup"};
    private static final String[] CONGESTED = {"Congestion"};
    private static final String[] BUSY = {"Busy"};
    private static final String[] SILENT = {"Ringing", "Wait(300)"};

    /** A Tuesday. */
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    private final TestDatabase database = new TestDatabase();
    private final CamelContext context = new DefaultCamelContext();
    private final FastAgiServerFactory servers = new FastAgiServerFactory();
    private final FastAgiServer server = servers.create("main", Map.of("port", 0));
    private final SimulatorBuilder plan =
            Simulator.builder().phone("1001", "Dora Caller").manualTime(NOON);
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Simulator pbx;
    private Call call;

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, UTF_8));
        Properties settings = new Properties();
        settings.setProperty("lcr.folder", folder.toString());
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getInflightRepository().setInflightBrowseEnabled(true);
        context.getRegistry().bind("rates", database);
        context.getRegistry().bind("main", server);
        context.addRoutes(new LcrRoutes(Clock.fixed(NOON, ZoneOffset.UTC)));
        context.start();
        await().until(() ->
                log().stream().anyMatch(line -> line.contains("The tables of least-cost routing are there")));
    }

    @AfterEach
    void stop() {
        database.reached.countDown();
        if (pbx != null) {
            pbx.close();
        }
        context.stop();
        servers.close();
        database.close();
        System.setErr(standardError);
        standardError.print(log.toString(UTF_8));
    }

    private LcrRoutesTest carrier(String name, String... steps) {
        plan.extension("carrier-" + name, BERLIN, steps);
        return this;
    }

    /** @param arguments of {@code AGI()}, behind the script */
    private void dial(String arguments) {
        plan.extension("from-internal", "700", agi("lcr" + arguments), "Hangup");
        pbx = plan.start();
        call = pbx.call("1001", "700");
    }

    private String agi(String script) {
        return "AGI(agi://127.0.0.1:" + server.address().orElseThrow().getPort() + "/" + script + ")";
    }

    @Test
    void theCheapestCarrierGetsTheCall() throws Exception {
        carrier("alpha", ANSWERS).carrier("beta", ANSWERS).carrier("gamma", ANSWERS);
        dial(",+49 30 123456");
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("ANSWER by alpha");
        assertThat(row()).isEqualTo(BERLIN + "|alpha|0.006000|1|ANSWER");
        assertThatNothingIsWrong();
    }

    @Test
    void aCarrierThatCannotTakeItIsFollowedByTheNext() throws Exception {
        carrier("alpha", CONGESTED).carrier("gamma", ANSWERS);
        dial(",0049-30-123456");
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("ANSWER by gamma");
        assertThat(row()).isEqualTo(BERLIN + "|gamma|0.020000|3|ANSWER");
    }

    @Test
    void whenNoCarrierCanTakeItTheDialplanHearsOfTheLast() throws Exception {
        carrier("alpha", CONGESTED).carrier("beta", CONGESTED);
        dial("," + BERLIN);
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("CHANUNAVAIL by gamma");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo(BERLIN + "|gamma|0.020000|3|CHANUNAVAIL");
    }

    @Test
    void whoIsBusyIsNotCalledByAnotherCarrier() throws Exception {
        carrier("alpha", BUSY).carrier("beta", ANSWERS).carrier("gamma", ANSWERS);
        dial("," + BERLIN);
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("BUSY by alpha");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo(BERLIN + "|alpha|0.006000|1|BUSY");
    }

    @Test
    void whoDoesNotAnswerIsNotCalledByAnotherCarrier() throws Exception {
        carrier("alpha", SILENT).carrier("beta", ANSWERS).carrier("gamma", ANSWERS);
        dial("," + BERLIN);
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("NOANSWER by alpha");
        assertThat(row()).isEqualTo(BERLIN + "|alpha|0.006000|1|NOANSWER");
    }

    @Test
    void aCallerWhoGivesUpIsNotPutThroughByAnotherCarrier() throws Exception {
        carrier("alpha", CONGESTED).carrier("beta", SILENT).carrier("gamma", ANSWERS);
        dial("," + BERLIN);
        passTimeUntil(() -> call.variable("LCR_CARRIER").equals(Optional.of("beta")));
        pbx.advance(Duration.ofSeconds(5));
        call.hangup();
        passTimeUntilTheCallIsOver();
        assertThat(row()).isEqualTo(BERLIN + "|beta|0.007000|2|CANCEL");
        assertThat(answer()).isEqualTo("CANCEL by beta");
        assertThatNothingIsWrong();
    }

    @Test
    void aCallerWhoLeavesBeforeThereIsARouteCallsNobody() throws Exception {
        carrier("alpha", ANSWERS);
        database.reached = new CountDownLatch(1);
        dial("," + BERLIN);
        await().until(() -> database.waiting() > 0);
        call.hangup();
        passTimeUntil(
                () -> context.getInflightRepository().browse().stream().anyMatch(inflight -> inflight.getExchange()
                        .getProperty(AgiConstants.SESSION, AgiSession.class)
                        .isHungUp()));
        database.reached.countDown();
        passTimeUntilTheCallIsOver();
        assertThat(row()).isEqualTo(BERLIN + "|null|null|0|CANCEL");
    }

    @Test
    void withoutAnArgumentTheExtensionIsTheNumber() throws Exception {
        carrier("alpha", ANSWERS);
        plan.extension("from-internal", BERLIN, agi("lcr"), "Hangup");
        pbx = plan.start();
        call = pbx.call("1001", BERLIN);
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("ANSWER by alpha");
    }

    @Test
    void aNumberThatNobodyServesIsSaid() throws Exception {
        dial(",+86 10 12345678");
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("NO_ROUTE by nobody");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo("861012345678|null|null|0|NO_ROUTE");
        assertThat(log())
                .anyMatch(line -> line.contains("WARN") && line.contains("No carrier has a rate for 861012345678"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                ",4930123456'; DROP TABLE rate; --",
                ",4930123456' OR '1'='1",
                ",4930123456&Local/premium@carrier-alpha",
                ",4930123456,60,L(1:2)",
                ",4930123456|60|g",
                ",4930123456/n",
                ",4930123456@from-internal",
                ",anonymous",
                ",4444444444444444444444444444444444444444444444444444444444444444444444444444444444444444444444444444444"
            })
    void whatIsNotANumberIsNotDialled(String arguments) throws Exception {
        dial(arguments);
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("BAD_NUMBER by nobody");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo("null|null|null|0|BAD_NUMBER");
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("10");
        assertThat(log()).allMatch(line -> line.length() < 400);
    }

    @Test
    void withoutTheDatabaseTheDialplanFallsBackAndWithItAllIsWell() throws Exception {
        carrier("alpha", ANSWERS);
        database.away = true;
        dial("," + BERLIN);
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("NO_DATABASE by nobody");
        assertThat(status()).isEqualTo("FAILED");
        assertThat(log()).filteredOn(line -> line.contains("cannot be routed")).hasSize(1);
        assertThat(log()).noneMatch(line -> line.startsWith("\tat "));

        database.away = false;
        call = pbx.call("1001", "700");
        passTimeUntilTheCallIsOver();
        assertThat(answer()).isEqualTo("ANSWER by alpha");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo(BERLIN + "|alpha|0.006000|1|ANSWER");
    }

    /** More lookups wait than there are threads for input and output. */
    @Test
    void lookupsThatWaitDoNotHoldUpOtherCalls() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:other").to("agi:set-variable?variable=OTHER&value=done");
            }
        });
        int waiting = 9;
        for (int i = 0; i < waiting; i++) {
            plan.phone("300" + i, "Caller " + i);
        }
        plan.extension("from-internal", "800", agi("other"), "Hangup");
        database.reached = new CountDownLatch(1);
        dial("," + BERLIN);
        for (int i = 0; i < waiting - 1; i++) {
            pbx.call("300" + i, "700");
        }
        await().until(() -> database.waiting() == waiting);
        Call other = pbx.call("3008", "800");
        await().until(() -> other.variable("OTHER").isPresent());
        assertThat(database.waiting()).isEqualTo(waiting);
    }

    private void assertThatNothingIsWrong() {
        assertThat(log()).noneMatch(line -> line.contains("ERROR") || line.contains("WARN") || line.contains("\tat "));
    }

    private void passTimeUntilTheCallIsOver() {
        passTimeUntil(() -> !call.isActive());
    }

    private void passTimeUntil(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> {
            pbx.advance(Duration.ofMillis(100));
            return condition.call();
        });
    }

    private String answer() {
        return call.variable("LCR_STATUS").orElseThrow() + " by "
                + call.variable("LCR_CARRIER").orElse("nobody");
    }

    private String status() {
        return call.variable("JACKFIELD_STATUS").orElseThrow();
    }

    /** The only row there is; it is written when the call has left. */
    private String row() throws SQLException {
        await().until(() -> !database.query("SELECT 1 FROM lcr_call").isEmpty());
        List<String> rows = database.query("SELECT number, carrier, price, tried, status FROM lcr_call");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<String> log() {
        return log.toString(UTF_8).lines().toList();
    }
}
