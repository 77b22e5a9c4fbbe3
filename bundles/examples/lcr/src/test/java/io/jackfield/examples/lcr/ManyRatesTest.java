package io.jackfield.examples.lcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The routes among 100,000 rates: what they find, and how long a call waits for it. */
@TestInstance(Lifecycle.PER_CLASS)
class ManyRatesTest {

    /** A Friday evening. */
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-27T21:30:00");

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WARM_UP = 2_000;
    private static final int CALLS = 2_000;

    @TempDir
    private static Path folder;

    private final TestDatabase database = new TestDatabase();
    private final CamelContext context = new DefaultCamelContext();
    private final FastAgiServerFactory servers = new FastAgiServerFactory();
    private final FastAgiServer server = servers.create("main", Map.of("port", 0));
    private final ManyRates rates = new ManyRates();
    private final Queue<Duration> routeTimes = new ConcurrentLinkedQueue<>();

    @BeforeAll
    void start() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("lcr.folder", folder.toString());
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getRegistry().bind("rates", database);
        context.getRegistry().bind("main", server);
        context.addRoutes(new LcrRoutes(Clock.fixed(NOW.toInstant(ZoneOffset.UTC), ZoneOffset.UTC)));
        measureRoute();
        Files.writeString(folder.resolve("carriers.csv"), rates.carriersCsv());
        Files.writeString(folder.resolve("rates.csv"), rates.ratesCsv());
        context.start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Integer.parseInt(count("rate")) >= ManyRates.RATES
                        && count("carrier").equals("20"));
    }

    /** Until the first {@code Dial()} is about to be sent, counted from the first step of the route. */
    private void measureRoute() throws Exception {
        AdviceWith.adviceWith(context, "lcr", route -> route.weaveAddFirst()
                .process(call -> call.setProperty("begun", System.nanoTime())));
        AdviceWith.adviceWith(context, "dial", route -> route.weaveByToUri("agi:exec.*")
                .before()
                .process(call ->
                        routeTimes.add(Duration.ofNanos(System.nanoTime() - call.getProperty("begun", Long.class)))));
    }

    @AfterAll
    void stop() {
        context.stop();
        servers.close();
        database.close();
    }

    private InetSocketAddress address() {
        return server.address().orElseThrow();
    }

    @Test
    void carriersAreTriedInTheOrderOfTheirLongestPrefixesPrices() throws Exception {
        for (int i = 0; i < 50; i++) {
            String number = rates.number();
            assertThat(DialledCall.place(address(), number, "CONGESTION").dialled())
                    .as(number)
                    .isEqualTo(rates.expected(number, NOW));
        }
    }

    @Test
    void aCallWaitsForLittleMoreThanAMoment() throws Exception {
        place(WARM_UP);
        routeTimes.clear();
        List<Duration> setUp = place(CALLS);
        List<Duration> route = routeTimes.stream().sorted().toList();
        assertThat(route).hasSize(CALLS);
        System.out.printf(
                "lcr_route_p50_ms=%.2f%nlcr_route_p99_ms=%.2f%nlcr_setup_p99_ms=%.2f (%d calls, %d rates)%n",
                millis(route, 50), millis(route, 99), millis(setUp, 99), CALLS, ManyRates.RATES);
        // Whoever measures reads the lines above on a machine that does nothing else; these hold on one that is busy.
        assertThat(millis(route, 50)).isLessThan(100);
        assertThat(millis(route, 99)).isLessThan(1000);
    }

    /** One after the other, since calls at the same time would measure how many processors there are. */
    private List<Duration> place(int calls) throws Exception {
        List<Duration> setUp = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            setUp.add(DialledCall.place(address(), rates.number(), "BUSY").setUp());
        }
        setUp.sort(null);
        return setUp;
    }

    private static double millis(List<Duration> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100).toNanos() / 1e6;
    }

    @Test
    void aLookupReadsTheIndexAndNeverTheWholeTable() throws Exception {
        String sql = TestDatabase.sql(LcrSql.CARRIERS).replaceAll(":#\\w+(:\\w+)?", "?");
        assertThat(plan(sql)).contains("rate_of_prefix").doesNotContain("rate.tableScan");
    }

    private String plan(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, "1");
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    void whileRatesAreReplacedEveryCallFindsThem() throws Exception {
        String number = rates.number();
        List<String> expected = rates.expected(number, NOW);
        assertThat(expected).isNotEmpty();
        Files.writeString(folder.resolve("rates.csv"), rates.ratesCsv() + "carrier0,9,0.01\n");
        int calls = 0;
        Instant limit = Instant.now().plus(PATIENCE);
        while (!count("rate").equals(Integer.toString(ManyRates.RATES + 1))) {
            assertThat(DialledCall.place(address(), number, "CONGESTION").dialled())
                    .isEqualTo(expected);
            calls++;
            assertThat(Instant.now()).isBefore(limit);
        }
        assertThat(calls).isPositive();
    }

    private String count(String table) throws SQLException {
        return database.query("SELECT count(*) FROM " + table).get(0);
    }
}
