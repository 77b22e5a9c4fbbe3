package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jackfield.itests.karaf.Calls.Placed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.inject.Inject;
import javax.sql.DataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The example lcr with 100,000 rates and three carriers, which are Local channels of the PBX. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeastCostRoutingIT {

    /** The simulator has neither the expressions of the README's dialplan nor, as it is set up here, the time of its events. */
    private static final boolean REAL = !"simulator".equals(System.getProperty("pbx.kind"));

    private static final int PORT = Integer.getInteger("agi.port", 0);
    private static final String DATABASE = "etc/org.ops4j.datasource-rates.cfg";
    private static final int RATES = 100_000;
    private static final int BATCHES = 30;
    private static final int BATCH = 10;

    private static final String CARRIERS =
            """
            name,dial,priority
            alpha,"Local/{number}@carrier-alpha/n,2",1
            beta,"Local/{number}@carrier-beta/n,2",2
            gamma,"Local/{number}@carrier-gamma/n,2",3
            """;

    private static final String FEW_RATES =
            """
            carrier,prefix,price
            alpha,4930,0.006
            beta,49,0.007
            gamma,4930,0.0070
            """;

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();
    private final Random random = new Random(6);
    private Deployer deployer;
    private Calls calls;
    private int logged;

    @Configuration
    public Option[] container() {
        return new Option[] {CoreOptions.composite(JackfieldContainer.withAgi()), Postgres.unpacked()};
    }

    @Before
    public void install() throws Exception {
        deployer = new Deployer(bundles);
        calls = new Calls(Integer.getInteger("pbx.port"), JackfieldContainer.USER, JackfieldContainer.SECRET);
        operator.write("etc/io.jackfield.fastagi-main.cfg", "port = " + PORT + "\n");
        if (!deployer.contexts().contains("lcr")) {
            deployer.installFeature("example-lcr");
            Operator.await("the samples are there", () -> query("SELECT count(*) FROM carrier")
                    .equals(List.of("3")));
            operator.write("data/lcr/carriers.csv", CARRIERS);
            dropRates(FEW_RATES);
        }
        logged = operator.log().size();
    }

    @After
    public void leave() throws Exception {
        calls.close();
    }

    /** A file takes the place of the one before, and its rates that of the others. */
    private void dropRates(String rates) throws Exception {
        operator.write("data/lcr/rates.csv", rates);
        awaitRates(rates);
    }

    private void awaitRates(String rates) throws Exception {
        String number = Long.toString(rates.lines().count() - 1);
        Operator.await("the rates are in force", () -> query("SELECT count(*) FROM rate")
                .equals(List.of(number)));
    }

    private Placed place(String number) {
        return place(number, 60);
    }

    /** @param talk after so many seconds the caller hangs up */
    private Placed place(String number, int talk) {
        return calls.place("lcr", "", "NUMBER=" + number, "TALK=" + talk);
    }

    private static String outcome(Placed call) {
        return call.variable("LCR_STATUS") + " " + call.variable("LCR_CARRIER");
    }

    @Test
    public void aCallGoesOutByTheCheapestCarrierThatTakesIt() throws Exception {
        Map<Placed, String> placed = new LinkedHashMap<>();
        placed.put(place("+" + AgiDialplan.ANSWERED), "ANSWER alpha");
        placed.put(place("00" + AgiDialplan.CONGESTED_AT_FIRST), "ANSWER beta");
        placed.put(place(AgiDialplan.BUSY), "BUSY alpha");
        placed.put(place(AgiDialplan.SILENT), "NOANSWER alpha");
        placed.put(place(AgiDialplan.CONGESTED), "CONGESTION gamma");
        placed.put(place(AgiDialplan.SILENT, 0), "CANCEL alpha");
        placed.put(place("+86 10 12345678"), "NO_ROUTE ");
        calls.await("the end of all", () -> placed.keySet().stream().allMatch(Placed::over));
        placed.forEach((call, expected) -> assertEquals(call.toString(), expected, outcome(call)));
        for (Map.Entry<Placed, String> call : placed.entrySet()) {
            Operator.await("its row", () -> query("SELECT status || ' ' || COALESCE(carrier, '') FROM lcr_call"
                            + " WHERE uniqueid = '" + call.getKey().id() + "'")
                    .equals(List.of(call.getValue())));
        }
        assertEquals(List.of(), news(" ERROR "));
    }

    @Test
    public void whatIsNotANumberGetsNobodyCalled() throws Exception {
        List<String> hostile = List.of(
                "4930100001' OR '1'='1",
                "4930100001&Local/2001@from-internal",
                "4930100001@from-internal",
                "4930100001/n",
                "4930100001|2",
                "4".repeat(500),
                "");
        List<Placed> placed = hostile.stream().map(this::place).toList();
        calls.await("the end of all", () -> placed.stream().allMatch(Placed::over));
        for (Placed call : placed) {
            assertEquals(call.toString(), "SUCCESS OK BAD_NUMBER ", call.status() + " " + outcome(call));
        }
        assertEquals(List.of("3"), query("SELECT count(*) FROM rate"));
        assertEquals(List.of(), news(" ERROR "));
    }

    /** From the step before {@code AGI()} until {@code Dial()} begins, as the PBX sees it. */
    @Test
    public void amongAllRatesACallIsSoonSetUp() throws Exception {
        StringBuilder rates = new StringBuilder(FEW_RATES);
        List<String> carriers = List.of("alpha", "beta", "gamma");
        for (int i = 3; i < RATES; i++) {
            rates.append("%s,1%05d,0.%04d%n".formatted(carriers.get(i % 3), i / 3, 1 + random.nextInt(9999)));
        }
        dropRates(rates.toString());
        List<Double> waited = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Placed> placed = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                placed.add(place("1%05d%05d".formatted(1 + random.nextInt(RATES / 3 - 1), random.nextInt(100_000))));
            }
            calls.await("the end of all", () -> placed.stream().allMatch(Placed::over));
            for (Placed call : placed) {
                assertEquals(call.toString(), "CHANUNAVAIL", call.variable("LCR_STATUS"));
                waited.add(call.millisBetween("BEGUN", "DIALSTATUS"));
            }
        }
        dropRates(FEW_RATES);
        if (REAL) {
            waited.sort(null);
            double p99 = waited.get(waited.size() * 99 / 100);
            System.out.printf(
                    "lcr_pbx_p50_ms=%.1f%nlcr_pbx_p99_ms=%.1f (%d calls, %d at a time, %d rates)%n",
                    waited.get(waited.size() / 2), p99, waited.size(), BATCH, RATES);
            assertTrue("p99 is " + p99 + " ms", p99 < 2000);
        }
    }

    /** PostgreSQL, which is not there yet when the routes start, then comes, goes and comes again. */
    @Test
    public void whileTheDatabaseIsAwayTheDialplanFallsBack() throws Exception {
        Postgres postgres = Postgres.ofTheseTests();
        String h2 = operator.read(DATABASE);
        operator.write("etc/rates.password", Postgres.PASSWORD);
        operator.write(
                DATABASE,
                h2.replaceAll("(?m)^url = .*$", "url = " + postgres.url())
                                .replace("org.h2.Driver", "org.postgresql.Driver")
                        + "user = " + Postgres.USER + "\npassword = $[secret:rates.password]\n");
        try {
            Operator.await(
                    "the routes wait for the database",
                    () -> deployer.contexts().contains("lcr")
                            && !news("WARN", "Failed delivery").isEmpty());
            assertUnrouted();
            postgres.start();
            awaitRates(FEW_RATES);
            assertEquals("ANSWER alpha", outcome(calls.awaitEnd(place(AgiDialplan.ANSWERED))));
            postgres.stop();
            assertUnrouted();
            postgres.start();
            Operator.await("it is back", () -> outcome(calls.awaitEnd(place(AgiDialplan.ANSWERED)))
                    .equals("ANSWER alpha"));
            assertEquals(List.of(), news(" ERROR "));
        } finally {
            logged = operator.log().size();
            operator.write(DATABASE, h2);
            Operator.await("the routes begin anew", () -> !news("The tables of least-cost routing are there")
                    .isEmpty());
            Operator.await(
                    "the rates are in force", () -> !news("rates.csv: its").isEmpty());
        }
        postgres.stop();
    }

    private void assertUnrouted() throws Exception {
        int lines = news("WARN", "cannot be routed").size();
        Placed call = calls.awaitEnd(
                REAL
                        ? calls.place("outbound", "", "NUMBER=" + AgiDialplan.ANSWERED, "TALK=60")
                        : place(AgiDialplan.ANSWERED));
        assertEquals("SUCCESS FAILED NO_DATABASE ", call.status() + " " + outcome(call));
        assertEquals(REAL ? "taken" : "", call.variable("FALLBACK"));
        assertEquals(lines + 1, news("WARN", "cannot be routed").size());
    }

    /** The rows of a query, a column each; none while the database is not there. */
    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        for (ServiceReference<DataSource> reference :
                bundles.getServiceReferences(DataSource.class, "(osgi.jndi.service.name=rates)")) {
            try (Connection connection = bundles.getService(reference).getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            } catch (SQLException away) {
                return List.of();
            }
        }
        return rows;
    }

    private List<String> news(String... parts) throws Exception {
        List<String> log = operator.log();
        return log.subList(logged, log.size()).stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }
}
