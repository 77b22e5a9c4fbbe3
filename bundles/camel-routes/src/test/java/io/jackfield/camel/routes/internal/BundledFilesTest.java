package io.jackfield.camel.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.routes.internal.parts.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Route files that bundles carry, in a real framework. */
class BundledFilesTest {
    /** A class that only its bundle has: Camel would look on the class path of the test first. */
    private static final String PERSONAL = Identity.class.getName().replace("Identity", "Personal");

    private static final String ENTRY = "OSGI-INF/camel/greet.camel.xml";

    @TempDir
    private Path folder;

    private LogLines log;
    private TestFramework framework;
    private BundleContext bundles;
    private ContextSupervisor supervisor;
    private BundledFiles files;
    private FrameworkWatch watch;

    @BeforeEach
    void start() throws Exception {
        log = new LogLines();
        framework = new TestFramework(folder);
        framework.camel();
        bundles = framework.context();
        supervisor = new ContextSupervisor(bundles, context -> Map.of());
        files = new BundledFiles(bundles, supervisor);
        watch = new FrameworkWatch(bundles, supervisor);
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        files.close();
        supervisor.close();
        framework.close();
        log.close();
        await().untilAsserted(() -> assertThat(
                        Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.equals("camel-routes") || name.startsWith("Camel (")));
    }

    @Test
    void eachFileIsAContextAndOtherEntriesAreLeftAlone() throws Exception {
        framework.yamlDsl();
        install(Map.of(
                ENTRY,
                text(constant("hello")),
                "OSGI-INF/camel/more.camel.yaml",
                text("- from: {uri: 'direct:in', steps: [{setBody: {constant: more}}]}"),
                "OSGI-INF/camel/readme.xml",
                text("<not/>"),
                "OSGI-INF/camel/deeper/d.camel.xml",
                text(constant("deeper")),
                "OSGI-INF/d.camel.xml",
                text(constant("elsewhere"))));
        assertThat(request(awaitRunning("greet"))).isEqualTo("hello");
        assertThat(request(awaitRunning("more"))).isEqualTo("more");
        assertThat(log.with("\"greet\" of " + ENTRY + " of bundle carrier run")).hasSize(1);
        assertThat(contexts()).isEqualTo(2);
    }

    @Test
    void routesNameClassesThatTheirBundleKeepsToItselfAndAnUpdateBringsNewOnes() throws Exception {
        Bundle carrier = install(Map.of(ENTRY, text(bean()), PERSONAL.replace('.', '/') + ".class", personal()));
        CamelContext first = awaitRunning("greet");
        Object before = request(first);
        assertThat(FrameworkUtil.getBundle((Class<?>) before)).isSameAs(carrier);

        carrier.update(framework.jar(
                "carrier", Map.of(ENTRY, text(bean()), PERSONAL.replace('.', '/') + ".class", personal())));

        CamelContext second = awaitOther("greet", first);
        assertThat(first.isStopped()).isTrue();
        Object after = request(second);
        assertThat(after).isNotSameAs(before).hasToString(before.toString());
        assertThat(FrameworkUtil.getBundle((Class<?>) after)).isSameAs(carrier);

        carrier.update(framework.jar("carrier", Map.of(ENTRY, text(constant("new")))));
        assertThat(request(awaitOther("greet", second))).isEqualTo("new");

        carrier.update(framework.jar("carrier", Map.of()));
        await().until(() -> contexts() == 0);
        assertThat(log.all()).noneMatch(line -> line.contains("ERROR") || line.contains("WARN"));
    }

    @Test
    void aBundleThatStopsOrIsUninstalledTakesItsRoutesWithIt() throws Exception {
        Bundle carrier = install(Map.of(ENTRY, text(constant("hello"))));
        CamelContext first = awaitRunning("greet");
        carrier.stop();
        assertThat(first.isStopped()).isTrue();
        assertThat(contexts()).isZero();
        carrier.start();
        CamelContext second = awaitOther("greet", first);
        carrier.uninstall();
        assertThat(second.isStopped()).isTrue();
        await().during(RouteContext.SETTLE.multipliedBy(2)).until(() -> contexts() == 0);
    }

    @Test
    void whatIsWrongWithAFileIsOneErrorThatNamesBundleAndEntry() throws Exception {
        Bundle carrier = install(Map.of(
                ENTRY,
                text("<routes><route>"),
                "OSGI-INF/camel/latin.camel.yaml",
                "- from: für".getBytes(StandardCharsets.ISO_8859_1)));
        await().untilAsserted(() ->
                assertThat(log.with("cannot run")).singleElement().asString().contains("ERROR", place(), "[1,16]"));
        assertThat(log.with("OSGI-INF/camel/latin.camel.yaml of bundle carrier cannot be read"))
                .singleElement()
                .asString()
                .contains("ERROR", "UTF-8");

        carrier.update(framework.jar("carrier", Map.of(ENTRY, text(constant("right")))));
        assertThat(request(awaitRunning("greet"))).isEqualTo("right");
        assertThat(log.with("ERROR")).hasSize(2);
    }

    @Test
    void twoBundlesWithOneNameAreToldAndTheFirstHasIt() throws Exception {
        Bundle carrier = install(Map.of(ENTRY, text(constant("first"))));
        CamelContext first = awaitRunning("greet");
        bundles.installBundle("test:other", framework.jar("other", Map.of(ENTRY, text(constant("other")))))
                .start();
        await().untilAsserted(() -> assertThat(log.with(ENTRY + " of bundle other is not used"))
                .singleElement()
                .asString()
                .contains("ERROR", place()));
        carrier.uninstall();
        assertThat(request(awaitOther("greet", first))).isEqualTo("other");
    }

    private static String place() {
        return ENTRY + " of bundle carrier";
    }

    private Bundle install(Map<String, byte[]> entries) throws Exception {
        Bundle bundle = bundles.installBundle("test:carrier", framework.jar("carrier", entries));
        bundle.start();
        return bundle;
    }

    private static String constant(String answer) {
        return "<routes><route><from uri=\"direct:in\"/><setBody><constant>" + answer
                + "</constant></setBody></route></routes>";
    }

    private static String bean() {
        return "<routes><route><from uri=\"direct:in\"/><bean beanType=\"" + PERSONAL + "\"/></route></routes>";
    }

    private static byte[] personal() throws IOException {
        try (InputStream in = Identity.class.getResourceAsStream("Identity.class")) {
            String identity = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return identity.replace("Identity", "Personal").getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object request(CamelContext context) {
        return context.createProducerTemplate().requestBody("direct:in", "hi");
    }

    private CamelContext awaitRunning(String name) throws Exception {
        return awaitOther(name, null);
    }

    private CamelContext awaitOther(String name, CamelContext than) throws Exception {
        await().until(() -> running(name) != null && running(name) != than);
        return running(name);
    }

    private CamelContext running(String name) throws InvalidSyntaxException {
        return bundles.getServiceReferences(CamelContext.class, "(camel.context.name=" + name + ")").stream()
                .findFirst()
                .map(bundles::getService)
                .orElse(null);
    }

    private int contexts() throws InvalidSyntaxException {
        return bundles.getServiceReferences(CamelContext.class, null).size();
    }
}
