package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jackfield.itests.karaf.Calls.Placed;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.sql.DataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Calls of a PBX into {@code AGI()}: servers and routes that come, change and go by files, handlers by bundles. What became of a call is
 * asked of the PBX.
 *
 * <p>Nothing here is linked to a class of Jackfield or of Camel: their updates would restart these tests as well.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AgiInKarafIT {

    /** Keeps calls in a route until it is opened; found by routes as {@code bean:gate}. */
    public static class Gate {
        private volatile boolean open;

        public boolean isOpen() {
            return open;
        }
    }

    private static final int PORT = Integer.getInteger("agi.port", 0);
    private static final String SERVER_FILE = "etc/io.jackfield.fastagi-main.cfg";
    private static final String SERVER = "port = " + PORT + "\ndrainTimeout = 1500ms\n";
    private static final String ROUTES_FILE = "deploy/agi.camel.yaml";

    /** One route for either transport, and one that keeps its calls. */
    private static final String ROUTES =
            """
            - from:
                uri: fastagi:hello/{name}
                steps:
                  - to: agi:answer
                  - to: agi:set-variable?variable=GREETING&value=fast ${header.CamelAgiParameter.name}
            - from:
                uri: asyncagi:pbx1/hello/{name}
                steps:
                  - to: agi:stream-file?file=beep
                  - to: agi:set-variable?variable=GREETING&value=async ${header.CamelAgiParameter.name}
            - from:
                uri: fastagi:kept
                steps:
                  - to: agi:set-variable?variable=BEGUN&value=kept
                  - loop:
                      simple: ${bean:gate?method=isOpen} == false
                      doWhile: true
                      steps:
                        - to: agi:wait-for-digit?timeout=1s&result=header.key
                  - to: agi:set-variable?variable=DONE&value=kept
            """;

    private static final ComponentBundle STAY = new ComponentBundle(
            "stay",
            "io.jackfield.itests.karaf.handlers.Stay",
            "io.jackfield.agi.AgiHandler",
            "agi.script",
            "stay/{millis}",
            "io.jackfield.agi,org.osgi.framework");

    private static final int UPDATES = 20;
    private static final int KEPT = 160;
    private static final int SHORT = 36;
    private static final int LONG = 4;

    /** One for all tests: routes keep the one they found. */
    private static final Gate GATE = new Gate();

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();
    private Deployer deployer;
    private Calls calls;
    private int logged;

    @Configuration
    public Option[] container() {
        return JackfieldContainer.withAgi();
    }

    @Before
    public void listen() throws Exception {
        logged = operator.log().size();
        deployer = new Deployer(bundles);
        int pbx = Integer.getInteger("pbx.port");
        calls = new Calls(pbx, JackfieldContainer.USER, JackfieldContainer.SECRET);
        GATE.open = false;
        if (bundles.getServiceReference(Gate.class) == null) {
            bundles.registerService(Gate.class, GATE, new Hashtable<>(Map.of("name", "gate")));
            operator.write("etc/pbx1.secret", JackfieldContainer.SECRET);
            operator.write(
                    "etc/io.jackfield.ami-pbx1.cfg",
                    "host = 127.0.0.1\nport = %d\nusername = %s\nsecret = $[secret:pbx1.secret]\n"
                            .formatted(pbx, JackfieldContainer.USER));
            operator.write(SERVER_FILE, SERVER);
            operator.write(ROUTES_FILE, ROUTES);
        }
        Operator.await("the routes run", () -> deployer.contexts().contains("agi"));
        Operator.await("the server listens", () -> listens(PORT));
    }

    @After
    public void leave() throws Exception {
        GATE.open = true;
        calls.close();
    }

    @Test
    public void routesFromAFileTakeCallsOfBothTransports() throws Exception {
        Placed fast = calls.awaitEnd(calls.place("agi", "hello/Ada"));
        assertEquals("SUCCESS OK", fast.status());
        assertEquals("fast Ada", fast.variable("GREETING"));
        Placed async = calls.awaitEnd(calls.place("async", "hello/Boris"));
        assertEquals("SUCCESS OK", async.status());
        assertEquals("async Boris", async.variable("GREETING"));
        Placed nobodys = calls.awaitEnd(calls.place("agi", "nobody"));
        assertEquals("FAILURE ", nobodys.status());
        assertEquals(List.of(), news(" ERROR "));
    }

    @Test
    public void aServerIsEditedWhileACallIsInProgressAndWhatIsWrongIsOneLine() throws Exception {
        Placed kept = calls.place("agi", "kept", "TALK=60");
        calls.await("the call has begun", kept::begun);
        int other = freePort();
        operator.write(SERVER_FILE, "port = " + other + "\nmaxSessions = 1\n");
        Operator.await("it listens on the other port alone", () -> listens(other) && !listens(PORT));
        operator.write(SERVER_FILE, SERVER + "maxSessions = 1\n");
        Operator.await("it is back", () -> listens(PORT) && !listens(other));
        assertEquals("FAILURE ", calls.awaitEnd(calls.place("agi", "hello/Ada")).status());
        assertEquals(1, news("WARN", "refuses calls", "maxSessions = 1").size());

        operator.write(SERVER_FILE, SERVER + "idleTimeout = soon\n");
        awaitOneLine(
                "ERROR", "etc/io.jackfield.fastagi-main.cfg: idleTimeout = soon", "goes on with its former settings");
        operator.write(SERVER_FILE, SERVER + "maxSession = 1\n");
        awaitOneLine("ERROR", "etc/io.jackfield.fastagi-main.cfg: unknown key maxSession");
        operator.write("etc/io.jackfield.fastagi-second.cfg", "port = 0\nname = main\n");
        awaitOneLine("ERROR", "etc/io.jackfield.fastagi-second.cfg: the name main is taken");
        operator.write(
                "etc/io.jackfield.fastagi-third.cfg",
                "port = 0\ntls = true\nkeyStore = nowhere.p12\nkeyStorePassword = hunter2hunter2\n");
        awaitOneLine("ERROR", "etc/io.jackfield.fastagi-third.cfg: keyStore = nowhere.p12");
        operator.delete("etc/io.jackfield.fastagi-second.cfg");
        operator.delete("etc/io.jackfield.fastagi-third.cfg");
        assertEquals(List.of(), operator.log("hunter2hunter2"));
        assertFalse("the call was not disturbed", kept.over());

        GATE.open = true;
        assertEquals("SUCCESS OK", calls.awaitEnd(kept).status());
        operator.delete(SERVER_FILE);
        Operator.await("no server listens", () -> !listens(PORT));
        assertEquals("FAILURE ", calls.awaitEnd(calls.place("agi", "hello/Ada")).status());
        // File Install deletes the file of a configuration that was deleted, a moment later, even if it is a new one.
        Operator.await("it is made anew", () -> {
            if (!operator.exists(SERVER_FILE)) {
                operator.write(SERVER_FILE, SERVER);
            }
            return listens(PORT);
        });
        assertEquals(
                "SUCCESS OK", calls.awaitEnd(calls.place("agi", "hello/Ada")).status());
    }

    @Test
    public void aPortThatIsTakenIsListenedAtWhenItIsFree() throws Exception {
        int port = freePort();
        try (ServerSocket somebody = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            operator.write("etc/io.jackfield.fastagi-second.cfg", "port = " + port + "\n");
            awaitOneLine("ERROR", "FastAGI server second cannot listen on 127.0.0.1:" + somebody.getLocalPort());
        }
        Operator.await(
                "it listens", () -> !news("FastAGI server second listens on").isEmpty() && listens(port));
        operator.delete("etc/io.jackfield.fastagi-second.cfg");
        Operator.await("the port is free again", () -> !listens(port));
    }

    /**
     * Of the calls of the handler that is updated, those that come to their end within drainTimeout do so in the version that began
     * them; longer ones are cut, with AGISTATUS=FAILURE; those that come while there is no handler are refused in the same way. All
     * other calls never notice.
     */
    @Test
    public void aHandlerIsUpdatedTwentyTimesAmidTwoHundredCalls() throws Exception {
        Bundle handler = deployer.install(STAY.version("1.0.0"));
        Leftovers first = new Leftovers(bundles, "stay");
        List<Placed> kept = place(KEPT, "kept");
        List<Placed> brief = new ArrayList<>();
        List<Placed> cut = new ArrayList<>();
        List<Placed> late = new ArrayList<>();
        calls.await("the calls of the other route are in progress", () -> kept.stream()
                .allMatch(Placed::begun));
        try {
            for (int update = 1; update <= UPDATES; update++) {
                // In one of four updates some calls are too long for drainTimeout, which the update then takes.
                int tooLong = update % 4 == 0 ? LONG : 0;
                List<Placed> now = new ArrayList<>(place(tooLong, "stay/60000"));
                cut.addAll(now);
                List<Placed> others = place(SHORT + LONG - tooLong, "stay/800");
                brief.addAll(others);
                now.addAll(others);
                calls.await("the calls of the handler have begun", () -> now.stream()
                        .allMatch(Placed::begun));
                Thread caller = new Thread(() -> late.addAll(place(2, "stay/100")));
                caller.start();
                handler.update(STAY.version("1.0." + update));
                caller.join();
            }
            for (List<Placed> all : List.of(brief, cut, late)) {
                calls.await("the end of all", () -> all.stream().allMatch(Placed::over));
            }
            assertTrue("the other calls go on", kept.stream().noneMatch(Placed::over));
            GATE.open = true;
            calls.await("the end of the other calls", () -> kept.stream().allMatch(Placed::over));
        } finally {
            handler.uninstall();
        }
        assertEquals(Map.of("SUCCESS OK kept kept", KEPT), tally(kept));
        assertEquals(Map.of("FAILURE cut", UPDATES / 4 * LONG), tally(cut));
        assertEquals(Map.of("SUCCESS done by who began", UPDATES * (SHORT + LONG) - cut.size()), tally(brief));
        assertTrue(
                tally(late).toString(),
                Set.of("SUCCESS done by who began", "FAILURE refused", "FAILURE cut")
                        .containsAll(tally(late).keySet()));
        assertEquals(UPDATES * 2, late.size());
        assertEquals(List.of(), news(" ERROR "));
        first.assertGone();
        System.out.println("Updates of a handler: " + UPDATES + "; calls that came during them: " + tally(late));
    }

    /** How many calls had which outcome; of each it is the only one. */
    private static Map<String, Integer> tally(List<Placed> calls) {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Placed call : calls) {
            assertTrue("one outcome: " + call, call.overOnce());
            outcomes.merge(outcome(call), 1, Integer::sum);
        }
        return outcomes;
    }

    private static String outcome(Placed call) {
        String begun = call.variable("BEGUN");
        String done = call.variable("DONE");
        if (begun.equals("kept")) {
            return call.status() + " " + begun + " " + done;
        }
        if (begun.isEmpty()) {
            return call.variable("AGISTATUS") + " refused";
        }
        String how = done.isEmpty() ? "cut" : done.equals(begun) ? "done by who began" : "done by " + done;
        return call.variable("AGISTATUS") + " " + how;
    }

    private List<Placed> place(int number, String script) {
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            placed.add(calls.place("agi", script, "TALK=60"));
        }
        return placed;
    }

    @Test
    public void theExampleIvrAsksForAPinAndRoutesTheCall() throws Exception {
        deployer.installFeature("example-ivr");
        try {
            Operator.await("the tables are there", () -> !news("The tables of the IVR are there")
                    .isEmpty());
            Map<String, String> keys = Map.of(
                    "1234#", "SUCCESS OK DIALLED",
                    "2345#", "SUCCESS OK DIALLED",
                    "9999#", "SUCCESS OK ANNOUNCED",
                    "0000#wwwww0000#wwwww0000#wwwww0000#", "SUCCESS OK WRONG_PIN");
            Map<Placed, String> placed = new TreeMap<>((a, b) -> a.id().compareTo(b.id()));
            for (Map.Entry<String, String> key : keys.entrySet()) {
                placed.put(calls.place("agi", "ivr", "KEYS=" + key.getKey(), "TALK=60"), key.getValue());
            }
            Placed hungUp = calls.place("agi", "ivr", "KEYS=12", "TALK=0");
            placed.put(hungUp, "HANGUP  ");
            calls.await("the end of all", () -> placed.keySet().stream().allMatch(Placed::over));
            placed.forEach((call, expected) ->
                    assertEquals(call.toString(), expected, call.status() + " " + call.variable("IVR_OUTCOME")));
            Operator.await(
                    "a row for each",
                    () -> query("SELECT uniqueid FROM ivr_call").size() == placed.size());
            assertEquals(
                    Set.of(
                            "Ada Brandt DIALLED",
                            "Boris Klein DIALLED",
                            "Chiara Rossi ANNOUNCED",
                            "nobody WRONG_PIN",
                            "nobody NO_PIN"),
                    new TreeSet<>(query("SELECT COALESCE(customer, 'nobody') || ' ' || outcome FROM ivr_call")));
            assertEquals(List.of(), news(" WARN "));

            query("ALTER TABLE customer RENAME TO away");
            Placed unlucky = calls.awaitEnd(calls.place("agi", "ivr", "KEYS=1234#", "TALK=60"));
            assertEquals("SUCCESS FAILED NO_DATABASE", unlucky.status() + " " + unlucky.variable("IVR_OUTCOME"));
        } finally {
            deployer.uninstallFeature("example-ivr");
        }
    }

    @Test
    public void anUninstalledFeatureLeavesNothing() throws Exception {
        assertEquals(
                "SUCCESS OK", calls.awaitEnd(calls.place("agi", "hello/Ada")).status());
        assertEquals(
                "SUCCESS OK", calls.awaitEnd(calls.place("async", "hello/Ada")).status());
        Leftovers before = new Leftovers(bundles, "io.jackfield.", "io.netty.", "camel-");
        deployer.uninstallFeature("jackfield");
        try {
            assertEquals(List.of(), deployer.bundles("io.jackfield.", "io.netty.", "camel-"));
            assertEquals(List.of(), deployer.services("io.jackfield.", "org.apache.camel."));
            Operator.await("their threads have ended", () -> Leftovers.threads().isEmpty());
            assertEquals(Set.of(), Leftovers.managed());
            before.assertGone();
        } finally {
            deployer.installFeature("jackfield");
        }
        Operator.await("the routes run", () -> deployer.contexts().contains("agi"));
        assertEquals(
                "SUCCESS OK", calls.awaitEnd(calls.place("agi", "hello/Ada")).status());
    }

    /** The rows of a query, a column each; none for another statement, and none while the database is not there. */
    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        for (ServiceReference<DataSource> reference :
                bundles.getServiceReferences(DataSource.class, "(osgi.jndi.service.name=customers)")) {
            try (Connection connection = bundles.getService(reference).getConnection();
                    Statement statement = connection.createStatement()) {
                if (statement.execute(sql)) {
                    ResultSet found = statement.getResultSet();
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    private void awaitOneLine(String... parts) throws Exception {
        Operator.await("a line with " + List.of(parts), () -> !news(parts).isEmpty());
        assertEquals(1, news(parts).size());
    }

    private List<String> news(String... parts) throws Exception {
        List<String> log = operator.log();
        return log.subList(logged, log.size()).stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }

    private static boolean listens(int port) throws Exception {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
