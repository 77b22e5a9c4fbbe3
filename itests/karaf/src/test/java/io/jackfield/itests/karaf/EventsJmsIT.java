package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.apache.camel.util.json.JsonObject;
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

/**
 * The example events-jms: a PBX, a broker in Karaf or one beside it, and a client that comes over TCP. What the client is sent is
 * numbered, so that a loss is seen. Classes of JMS are in {@link JmsClient} alone: they are not there before the example is.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EventsJmsIT {

    private static final boolean SIMULATED = "simulator".equals(System.getProperty("pbx.kind"));
    private static final String FEATURE = "example-events-jms";
    private static final String BROKER_FILE = "etc/io.jackfield.broker-events.cfg";
    private static final String USER = "username = esb\npassword = $[secret:esb.password]\n";
    private static final int PORT = freePort();
    private static final String URL = "tcp://127.0.0.1:" + PORT;
    private static final String BROKER = "folder = ${karaf.data}/broker\nport = " + PORT + "\n" + USER;
    private static final String NUMBERED = "event = 'UserEvent'";
    private static final int DISK_MIB = 40;

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();
    private Deployer deployer;
    private int logged;

    @Configuration
    public Option[] container() {
        List<Option> options = new ArrayList<>(Arrays.asList(JackfieldContainer.withPbx()));
        options.add(OutsideBroker.option());
        return options.toArray(Option[]::new);
    }

    @Before
    public void install() throws Exception {
        logged = operator.log().size();
        deployer = new Deployer(bundles);
        operator.write("etc/pbx1.secret", JackfieldContainer.SECRET);
        operator.write("etc/esb.password", "esb-secret");
        if (SIMULATED) {
            deployer.installFeature("jackfield-simulator");
            operator.write(
                    "etc/io.jackfield.simulator-pbx1.cfg",
                    "port = %s\nusername = %s\nsecret = $[secret:pbx1.secret]\nextension.default.answer = Answer; Wait(1)\n"
                            .formatted(System.getProperty("pbx.port"), JackfieldContainer.USER));
        }
        operator.write(
                "etc/io.jackfield.ami-pbx1.cfg",
                "host = 127.0.0.1\nport = %s\nusername = %s\nsecret = $[secret:pbx1.secret]\n"
                        .formatted(System.getProperty("pbx.port"), JackfieldContainer.USER));
        operator.write(
                "etc/io.jackfield.routes-events-jms.cfg",
                "events-jms.events = Newchannel,Newstate,Hangup,ExtensionStatus,UserEvent\n");
        operator.write(BROKER_FILE, BROKER);
        deployer.installFeature(FEATURE);
        awaitAtWork(URL);
    }

    @Test
    public void aCallIsPlacedByACommandAndToldByEvents() throws Exception {
        try (JmsClient client = new JmsClient(URL, "calls", "type = 'call'")) {
            String id = "jms-" + System.nanoTime();
            JsonObject reply = client.command(
                    """
                    {"version": 1, "action": "Originate", "arguments": {"Channel": "Local/answer@default/n", "ChannelId": "%s",
                     "Application": "Wait", "Data": "1", "Variable": {"WAIT": 1}, "CallerID": "\\"{}\\" <4711>"}}
                    """
                            .formatted(id));
            assertTrue(reply.toJson(), reply.getBoolean("success"));
            assertEquals("answered", reply.getString("message"));
            List<String> told = new ArrayList<>();
            while (!told.contains("Hangup")) {
                JsonObject event = client.event();
                Map<String, Object> call = event.getMap("call");
                if (call.get("leg") instanceof Map<?, ?> leg && id.equals(leg.get("id"))) {
                    told.add(event.getString("event"));
                }
            }
            assertEquals("Newchannel", told.get(0));
            assertTrue(told.toString(), told.contains("Newstate"));

            assertEquals("NOT_PERMITTED", code(client.command("{\"version\":1,\"action\":\"Command\"}")));
            assertEquals("REFUSED", code(client.command("{\"version\":1,\"action\":\"NoSuchAction\"}")));
            assertEquals("BAD_COMMAND", code(client.command("Action: Ping\r\n\r\n")));
            assertEquals(List.of(), news(" ERROR "));
        }
        assertEquals("the password is nowhere in the log", List.of(), operator.log("esb-secret"));
    }

    @Test
    public void theStateOfAnExtensionIsTold() throws Exception {
        assumeTrue("the simulator has no hints", !SIMULATED);
        try (JmsClient client = new JmsClient(URL, "lamps", "type = 'extension'")) {
            setLamp("NOT_INUSE");
            setLamp("INUSE");
            JsonObject extension = new JsonObject();
            while (!"InUse".equals(extension.getString("text"))) {
                extension = new JsonObject(client.event().getMap("extension"));
            }
            assertEquals("lamp", extension.getString("extension"));
        }
    }

    @Test
    public void aBrokerInKarafThatIsConfiguredAnewKeepsWhatWaits() throws Exception {
        new JmsClient(URL, "edited", NUMBERED).close();
        send(0, 10);
        edit(BROKER + "storeLimit = 64MiB\n");
        awaitAtWork(URL);
        send(10, 20);
        try (JmsClient client = new JmsClient(URL, "edited", NUMBERED)) {
            assertEquals(range(20), numbers(client, 20));
        }
        assertEquals(List.of(), news(" ERROR "));
        edit(BROKER);
    }

    @Test
    public void aBrokerElsewhereIsKilledAndNothingIsLost() throws Exception {
        try (OutsideBroker broker = new OutsideBroker(Files.createTempDirectory("broker"), freePort())) {
            broker.start();
            operator.write("etc/io.jackfield.jms-events.cfg", "url = " + broker.url() + "\n" + USER);
            operator.delete(BROKER_FILE);
            Operator.await("there are connections", () -> !news("JMS connections events go to " + broker.url())
                    .isEmpty());
            awaitAtWork(broker.url());
            new JmsClient(broker.url(), "killed", NUMBERED).close();
            send(0, 20);
            broker.kill();
            send(20, 40);
            Operator.await("the route waits for the broker", () -> !news("WARN", "events-jms", "JmsException")
                    .isEmpty());
            broker.start();
            send(40, 60);
            try (JmsClient client = new JmsClient(broker.url(), "killed", NUMBERED)) {
                assertEquals(range(60), numbers(client, 60));
                assertTrue(client.command("{\"version\":1,\"action\":\"Ping\"}").getBoolean("success"));
            }
        } finally {
            operator.delete("etc/io.jackfield.jms-events.cfg");
            // File Install deletes the file of a configuration that was deleted, a moment later, even if it is a new
            // one.
            Operator.await("the broker in Karaf is back", () -> {
                if (!operator.exists(BROKER_FILE)) {
                    operator.write(BROKER_FILE, BROKER);
                }
                return JmsClient.reaches(URL);
            });
        }
    }

    /** The disk is a small one of memory, which takes the rights of root. */
    @Test
    public void aFullDiskHoldsEventsUpAndLosesNone() throws Exception {
        assumeTrue("only root may mount", "root".equals(System.getProperty("user.name")));
        int number = 1000;
        Path disk = Files.createTempDirectory("disk");
        run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString());
        try {
            edit(BROKER.replace("${karaf.data}", disk.toString()));
            awaitAtWork(URL);
            new JmsClient(URL, "full", NUMBERED).close();
            send(0, 5);
            Path filler = disk.resolve("filler");
            fill(filler);
            send(5, number);
            Operator.await("the route waits for room", () -> !news("WARN", "events-jms", "JmsException")
                    .isEmpty());
            Files.delete(filler);
            Operator.await("the broker can be reached", () -> JmsClient.reaches(URL));
            try (JmsClient client = new JmsClient(URL, "full", NUMBERED)) {
                assertEquals(range(number), numbers(client, number));
            }
        } finally {
            edit(BROKER);
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    public void aBundleThatIsStoppedLeavesNoThreadAndNoPort() throws Exception {
        Bundle jms = deployer.bundles("io.jackfield.jms").get(0);
        jms.stop();
        try {
            Operator.await("its threads have ended", () -> Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.startsWith("ActiveMQ") || name.startsWith("broker-")));
            assertFalse("nobody listens", JmsClient.reaches(URL));
        } finally {
            jms.start();
        }
        awaitAtWork(URL);
    }

    /** Returns when the broker has been started with that. */
    private void edit(String text) throws Exception {
        int before = operator.log("Broker events runs").size();
        operator.write(BROKER_FILE, text);
        Operator.await(
                "the broker stopped and runs again",
                () -> operator.log("Broker events runs").size() > before);
    }

    /** Waits until an event of the PBX reaches a subscriber of this broker. */
    private void awaitAtWork(String url) throws Exception {
        Operator.await("the routes run", () -> deployer.contexts().contains("events-jms"));
        Operator.await(
                "the connection to the PBX is up",
                () -> pbx1() != null && pbx1().state().isUp());
        Operator.await("the broker can be reached", () -> JmsClient.reaches(url));
        try (JmsClient probe = new JmsClient(url, null, NUMBERED)) {
            Operator.await("events reach subscribers", () -> {
                send(ManagerAction.of("UserEvent").with("UserEvent", "Probe"));
                return probe.heard();
            });
        }
    }

    private void send(int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            send(ManagerAction.of("UserEvent")
                    .with("UserEvent", "Numbered")
                    .with("Number", number)
                    .with("Padding", "x".repeat(500)));
        }
    }

    private void setLamp(String state) throws Exception {
        send(ManagerAction.of("Setvar")
                .with("Variable", "DEVICE_STATE(Custom:lamp)")
                .with("Value", state));
    }

    private void send(ManagerAction action) throws Exception {
        assertTrue(pbx1().send(action).get(10, TimeUnit.SECONDS).isSuccess());
    }

    private ManagerConnection pbx1() throws Exception {
        return bundles.getServiceReferences(ManagerConnection.class, "(name=pbx1)").stream()
                .map(bundles::getService)
                .findFirst()
                .orElse(null);
    }

    /** The numbers that come up to the last one; what comes once more, because it was not sure whether it had come, counts once. */
    private static List<Integer> numbers(JmsClient client, int end) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        while (!numbers.contains(end - 1)) {
            Map<String, Object> headers = client.event().getMap("headers");
            Object number = headers.get("Number");
            if (number != null) {
                int next = Integer.parseInt((String) number);
                if (numbers.isEmpty() || numbers.get(numbers.size() - 1) != next) {
                    numbers.add(next);
                }
            }
        }
        return numbers;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static String code(JsonObject reply) {
        assertFalse(reply.toJson(), reply.getBoolean("success"));
        Map<String, Object> error = reply.getMap("error");
        return (String) error.get("code");
    }

    private static void fill(Path filler) throws Exception {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < DISK_MIB << 4; i++) {
                out.write(block);
            }
            fail("there is still room");
        } catch (IOException full) {
            assertTrue(full.toString(), full.getMessage().contains("space"));
        }
    }

    private static void run(String... command) throws Exception {
        assertEquals(
                Arrays.toString(command),
                0,
                new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private List<String> news(String... parts) throws Exception {
        List<String> log = operator.log();
        return log.subList(logged, log.size()).stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
