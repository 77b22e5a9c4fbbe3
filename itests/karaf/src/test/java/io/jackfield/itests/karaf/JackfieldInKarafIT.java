package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** One Karaf, one PBX, and what users do with them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class JackfieldInKarafIT {

    /** Collects what routes deliver; found by routes as {@code bean:collector}. */
    public static class Collector {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        public void add(String line) {
            lines.add(line);
        }

        boolean has(String... parts) {
            return lines.stream().anyMatch(line -> Arrays.stream(parts).allMatch(line::contains));
        }
    }

    /** The simulator makes calls by itself; a real PBX is asked to. */
    private static final boolean SIMULATED = "simulator".equals(System.getProperty("pbx.kind"));

    private static final String CONNECTION =
            """
            host = 127.0.0.1
            port = %s
            username = %s
            secret = $[secret:pbx1.secret]
            permit = Command
            """
                    .formatted(System.getProperty("pbx.port"), JackfieldContainer.USER);

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();
    private final Collector collector = new Collector();
    private ServiceRegistration<Collector> collecting;

    @Configuration
    public Option[] container() {
        return JackfieldContainer.withPbx();
    }

    @Before
    public void connect() throws Exception {
        operator.write("etc/pbx1.secret", JackfieldContainer.SECRET);
        if (SIMULATED) {
            new Deployer(bundles).installFeature("jackfield-simulator");
            operator.write(
                    "etc/io.jackfield.simulator-pbx1.cfg",
                    "port = %s\nusername = %s\nsecret = $[secret:pbx1.secret]\ncallsPerSecond = 2\n"
                            .formatted(System.getProperty("pbx.port"), JackfieldContainer.USER));
        }
        operator.write("etc/io.jackfield.ami-pbx1.cfg", CONNECTION);
        Operator.await("pbx1 is up", () -> pbx1() != null && pbx1().state().isUp());
        Hashtable<String, Object> name = new Hashtable<>();
        name.put("name", "collector");
        collecting = bundles.registerService(Collector.class, collector, name);
    }

    @After
    public void stopCollecting() {
        collecting.unregister();
    }

    @Test
    public void routesFromJavaXmlAndYamlTakeEventsAndSendActions() throws Exception {
        Hashtable<String, Object> context = new Hashtable<>();
        context.put("camel.context", "java-routes");
        ServiceRegistration<RoutesBuilder> java = bundles.registerService(
                RoutesBuilder.class,
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ami:pbx1?events=UserEvent&where=UserEvent=Hello*")
                                .to("ami:pbx1/Ping")
                                .setBody(simple("java ${header.CamelAmiResponse} ${body.get('Ping')}"))
                                .to("bean:collector?method=add");
                    }
                },
                context);
        operator.write(
                "deploy/from-xml.camel.xml",
                """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route>
                    <from uri="ami:pbx1?events=UserEvent"/>
                    <convertBodyTo type="java.util.Map"/>
                    <setBody><simple>xml ${body[UserEvent]} ${body[Who]}</simple></setBody>
                    <to uri="bean:collector?method=add"/>
                  </route>
                </routes>
                """);
        operator.write(
                "deploy/from-yaml.camel.yaml",
                """
                - from:
                    uri: ami:pbx1
                    parameters:
                      events: UserEvent
                    steps:
                      - setBody:
                          simple: yaml ${body}
                      - to: bean:collector?method=add
                """);
        Operator.await(
                "all three contexts run", () -> contexts().containsAll(Set.of("java-routes", "from-xml", "from-yaml")));
        // A route subscribes when its context is up; events are sent until every kind of route has had one.
        Operator.await("each kind of route took the event", () -> {
            send(ManagerAction.of("UserEvent").with("UserEvent", "HelloWorld").with("Who", "Grüße & <tags>"));
            return collector.has("java Success Pong")
                    && collector.has("xml HelloWorld Grüße & <tags>")
                    && collector.has("yaml {", "\"UserEvent\":\"HelloWorld\"");
        });
        java.unregister();
        operator.delete("deploy/from-xml.camel.xml");
        operator.delete("deploy/from-yaml.camel.yaml");
        Operator.await("the contexts are gone with their routes", () -> contexts().stream()
                .noneMatch(Set.of("java-routes", "from-xml", "from-yaml")::contains));
    }

    @Test
    public void theConnectionServiceHasThreePropertiesAndNoServiceShowsASecret() throws Exception {
        ServiceReference<ManagerConnection> reference = bundles.getServiceReferences(
                        ManagerConnection.class, "(name=pbx1)")
                .iterator()
                .next();
        Set<String> keys = new TreeSet<>(Arrays.asList(reference.getPropertyKeys()));
        keys.removeAll(Set.of("objectClass", "service.id", "service.bundleid", "service.scope"));
        assertEquals(Set.of("name", "transport", "service.ranking"), keys);
        assertEquals("ami", reference.getProperty("transport"));
        for (ServiceReference<?> any : bundles.getAllServiceReferences(null, null)) {
            for (String key : any.getPropertyKeys()) {
                assertFalse(
                        any + " shows the secret in " + key,
                        text(any.getProperty(key)).contains(JackfieldContainer.SECRET));
            }
        }
        assertEquals(List.of(), operator.log(JackfieldContainer.SECRET));
    }

    @Test
    public void anEditedConnectionIsMadeAnewAndItsRoutesGoOnAfterOneGap() throws Exception {
        operator.write(
                "deploy/survivor.camel.yaml",
                """
                - from:
                    uri: ami:pbx1?events=UserEvent
                    steps:
                      - setBody:
                          simple: ${header.CamelAmiEventName} ${header.CamelAmiGapKind} ${header.CamelAmiConnection}
                      - to: bean:collector?method=add
                """);
        Operator.await("the route has begun", () -> collector.has("EventGap START pbx1"));
        ManagerConnection before = pbx1();
        operator.write("etc/io.jackfield.ami-pbx1.cfg", CONNECTION + "actionTimeout = 7s\n");
        Operator.await(
                "another connection is up",
                () -> pbx1() != null && pbx1() != before && pbx1().state().isUp());
        Operator.await("the route saw the gap", () -> collector.has("EventGap LOST pbx1"));
        Operator.await("the route takes events again", () -> {
            send(ManagerAction.of("UserEvent").with("UserEvent", "Again"));
            return collector.has("UserEvent");
        });
        assertEquals(
                1,
                collector.lines.stream().filter(line -> line.contains("LOST")).count());
        operator.delete("deploy/survivor.camel.yaml");
    }

    @Test
    public void aRouteWithASnapshotGetsTheChannelsInAFrameAndThenEvents() throws Exception {
        if (!SIMULATED) {
            send(call("snapshot-" + System.nanoTime(), 10));
        }
        operator.write(
                "deploy/snapshot.camel.yaml",
                """
                - from:
                    uri: ami:pbx1
                    parameters:
                      events: UserEvent
                      snapshot: channels
                      workers: 2
                    steps:
                      - setBody:
                          simple: ${header.CamelAmiEventName} ${header.CamelAmiSnapshot} ${header.CamelAmiSnapshotItems}
                      - to: bean:collector?method=add
                """);
        Operator.await("the frame has ended", () -> collector.has("SnapshotEnd CoreShowChannels"));
        List<String> lines = List.copyOf(collector.lines);
        int start = lines.indexOf("SnapshotStart CoreShowChannels ");
        int end = lines.indexOf("SnapshotEnd CoreShowChannels " + (lines.size() - 3));
        assertEquals("EventGap  ", lines.get(0));
        assertEquals(lines.toString(), List.of(1, lines.size() - 1), List.of(start, end));
        for (String item : lines.subList(start + 1, end)) {
            assertEquals("CoreShowChannel CoreShowChannels ", item);
        }
        assertTrue("calls were on the line: " + lines, SIMULATED || end > start + 1);
        Operator.await("the route takes events", () -> {
            send(ManagerAction.of("UserEvent").with("UserEvent", "Afterwards"));
            return collector.has("UserEvent");
        });
        operator.delete("deploy/snapshot.camel.yaml");
    }

    @Test
    public void aRouteFromEveryConnectionTakesInThoseThatComeLater() throws Exception {
        operator.write(
                "deploy/every.camel.yaml",
                """
                - from:
                    uri: ami:*?events=UserEvent
                    steps:
                      - setBody:
                          simple: ${header.CamelAmiEventName} ${header.CamelAmiConnection}
                      - to: bean:collector?method=add
                """);
        Operator.await("the route has begun", () -> collector.has("EventGap pbx1"));
        operator.write("etc/io.jackfield.ami-pbx2.cfg", CONNECTION);
        Operator.await("the route has begun on the other connection, too", () -> collector.has("EventGap pbx2"));
        send(ManagerAction.of("UserEvent").with("UserEvent", "Everywhere"));
        Operator.await(
                "both connections brought the event",
                () -> collector.has("UserEvent pbx1") && collector.has("UserEvent pbx2"));
        operator.delete("etc/io.jackfield.ami-pbx2.cfg");
        operator.delete("deploy/every.camel.yaml");
    }

    @Test
    public void badConfigurationIsOneLineThatNamesTheThing() throws Exception {
        operator.write("etc/io.jackfield.ami-badport.cfg", "host=127.0.0.1\nport=abc\nusername=u\nsecret=x\n");
        operator.write("etc/io.jackfield.ami-unresolved.cfg", "host=127.0.0.1\nusername=u\nsecret=$[secret:nowhere]\n");
        operator.write("etc/io.jackfield.ami-typo.cfg", "hots=127.0.0.1\nhost=h\nusername=u\nsecret=x\n");
        operator.write("etc/io.jackfield.ami-second.cfg", CONNECTION + "name = pbx1\n");
        operator.write(
                "etc/io.jackfield.ami-absent.cfg", "host=127.0.0.1\nport=1\nusername=u\nsecret=hunter2hunter2\n");
        operator.write(
                "etc/io.jackfield.ami-wrong.cfg",
                "host=127.0.0.1\nport=%s\nusername=jackfield\nsecret=hunter2hunter2\n"
                        .formatted(System.getProperty("pbx.port")));
        awaitOneLine("io.jackfield.ami~badport: port = abc", "expected a whole number from 1 to 65535");
        awaitOneLine("io.jackfield.ami~unresolved: secret holds $[secret:nowhere], which was not resolved");
        awaitOneLine("io.jackfield.ami~typo: unknown key hots");
        awaitOneLine("io.jackfield.ami~second: the name pbx1 is taken by the ami connection");
        awaitOneLine("absent: no connection to 127.0.0.1:1", "refused");
        awaitOneLine("wrong: no connection to", "login refused for user jackfield: Authentication failed");
        for (String name : List.of("badport", "unresolved", "typo", "second", "absent", "wrong")) {
            operator.delete("etc/io.jackfield.ami-" + name + ".cfg");
        }
        assertEquals(List.of(), operator.log("hunter2hunter2"));
        assertTrue("pbx1 was not disturbed", pbx1().state().isUp());
    }

    @Test
    public void badRoutesAreOneLineThatNamesTheThing() throws Exception {
        operator.write(
                "deploy/typo.camel.yaml", "- from:\n    uri: ami:pbx1?evnts=Hangup\n    steps:\n      - log: x\n");
        operator.write("deploy/nobody.camel.yaml", "- from:\n    uri: ami:pbx9\n    steps:\n      - log: x\n");
        operator.write("deploy/missing.camel.yaml", "- from:\n    uri: nosuch:thing\n    steps:\n      - log: x\n");
        Operator.await("the unknown option is named", () -> !operator.log("ERROR", "typo", "evnts")
                .isEmpty());
        Operator.await("the unknown connection is named", () -> !operator.log("WARN", "no connection named pbx9")
                .isEmpty());
        Operator.await("the missing component is named", () -> !operator.log("missing", "nosuch")
                .isEmpty());
        assertTrue("the route with the unknown connection waits", contexts().contains("nobody"));
        for (String name : List.of("typo", "nobody", "missing")) {
            operator.delete("deploy/" + name + ".camel.yaml");
        }
        long stackLines =
                operator.log().stream().filter(line -> line.startsWith("\tat ")).count();
        assertTrue("stack traces flood the log: " + stackLines, stackLines < 200);
    }

    @Test
    public void actionsListsAndErrorsReachTheCaller() throws Exception {
        EventList channels =
                pbx1().collect(ManagerAction.of("CoreShowChannels")).get(10, TimeUnit.SECONDS);
        assertTrue(channels.isList());
        assertTrue(channels.complete().isPresent());
        ManagerResponse uptime = send(ManagerAction.of("Command").with("Command", "core show uptime"));
        assertTrue(uptime.output().toString(), uptime.output().toString().contains("uptime"));
        ManagerResponse unknown = send(ManagerAction.of("NoSuchAction"));
        assertFalse(unknown.isSuccess());
        assertTrue(unknown.message(), unknown.message().contains("NoSuchAction"));
    }

    private static ManagerAction call(String id, int seconds) {
        return ManagerAction.of("Originate")
                .with("Channel", "Local/caller@office/n")
                .with("ChannelId", id)
                .with("Context", "office")
                .with("Exten", "101")
                .with("Priority", "1")
                .with("CallerID", "\"O'Neil; DROP\" <+4930555>")
                .with("Variable", "TALK=" + seconds)
                .with("Async", "true");
    }

    private void awaitOneLine(String... parts) throws Exception {
        Operator.await("a line with " + Arrays.toString(parts), () -> !operator.log(parts)
                .isEmpty());
        assertEquals(1, operator.log(parts).size());
    }

    private ManagerConnection pbx1() throws Exception {
        return bundles.getServiceReferences(ManagerConnection.class, "(name=pbx1)").stream()
                .map(bundles::getService)
                .findFirst()
                .orElse(null);
    }

    private ManagerResponse send(ManagerAction action) throws Exception {
        return pbx1().send(action).get(10, TimeUnit.SECONDS);
    }

    private Set<String> contexts() throws Exception {
        Set<String> names = new TreeSet<>();
        for (ServiceReference<CamelContext> reference : bundles.getServiceReferences(CamelContext.class, null)) {
            names.add(bundles.getService(reference).getName());
        }
        return names;
    }

    private static String text(Object value) {
        return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
    }
}
