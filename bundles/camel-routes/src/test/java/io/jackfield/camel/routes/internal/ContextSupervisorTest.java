package io.jackfield.camel.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.routes.CamelRoutes;
import io.jackfield.camel.routes.internal.parts.EchoComponent;
import io.jackfield.camel.routes.internal.parts.EchoConsumer;
import io.jackfield.camel.routes.internal.parts.EchoEndpoint;
import io.jackfield.camel.routes.internal.parts.EchoProducer;
import io.jackfield.camel.routes.internal.parts.OptionalConverter;
import io.jackfield.camel.routes.internal.parts.Shout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** Contexts in a real framework: they come, wait, go and come back. */
class ContextSupervisorTest {
    private static final Duration SETTLED = RouteContext.SETTLE.multipliedBy(3);

    @TempDir
    private Path folder;

    private TestFramework framework;
    private BundleContext bundles;
    private ContextSupervisor supervisor;
    private RouteServices services;
    private FrameworkWatch watch;
    private LogLines log;
    private final Map<String, String> configuration = new ConcurrentHashMap<>();

    @BeforeEach
    void start() throws Exception {
        log = new LogLines();
        framework = new TestFramework(folder);
        framework.camel();
        bundles = framework.context();
        supervisor = new ContextSupervisor(bundles, context -> Map.copyOf(configuration));
        services = new RouteServices(bundles, supervisor);
        watch = new FrameworkWatch(bundles, supervisor);
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        services.close();
        supervisor.close();
        assertThat(contexts()).isEmpty();
        framework.close();
        log.close();
        await().untilAsserted(() -> assertThat(
                        Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.equals("camel-routes") || name.startsWith("Camel (")));
    }

    @Test
    void servicesOfOneNameShareAContextAndOthersHaveTheirOwn() {
        register(route("a", "direct:a"), "shared");
        register(route("b", "direct:b"), "shared");
        register(route("c", "direct:c"), null);

        CamelContext shared = awaitRunning("shared");
        assertThat(shared.getRoutes()).extracting(route -> route.getRouteId()).containsExactlyInAnyOrder("a", "b");
        assertThat(shared.getName()).isEqualTo("shared");
        assertThat(awaitRunning(bundles.getBundle().getSymbolicName()).getRoutes())
                .hasSize(1);
    }

    @Test
    void aServiceThatComesOrGoesMakesANewContext() {
        ServiceRegistration<?> first = register(route("a", "direct:a"), "x");
        CamelContext one = awaitRunning("x");

        ServiceRegistration<?> second = register(route("b", "direct:b"), "x");
        CamelContext two = awaitOther("x", one);
        assertThat(two.getRoutes()).hasSize(2);
        assertThat(one.isStopped()).isTrue();

        first.unregister();
        CamelContext three = awaitOther("x", two);
        assertThat(three.getRoutes()).extracting(route -> route.getRouteId()).containsExactly("b");
        second.unregister();
        await().until(() -> contexts().isEmpty());
    }

    @Test
    void aServiceThatIsRenamedMovesToTheOtherContext() {
        ServiceRegistration<?> service = register(route("a", "direct:a"), "old");
        awaitRunning("old");
        service.setProperties(properties(CamelRoutes.CONTEXT, "new"));
        awaitRunning("new");
        await().until(() -> running("old") == null);
    }

    @Test
    void aServiceThatGoesBeforeItsContextIsBuiltIsNoError() {
        services.close();
        ServiceRegistration<RoutesBuilder> service =
                bundles.registerService(RoutesBuilder.class, route("a", "direct:a"), null);
        ServiceSource source = ServiceSource.of(service.getReference());
        service.unregister();
        supervisor.put(source);
        assertNothingRuns();
        assertThat(log.with("cannot run")).isEmpty();
    }

    @Test
    void aServiceThatGivesNoObjectIsAnError() {
        PrototypeServiceFactory<RoutesBuilder> none = new PrototypeServiceFactory<>() {
            @Override
            public RoutesBuilder getService(Bundle bundle, ServiceRegistration<RoutesBuilder> registration) {
                return null;
            }

            @Override
            public void ungetService(
                    Bundle bundle, ServiceRegistration<RoutesBuilder> registration, RoutesBuilder service) {}
        };
        bundles.registerService(RoutesBuilder.class.getName(), none, properties(CamelRoutes.CONTEXT, "x"));
        await().untilAsserted(() ->
                assertThat(log.with("cannot run")).singleElement().asString().contains("ERROR", "gives no object"));
    }

