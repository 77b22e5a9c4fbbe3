package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeFalse;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** The example call log with a real PBX, in H2 and in PostgreSQL, both of which may go away. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CallLogIT {

    /** The simulator makes calls by itself; a real PBX is asked to. */
    private static final boolean SIMULATED = "simulator".equals(System.getProperty("pbx.kind"));

    private static final String UNSEEN = "ended unseen, while events were missing";
    private static final String DATA_SOURCE = "etc/org.ops4j.datasource-calls.cfg";
    private static final int CALLS = 6;

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();

    /** Tells the calls of this test from those of others. */
    private final String prefix = "calllog-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";

    private Postgres postgres;
    private String h2;
    private int placed;

    @Configuration
    public Option[] container() {
        return new Option[] {CoreOptions.composite(JackfieldContainer.withPbx()), Postgres.unpacked()};
    }

    @Before
    public void install() throws Exception {
        postgres = Postgres.ofTheseTests();
        operator.write("etc/pbx1.secret", JackfieldContainer.SECRET);
        operator.write("etc/calls.password", Postgres.PASSWORD);
        if (SIMULATED) {
            new Deployer(bundles).installFeature("jackfield-simulator");
            operator.write(
                    "etc/io.jackfield.simulator-pbx1.cfg",
                    "port = %s\nusername = %s\nsecret = $[secret:pbx1.secret]\ncallsPerSecond = 4\n"
                            .formatted(System.getProperty("pbx.port"), JackfieldContainer.USER));
        }
        operator.write(
                "etc/io.jackfield.ami-pbx1.cfg",
                "host = 127.0.0.1\nport = %s\nusername = %s\nsecret = $[secret:pbx1.secret]\npermit = Command\n"
                        .formatted(System.getProperty("pbx.port"), JackfieldContainer.USER));
        Operator.await("pbx1 is up", () -> pbx1() != null && pbx1().state().isUp());
        new Deployer(bundles).installFeature("example-call-log");
        Operator.await("the call log takes events", () -> !beginnings().isEmpty());
        h2 = operator.read(DATA_SOURCE);
    }

    @After
    public void backToH2() throws Exception {
        if (!h2.equals(operator.read(DATA_SOURCE))) {
            use(h2);
        }
    }

    @Test
    public void everyCallIsOneRowWithItsLegsAlsoOverTransfers() throws Exception {
        if (SIMULATED) {
            awaitCalls(CALLS);
            return;
        }
        List<String> calls = place(CALLS, 1);
        String transferred = place(1, 60).get(0);
        awaitAnswered(transferred, "101");
        send(ManagerAction.of("BlindTransfer")
                .with("Channel", channel(transferred, "101"))
                .with("Context", "office")
                .with("Exten", "102"));
        awaitAnswered(transferred, "102");
        String joined = place(1, 60).get(0);
        awaitAnswered(joined, "101");
        send(ManagerAction.of("Bridge")
                .with("Channel1", channel(transferred, "102"))
                .with("Channel2", channel(joined, "101")));
        awaitRows(
                "SELECT count(*) FROM call_log WHERE joined = '%2$s' AND call_id = '%1$s' OR joined = '%1$s' AND call_id = '%2$s'"
                        .formatted(transferred, joined),
                "1");
        send(ManagerAction.of("Hangup").with("Channel", channel(joined, "101")));
        calls.add(transferred);
        calls.add(joined);
        awaitEnded(calls);
        assertEquals(
                List.of("6"),
                query("SELECT count(*) FROM call_leg WHERE ended IS NOT NULL AND call_id = '" + transferred + "'"));
        assertEquals(
                List.of(String.valueOf(4 * (CALLS + 1))),
                query("SELECT count(*) FROM call_leg WHERE ended IS NOT NULL AND call_id LIKE '" + prefix
                        + "%' AND call_id <> '" + transferred + "'"));
    }

    @Test
    public void aRestartOfThePbxClosesTheCallsThatItEnded() throws Exception {
        assumeFalse("the simulator is restarted in the tests of the example", SIMULATED);
        String call = place(1, 60).get(0);
        awaitAnswered(call, "101");
        pbx1().send(ManagerAction.of("Command").with("Command", "core restart now"));
        awaitRows("SELECT cause FROM call_log WHERE ended IS NOT NULL AND call_id = '" + call + "'", UNSEEN);
        assertEquals(
                List.of(UNSEEN),
                query("SELECT DISTINCT cause FROM call_leg WHERE ended IS NOT NULL AND call_id = '" + call + "'"));
        Operator.await(
                "Asterisk has booted",
                () -> pbx1().state().isUp()
                        && send(ManagerAction.of("Command").with("Command", "core waitfullybooted"))
                                .contains("fully booted"));
        awaitEnded(place(CALLS, 1));
    }

    @Test
    public void inPostgresNoCallIsLostWhileItIsAwayAtTheStartOrInTheMiddle() throws Exception {
        use(
                """
                osgi.jdbc.driver.class = org.postgresql.Driver
                dataSourceName = calls
                url = %s
                user = %s
                password = $[secret:calls.password]
                pool = hikari
                hikari.initializationFailTimeout = -1
                hikari.connectionTimeout = 1000
                hikari.maximumPoolSize = 2
                """
                        .formatted(postgres.url(), Postgres.USER));
        awaitFailures(1);
        List<String> calls = place(CALLS, 1);
        postgres.start();
        try {
            awaitCalls(CALLS);
            awaitEnded(calls);
            calls.addAll(place(CALLS, 2));
            postgres.stop();
            calls.addAll(place(CALLS, 1));
            awaitFailures(2);
            postgres.start();
            calls.addAll(place(CALLS, 1));
            awaitEnded(calls);
            Operator.await(
                    "both times the log says so",
                    () -> operator.log("The database #calls works again").size() == 2);
            assertEquals(2, failures().size());
            assertEquals(List.of(), operator.log(Postgres.PASSWORD));
            if (!SIMULATED) {
                assertEquals(
                        List.of("Robert'); DROP TABLE call_log; -- \"😀\""),
                        query("SELECT DISTINCT caller_name FROM call_log WHERE call_id LIKE '" + prefix + "%'"));
            }
            use(h2);
        } finally {
            postgres.stop();
        }
    }

    /** Another data source for the call log, which begins anew with it. */
    private void use(String dataSource) throws Exception {
        int begun = beginnings().size();
        operator.write(DATA_SOURCE, dataSource);
        Operator.await("the call log has begun anew", () -> beginnings().size() > begun);
    }

    private List<String> place(int calls, int seconds) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; !SIMULATED && i < calls; i++) {
            String id = prefix + placed++;
            ids.add(id);
            send(ManagerAction.of("Originate")
                    .with("Channel", "Local/caller@office/n")
                    .with("ChannelId", id)
                    .with("Context", "office")
                    .with("Exten", "101")
                    .with("Priority", "1")
                    .with("CallerID", "\"Robert'); DROP TABLE call_log; -- \\\"😀\\\"\" <+4930555>")
                    .with("Variable", "TALK=" + seconds)
                    .with("Async", "true"));
        }
        return ids;
    }

    private void awaitCalls(int number) throws Exception {
        Operator.await(number + " calls have ended", () -> ended().size() >= number);
    }

    private void awaitEnded(List<String> calls) throws Exception {
        Operator.await("these calls have ended: " + calls, () -> ended().containsAll(calls));
    }

    /** Waits until the telephone of this extension has answered the call. */
    private void awaitAnswered(String call, String extension) throws Exception {
        Operator.await(extension + " has answered", () -> !query(leg("channel", call, extension))
                .isEmpty());
    }

    private String channel(String call, String extension) throws Exception {
        return query(leg("channel", call, extension)).get(0);
    }

    private static String leg(String column, String call, String extension) {
        return "SELECT %s FROM call_leg WHERE answered IS NOT NULL AND call_id = '%s' AND channel LIKE 'Local/%s@phones-%%;1'"
                .formatted(column, call, extension);
    }

    private void awaitRows(String sql, String... rows) throws Exception {
        Operator.await(sql + " gives " + List.of(rows), () -> query(sql).equals(List.of(rows)));
    }

    private List<String> ended() throws Exception {
        return query("SELECT call_id FROM call_log WHERE ended IS NOT NULL");
    }

    /** The first column of each row; empty while there are no tables, or no database. */
    private List<String> query(String sql) throws Exception {
        List<String> values = new ArrayList<>();
        for (ServiceReference<DataSource> reference :
                bundles.getServiceReferences(DataSource.class, "(osgi.jndi.service.name=calls)")) {
            try (Connection connection = bundles.getService(reference).getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            } catch (SQLException notYet) {
                return List.of();
            }
        }
        return values;
    }

    private void awaitFailures(int number) throws Exception {
        Operator.await("the log says that the database fails", () -> failures().size() == number);
    }

    private List<String> failures() throws Exception {
        return operator.log("WARN", "The database #calls fails, events wait");
    }

    private List<String> beginnings() throws Exception {
        return operator.log("Events of pbx1 begin here");
    }

    private ManagerConnection pbx1() throws Exception {
        return bundles.getServiceReferences(ManagerConnection.class, "(name=pbx1)").stream()
                .map(bundles::getService)
                .findFirst()
                .orElse(null);
    }

    private String send(ManagerAction action) throws Exception {
        return pbx1().send(action).get(10, TimeUnit.SECONDS).toString();
    }
}
