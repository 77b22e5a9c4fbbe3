package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import io.jackfield.itests.karaf.Calls.Placed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.management.MBeanServer;
import javax.management.ObjectName;
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
 * The example helpdesk: calls of a PBX become cases, also when the helpdesk was stopped meanwhile, and each becomes one. Its routes
 * are a file that its bundle carries, and so the tests show what becomes of such files when their bundle changes.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HelpdeskIT {
    private static final String BUNDLE = "io.jackfield.helpdesk";
    private static final String ROUTES = "OSGI-INF/camel/helpdesk.camel.yaml of bundle " + BUNDLE;
    private static final String SERVICE_FILE = "etc/io.jackfield.examples.helpdesk.cfg";
    private static final Pattern COUNT = Pattern.compile("\"count\" : (\\d+)");

    /** As the PBX takes them out of {@code <...>}; it leaves out blanks and brackets. */
    private static final List<String> NUMBERS = List.of(
            "1001",
            "+49301234",
            "';DROPTABLEsupport_call;--",
            "'OR'1'='1",
            "\",\"customer\":\"Mallory\",\"x\":\"",
            "{\"$ne\":null}",
            "${bean:x}",
            ":#${body}?");

    /** One for all tests: 0 until the feature is installed. */
    private static int port;

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();
    private final HttpClient http = HttpClient.newHttpClient();
    private Deployer deployer;
    private Calls calls;
    private int logged;

    @Configuration
    public Option[] container() {
        return JackfieldContainer.withAgi();
    }

    @Before
    public void install() throws Exception {
        deployer = new Deployer(bundles);
        int pbx = Integer.getInteger("pbx.port");
        calls = new Calls(pbx, JackfieldContainer.USER, JackfieldContainer.SECRET);
        if (port == 0) {
            port = freePort();
            operator.write("etc/pbx1.secret", JackfieldContainer.SECRET);
            operator.write(
                    "etc/io.jackfield.ami-pbx1.cfg",
                    "host = 127.0.0.1\nport = %d\nusername = %s\nsecret = $[secret:pbx1.secret]\n"
                            .formatted(pbx, JackfieldContainer.USER));
            operator.write(SERVICE_FILE, "port = " + port + "\n");
            operator.write(
                    "etc/io.jackfield.routes-helpdesk.cfg", "helpdesk.url = http://127.0.0.1:" + port + "/cases\n");
            deployer.installFeature("example-helpdesk");
        }
        Operator.await("the routes run", () -> deployer.contexts().contains("helpdesk"));
        Operator.await("the tables are there", () -> arrivalsRun());
        Operator.await("the helpdesk takes cases", () -> opened() >= 0);
        logged = operator.log().size();
    }

    @After
    public void leave() throws Exception {
        calls.close();
    }

    @Test
    public void everyCallOpensOneCaseWhateverItsNumberIs() throws Exception {
        long before = opened();
        List<Placed> placed = new ArrayList<>();
        for (String number : NUMBERS) {
            placed.add(calls.placeFrom(number, 1));
        }
        calls.await("the end of all", () -> placed.stream().allMatch(Placed::over));
        for (Placed call : placed) {
            Operator.await("the case of " + call, () -> status(call).equals("OPENED"));
            assertEquals(List.of(call.variable("CALLER")), column("caller", call));
            assertEquals(1, casesOf(call));
        }
        assertEquals(List.of("Ada Brandt"), column("customer", placed.get(0)));
        for (Placed stranger : placed.subList(1, placed.size())) {
            assertEquals(List.of("nobody"), column("COALESCE(customer, 'nobody')", stranger));
        }
        assertEquals(
                "the hostile ones came through as they are", NUMBERS.size(), new TreeSet<>(callers(placed)).size());
        assertEquals(before + NUMBERS.size(), opened());
        assertEquals(List.of(), news(" ERROR "));
        assertEquals(List.of(), news(" WARN ", "helpdesk"));
    }

    @Test
    public void aHelpdeskThatWasStoppedGetsItsCasesWhenItIsThereAgain() throws Exception {
        long before = opened();
        operator.delete(SERVICE_FILE);
        Operator.await("the helpdesk is stopped", () -> opened() < 0);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.add(calls.placeFrom("+4989" + i, 1));
        }
        calls.await("the end of all", () -> placed.stream().allMatch(Placed::over));
        for (Placed call : placed) {
            Operator.await("a row for " + call, () -> status(call).equals("WAITING"));
        }
        Operator.await("it is said", () -> !news("The helpdesk is away").isEmpty());
        // The update does not disturb what waits.
        deployer.update(BUNDLE);
        Operator.await("the routes run again", () -> deployer.contexts().contains("helpdesk") && arrivalsRun());
        // File Install deletes the file of a configuration that was deleted, a moment later, even if it is a new one.
        Operator.await("the helpdesk is there again", () -> {
            if (!operator.exists(SERVICE_FILE)) {
                operator.write(SERVICE_FILE, "port = " + port + "\n");
            }
            return opened() >= 0;
        });
        for (Placed call : placed) {
            Operator.await("the case of " + call, () -> status(call).equals("OPENED"));
            assertEquals(1, casesOf(call));
        }
        assertEquals(before + placed.size(), opened());
        assertEquals(List.of(), news(" ERROR "));
    }

    @Test
    public void routesThatABundleCarriesComeAndGoWithItAndACallInProgressStaysOneCase() throws Exception {
        Placed call = calls.placeFrom("1002", 20);
        Operator.await("its case", () -> status(call).equals("OPENED"));
        Bundle bundle = deployer.bundles(BUNDLE).get(0);
        bundle.stop();
        assertFalse(deployer.contexts().contains("helpdesk"));
        assertEquals(1, news("Routes \"helpdesk\" stopped").size());
        bundle.start();
        Operator.await("they run again", () -> deployer.contexts().contains("helpdesk") && arrivalsRun());
        assertEquals(1, news("Routes \"helpdesk\" of " + ROUTES + " run").size());
        assertFalse("the call goes on", call.over());
        deployer.update(BUNDLE);
        Operator.await(
                "they run once more",
                () -> news("Routes \"helpdesk\" of " + ROUTES + " run").size() == 2 && arrivalsRun());
        calls.awaitEnd(call);
        assertEquals(List.of("OPENED"), column("status", call));
        assertEquals(1, casesOf(call));
        assertEquals(List.of(), news(" ERROR "));
    }

    /** Asked of Camel's management: the tests are linked to no class of Camel. */
    private static boolean arrivalsRun() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.apache.camel:context=helpdesk,type=routes,name=\"arrivals\"");
        return server.isRegistered(name) && "Started".equals(server.getAttribute(name, "State"));
    }

    /** How many cases the helpdesk has; below 0 if it does not answer. */
    private long opened() throws Exception {
        HttpRequest all = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cases"))
                .build();
        try {
            Matcher count =
                    COUNT.matcher(http.send(all, BodyHandlers.ofString()).body());
            return count.find() ? Long.parseLong(count.group(1)) : -1;
        } catch (IOException notThereOrJustStopping) {
            return -1;
        }
    }

    private String status(Placed call) throws Exception {
        return String.join(" ", column("status", call));
    }

    private List<String> callers(List<Placed> placed) {
        return placed.stream().map(call -> call.variable("CALLER")).toList();
    }

    private List<String> column(String column, Placed call) throws Exception {
        return query("SELECT " + column + " FROM support_call WHERE call_key = ?", "pbx1/" + call.id());
    }

    private int casesOf(Placed call) throws Exception {
        return query("SELECT id FROM helpdesk_case WHERE idempotency_key = ?", "pbx1/" + call.id())
                .size();
    }

    private List<String> query(String sql, String argument) throws Exception {
        List<String> rows = new ArrayList<>();
        for (ServiceReference<DataSource> reference :
                bundles.getServiceReferences(DataSource.class, "(osgi.jndi.service.name=helpdesk)")) {
            try (Connection connection = bundles.getService(reference).getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, argument);
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
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

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