    @Test
    void routesWaitForAComponentAndSaySoOnce() throws Exception {
        deploy("echo.camel.xml", xml("direct:in", "echo:x"));
        await().atMost(RouteContext.GRACE.plusSeconds(10))
                .untilAsserted(() -> assertThat(log.with("wait for")).hasSize(1));
        assertThat(log.with("wait for").get(0))
                .contains("WARN")
                .contains("\"echo\" of deploy/echo.camel.xml wait for component \"echo\"");
        assertThat(contexts()).isEmpty();

        Bundle echo = echoBundle();
        CamelContext context = awaitRunning("echo");
        assertThat(TestFramework.ofBundle(context.getComponent("echo"), echo)).isTrue();
        assertThat(request(context, "hi")).isEqualTo("echo of hi");
        assertThat(log.with("wait for")).hasSize(1);
    }

    @Test
    void aBundleThatStopsWaitsUntilItsRoutesHaveDrained() throws Exception {
        Bundle echo = echoBundle();
        deploy("echo.camel.xml", xml("direct:in", "echo:slow"));
        CamelContext context = awaitRunning("echo");
        CompletableFuture<Object> answer = CompletableFuture.supplyAsync(() -> request(context, "hi"));
        await().until(() -> context.getInflightRepository().size() == 1);

        echo.stop();

        assertThat(answer).isCompletedWithValue("echo of hi");
        assertThat(context.isStopped()).isTrue();
        assertThat(contexts()).isEmpty();

        echo.start();
        CamelContext next = awaitRunning("echo");
        assertThat(next).isNotSameAs(context);
        assertThat(request(next, "again")).isEqualTo("echo of again");
    }

    @Test
    void aBundleThatStopsDoesNotWaitForAContextThatIsBeingBuilt() throws Exception {
        Bundle echo = echoBundle();
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        AtomicReference<CamelContext> inVain = new AtomicReference<>();
        register(
                new RouteBuilder() {
                    @Override
                    public void configure() throws Exception {
                        getContext().getEndpoint("echo:x");
                        if (inVain.compareAndSet(null, getContext())) {
                            building.countDown();
                            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
                        }
                        from("direct:in").to("echo:x");
                    }
                },
                "slow");
        assertThat(building.await(10, TimeUnit.SECONDS)).isTrue();

        echo.stop();
        echo.start();
        gone.countDown();

        CamelContext context = awaitRunning("slow");
        assertThat(context).isNotSameAs(inVain.get());
        assertThat(inVain.get().isStarted()).isFalse();
        assertThat(request(context, "hi")).isEqualTo("echo of hi");
        assertThat(log.all()).noneMatch(line -> line.contains("ERROR"));
    }

    /** A refresh holds the global lock of the framework, and whoever resolves a bundle needs it. */
    @Test
    void aRefreshDoesNotWaitForAContextWhoseBuildWaitsForTheRefresh() throws Exception {
        Bundle echo = echoBundle();
        Bundle unresolved = bundles.installBundle(Awaitility.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch refreshed = new CountDownLatch(1);
        register(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        getContext().getEndpoint("echo:x");
                        if (building.getCount() > 0) {
                            building.countDown();
                            await().until(() -> echo.getState() != Bundle.ACTIVE || refreshed.getCount() == 0);
                            unresolved.getResource("something");
                        }
                        from("direct:in").to("echo:x");
                    }
                },
                "locked");
        assertThat(building.await(10, TimeUnit.SECONDS)).isTrue();

        bundles.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(echo), event -> refreshed.countDown());

        assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(request(awaitRunning("locked"), "hi")).isEqualTo("echo of hi");
    }

    @Test
    void whatDrainsStillHasTheTypeConvertersOfTheBundleThatStops() throws Exception {
        Bundle owner = framework.bundle("owner", Map.of(), OptionalConverter.class);
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").delay(1000).convertBodyTo(Optional.class);
            }
        };
        owner.getBundleContext().registerService(RoutesBuilder.class, routes, properties(CamelRoutes.CONTEXT, "late"));
        CamelContext context = awaitRunning("late");
        CompletableFuture<Object> answer = CompletableFuture.supplyAsync(() -> request(context, "hi"));
        await().until(() -> context.getInflightRepository().size() == 1);

        owner.stop();

        assertThat(answer).isCompletedWithValue(Optional.of("hi"));
    }

    @Test
    void theClassesOfAnUpdatedBundleAreThoseThatRunAfterwards() throws Exception {
        Bundle echo = echoBundle();
        deploy("echo.camel.xml", xml("direct:in", "echo:x"));
        CamelContext before = awaitRunning("echo");
        Class<?> oldClass = before.getComponent("echo").getClass();

        echo.uninstall();
        await().until(() -> running("echo") == null);
        echoBundle();

        CamelContext after = awaitRunning("echo");
        assertThat(after.getComponent("echo").getClass()).isNotSameAs(oldClass).hasToString(oldClass.toString());
    }

    @Test
    void aContextDoesNotCareAboutBundlesItDoesNotUse() throws Exception {
        Bundle echo = echoBundle();
        deploy("plain.camel.xml", xml("direct:in", "log:x"));
        CamelContext context = awaitRunning("plain");
        echo.stop();
        assertStays("plain", context);
    }

    @Test
    void aFileOfAFormatThatNobodyLoadsWaitsForALoader() throws Exception {
        deploy(
                "late.camel.yaml",
                "- route:\n    from:\n      uri: direct:in\n      steps:\n        - setBody:\n            constant: hi\n");
        assertNothingRuns();
        Bundle yaml = framework.yamlDsl();
        CamelContext context = awaitRunning("late");
        assertThat(request(context, "?")).isEqualTo("hi");
        yaml.stop();
        assertStays("late", context);
    }

    @Test
    void aMistakeInAFileLeavesTheVersionBeforeRunning() throws Exception {
        deploy("f.camel.xml", xml("direct:in", "log:x"));
        CamelContext context = awaitRunning("f");

        deploy("f.camel.xml", "<routes><route>");
        await().untilAsserted(() -> assertThat(log.with("cannot run"))
                .singleElement()
                .asString()
                .contains("ERROR", "deploy/f.camel.xml", "[row,col]:[1,16]", "The version before goes on running."));
        deploy("f.camel.xml", xml("direct:in?blok=true", "log:x"));
        await().untilAsserted(() -> assertThat(log.with("cannot run")).hasSize(2));
        assertThat(log.with("cannot run").get(1)).contains("blok=true");
        assertThat(running("f")).isSameAs(context);
        assertThat(log.all()).noneMatch(line -> line.startsWith("\tat "));

        deploy("f.camel.xml", xml("direct:in", "log:y"));
        awaitOther("f", context);
        supervisor.remove(path("f.camel.xml"));
        await().until(() -> contexts().isEmpty());
    }

    @Test
    void theSameFileAgainChangesNothing() throws Exception {
        deploy("f.camel.xml", xml("direct:in", "log:x"));
        CamelContext context = awaitRunning("f");
        deploy("f.camel.xml", xml("direct:in", "log:x"));
        assertStays("f", context);
    }

    @Test
    void twoFilesOfOneNameAreNotMixed() throws Exception {
        deploy("f.camel.xml", xml("direct:in", "log:x"));
        CamelContext first = awaitRunning("f");
        deploy("f.camel.yaml", yaml("yaml"));
        await().untilAsserted(() -> assertThat(log.with("deploy/f.camel.yaml is not used"))
                .singleElement()
                .asString()
                .contains("deploy/f.camel.xml"));
        assertStays("f", first);
        supervisor.remove(path("f.camel.xml"));
        await().until(() -> first.isStopped());
        framework.yamlDsl();
        assertThat(request(awaitRunning("f"), "hi")).isEqualTo("yaml");
    }

    @Test
    void aChangedConfigurationRestartsTheContextAndAMissingKeyIsNamed() throws Exception {
        deploy("c.camel.xml", xml("direct:{{name}}", "log:x"));
        await().untilAsserted(() ->
                assertThat(log.with("cannot run")).singleElement().asString().contains("deploy/c.camel.xml", "[name]"));
        configuration.put("name", "in");
        supervisor.reconfigured();
        CamelContext first = awaitRunning("c");
        assertThat(first.hasEndpoint("direct:in")).isNotNull();

        supervisor.reconfigured();
        assertStays("c", first);
        configuration.put("name", "elsewhere");
        supervisor.reconfigured();
        assertThat(awaitOther("c", first).hasEndpoint("direct:elsewhere")).isNotNull();
    }

    @Test
    void aBadDrainTimeoutIsAnErrorAndPuttingItRightStartsTheRoutes() throws Exception {
        configuration.put(CamelRoutes.DRAIN_TIMEOUT, "soon");
        deploy("t.camel.xml", xml("direct:in", "log:x"));
        await().untilAsserted(() -> assertThat(log.with("cannot run"))
                .singleElement()
                .asString()
                .contains("drainTimeout", "etc/io.jackfield.routes-t.cfg", "soon"));
        configuration.put(CamelRoutes.DRAIN_TIMEOUT, "2s");
        supervisor.reconfigured();
        assertThat(awaitRunning("t").getShutdownStrategy().getTimeout()).isEqualTo(2000);
    }

    @Test
    void aBeanIsAServiceAndTheContextComesAndGoesWithIt() throws Exception {
        deploy("b.camel.xml", xml("direct:in", "bean:greeter"));
        await().atMost(RouteContext.GRACE.plusSeconds(10))
                .untilAsserted(
                        () -> assertThat(log.with("wait for bean \"greeter\"")).hasSize(1));
        ServiceRegistration<?> greeter =
                bundles.registerService(Supplier.class, () -> "hello", properties("osgi.jndi.service.name", "greeter"));
        CamelContext context = awaitRunning("b");
        assertThat(request(context, "?")).isEqualTo("hello");

        greeter.unregister();
        assertThat(context.isStopped()).isTrue();
        bundles.registerService(Supplier.class, () -> "servus", properties("component.name", "greeter"));
        assertThat(request(awaitRunning("b"), "?")).isEqualTo("servus");
    }

    @Test
    void aRouteThatDoesNotStartIsTriedAgainWhileTheOthersRun() throws Exception {
        echoBundle();
        deploy(
                "m.camel.xml",
                "<routes><route id=\"bad\"><from uri=\"echo:in\"/><to uri=\"log:x\"/></route>"
                        + "<route id=\"good\"><from uri=\"direct:in\"/><to uri=\"echo:x\"/></route></routes>");
        CamelContext context = awaitRunning("m");
        await().untilAsserted(() -> assertThat(log.with("Route bad of \"m\" did not start"))
                .singleElement()
                .asString()
                .contains("WARN", "nobody answers"));
        assertThat(request(context, "hi")).isEqualTo("echo of hi");
        assertThat(log.with("of deploy/m.camel.xml run: good (direct://in)")).hasSize(1);
        assertThat(log.all()).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void aContextThatFailsToStartLeavesNothingAndIsTriedAgain() {
        AtomicReference<CamelContext> failed = new AtomicReference<>();
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from("direct:in").routeId("in").setBody(constant("at last"));
                if (failed.compareAndSet(null, getContext())) {
                    getContext().addComponent("stubborn", new StubbornComponent());
                }
            }
        };
        register(routes, "r");
        await().untilAsserted(() -> assertThat(log.with("\"r\" of service"))
                .singleElement()
                .asString()
                .contains("ERROR", "cannot run", "port in use"));
        assertThat(failed.get().isStopped()).isTrue();
        assertThat(contexts()).isEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> running("r") != null);
        assertThat(request(running("r"), "?")).isEqualTo("at last");
    }

    @Test
    void contextsOfOthersAreWarnedOfWhenTheyKeepAStoppedComponent() throws Exception {
        OtherContexts others = new OtherContexts(bundles);
        Bundle echo = echoBundle();
        Bundle owner = framework.bundle("owner", Map.of());
        CamelContext own = new DefaultCamelContext();
        own.getCamelContextExtension().setName("own");
        own.addComponent("echo", (Component)
                echo.loadClass(EchoComponent.class.getName()).getConstructor().newInstance());
        ServiceRegistration<?> service = owner.getBundleContext().registerService(CamelContext.class, own, null);
        deploy("mine.camel.xml", xml("direct:in", "echo:x"));
        awaitRunning("mine");

        echo.stop();
        await().untilAsserted(() -> assertThat(log.with("still holds"))
                .singleElement()
                .asString()
                .contains("WARN", "\"own\" of bundle owner", "echo of bundle echo", "(component=echo)"));
        service.unregister();
        others.close();
        own.stop();
    }

    @Test
    void routesAutoStartedFalseAreLeftAlone() throws Exception {
        deploy(
                "o.camel.xml",
                "<routes><route id=\"off\" autoStartup=\"false\"><from uri=\"direct:in\"/><to uri=\"log:x\"/></route></routes>");
        CamelContext context = awaitRunning("o");
        assertThat(context.getRouteController().getRouteStatus("off").isStopped())
                .isTrue();
    }

    @Test
    void withoutCamelItselfEverythingWaits() throws Exception {
        deploy("f.camel.xml", xml("direct:in", "log:x"));
        CamelContext context = awaitRunning("f");
        Bundle camel = Arrays.stream(bundles.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals("camel"))
                .findFirst()
                .orElseThrow();
        camel.stop();
        assertThat(context.isStopped()).isTrue();
        camel.start();
        awaitOther("f", context);
    }

    @Test
    void beansThatRoutesDefineGoBeforeServices() throws Exception {
        framework.bundle("shouts", Map.of(), Shout.class);
        bundles.registerService(Supplier.class, () -> "service", properties("name", "own"));
        deploy(
                "d.camel.xml",
                "<camel><bean name=\"own\" type=\"" + Shout.class.getName() + "\"/>"
                        + "<route><from uri=\"direct:in\"/><to uri=\"bean:own\"/></route></camel>");
        assertThat(request(awaitRunning("d"), "hi")).isEqualTo("HI!");
    }

    private static final class StubbornComponent extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void doStart() throws Exception {
            throw new IOException("port in use");
        }
    }

    private Bundle echoBundle() throws Exception {
        return framework.bundle(
                "echo",
                Map.of("echo", EchoComponent.class),
                EchoEndpoint.class,
                EchoProducer.class,
                EchoConsumer.class);
    }

    private static RouteBuilder route(String id, String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to("log:" + id);
            }
        };
    }

    private static String xml(String from, String to) {
        return "<routes><route><from uri=\"" + from + "\"/><to uri=\"" + to + "\"/></route></routes>";
    }

    private static String yaml(String answer) {
        return "- route:\n    from:\n      uri: direct:in\n      steps:\n        - setBody:\n            constant: "
                + answer + "\n";
    }

    private Path path(String name) {
        return folder.resolve("deploy").resolve(name);
    }

    private void deploy(String name, String contents) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), contents);
        supervisor.put(FileSource.read(path(name)));
    }

    private ServiceRegistration<?> register(RoutesBuilder routes, String context) {
        return bundles.registerService(
                RoutesBuilder.class, routes, context == null ? null : properties(CamelRoutes.CONTEXT, context));
    }

    private static Hashtable<String, Object> properties(String key, Object value) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        return properties;
    }

    private static Object request(CamelContext context, Object body) {
        return context.createProducerTemplate().requestBody("direct:in", body);
    }

    private CamelContext awaitRunning(String name) {
        await().until(() -> running(name) != null);
        return running(name);
    }

    private CamelContext awaitOther(String name, CamelContext than) {
        await().until(() -> running(name) != null && running(name) != than);
        return running(name);
    }

    private void assertStays(String name, CamelContext context) {
        await().during(SETTLED)
                .atMost(SETTLED.multipliedBy(2))
                .until(() -> running(name) == context && context.isStarted());
    }

    private void assertNothingRuns() {
        await().during(SETTLED).atMost(SETTLED.multipliedBy(2)).until(() -> contexts()
                .isEmpty());
    }

    private CamelContext running(String name) {
        return contexts().stream()
                .filter(reference -> name.equals(reference.getProperty("camel.context.name")))
                .findFirst()
                .map(bundles::getService)
                .orElse(null);
    }

    private Collection<ServiceReference<CamelContext>> contexts() {
        try {
            return bundles.getServiceReferences(CamelContext.class, null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
