package io.jackfield.fastagi.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiHandler;
import io.jackfield.fastagi.CapturedLog;
import io.jackfield.fastagi.FastAgiServer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** In a real framework, whose part as component runtime the test plays. */
class FastAgiServerComponentTest {

    private static final String ENVIRONMENT =
            """
            agi_network: yes
            agi_network_script: lcr
            agi_request: agi://127.0.0.1/lcr
            agi_channel: Local/1
            agi_uniqueid: 1.1

            """;

    private final Map<String, Object> configuration = new HashMap<>(Map.of(
            "service.pid",
            "io.jackfield.fastagi~main",
            "service.factoryPid",
            "io.jackfield.fastagi",
            "felix.fileinstall.filename",
            "file:/opt/karaf/etc/io.jackfield.fastagi-main.cfg",
            "drainTimeout",
            "2s",
            "port",
            "0"));
    private Framework framework;
    private BundleContext context;
    private Whiteboard whiteboard;
    private FastAgiServerComponent component;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        context = framework.getBundleContext();
        whiteboard = new Whiteboard(context);
    }

    @AfterEach
    void stopAndLeaveNoThread() throws Exception {
        if (component != null) {
            component.close();
        }
        whiteboard.close();
        framework.stop();
        framework.waitForStop(10_000);
        Awaitility.await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("jackfield")));
    }

    @Test
    void theServerIsPublishedWithItsNameAloneAndGoesWithItsConfiguration() {
        configuration.put("keyStorePassword", "");
        open();
        ServiceReference<FastAgiServer> published = published();
        assertThat(published.getPropertyKeys())
                .containsExactlyInAnyOrder("name", "objectClass", "service.id", "service.bundleid", "service.scope");
        assertThat(published.getProperty("name")).isEqualTo("main");
        FastAgiServer server = context.getService(published);
        assertThat(server.address()).isPresent();
        component.close();
        assertThat(server.address()).isEmpty();
        assertThat(published()).isNull();
    }

    @Test
    void handlersComeAndGoAsServicesWhileTheServerKeepsItsPort() throws Exception {
        open();
        InetSocketAddress address = server().address().orElseThrow();
        assertThat(firstLine(address)).isEqualTo("failure");
        ServiceRegistration<AgiHandler> first = register("one", Map.of(AgiHandler.SCRIPT, "lcr"));
        assertThat(firstLine(address)).contains("one");
        ServiceRegistration<AgiHandler> second =
                register("two", Map.of(AgiHandler.SCRIPT, "lcr", Constants.SERVICE_RANKING, 1));
        assertThat(firstLine(address)).contains("two");
        second.setProperties(new Hashtable<>(Map.of(AgiHandler.SCRIPT, "lcr", AgiHandler.SERVER, "other")));
        assertThat(firstLine(address)).contains("one");
        first.unregister();
        assertThat(firstLine(address)).isEqualTo("failure");
        assertThat(server().address()).contains(address);
    }

    @Test
    void aHandlerServiceIsGoneWhenItsCallsHaveEnded() throws Exception {
        open();
        CompletableFuture<Void> call = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        ServiceRegistration<AgiHandler> registration = context.registerService(
                AgiHandler.class,
                session -> {
                    begun.countDown();
                    return call;
                },
                new Hashtable<>(Map.of(AgiHandler.SCRIPT, "lcr")));
        try (Socket socket = dial(server().address().orElseThrow())) {
            assertThat(begun.await(10, SECONDS)).isTrue();
            CompletableFuture<Void> gone = CompletableFuture.runAsync(registration::unregister);
            Awaitility.await().until(() -> context.getServiceReference(AgiHandler.class) == null);
            assertThat(gone).isNotDone();
            call.complete(null);
            assertThat(gone).succeedsWithin(Duration.ofSeconds(10));
            assertThat(socket.getInputStream().read()).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void aHandlerServiceWithOtherPatternsKeepsItsCalls() throws Exception {
        open();
        CompletableFuture<Void> call = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        ServiceRegistration<AgiHandler> registration = context.registerService(
                AgiHandler.class,
                session -> {
                    begun.countDown();
                    return call;
                },
                new Hashtable<>(Map.of(AgiHandler.SCRIPT, "lcr")));
        try (Socket socket = dial(server().address().orElseThrow())) {
            assertThat(begun.await(10, SECONDS)).isTrue();
            long before = System.nanoTime();
            registration.setProperties(new Hashtable<>(Map.of(AgiHandler.SCRIPT, "other")));
            assertThat(System.nanoTime() - before).as("no wait").isLessThan(SECONDS.toNanos(1));
            assertThat(server().stats().sessions()).isEqualTo(1);
            call.complete(null);
            assertThat(socket.getInputStream().read()).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void anEditedConfigurationKeepsTheServerAndABadOneChangesNothing() {
        open();
        FastAgiServer server = server();
        var address = server.address();
        configuration.put("maxSessions", "5");
        component.edited(configuration);
        assertThat(server().stats().maxSessions()).isEqualTo(5);
        assertThat(server()).isSameAs(server);
        configuration.put("maxSessions", "five");
        try (CapturedLog log = new CapturedLog()) {
            component.edited(configuration);
            assertThat(log.lines("ERROR"))
                    .singleElement()
                    .asString()
                    .contains(
                            "etc/io.jackfield.fastagi-main.cfg: maxSessions = five cannot be used, expected a whole number",
                            "goes on with its former settings");
            assertThat(log.text()).doesNotContain("\tat ");
        }
        assertThat(server.address()).isEqualTo(address);

        configuration.put("maxSessions", "6");
        configuration.put("name", "renamed");
        component.edited(configuration);
        assertThat(published().getProperty("name")).isEqualTo("renamed");
        assertThat(server.address()).isEmpty();
    }

    @Test
    void aBadConfigurationIsOneErrorUntilItIsCorrected() {
        configuration.put("port", "sip");
        try (CapturedLog log = new CapturedLog()) {
            open();
            assertThat(log.lines("ERROR")).singleElement().asString().contains("port = sip", "is not opened until");
        }
        assertThat(published()).isNull();
        configuration.put("port", "0");
        component.edited(configuration);
        assertThat(server().address()).isPresent();
    }

    @Test
    void aServerNeedsANameOfItsOwn() {
        open();
        Map<String, Object> nameless = new HashMap<>(configuration);
        nameless.put("service.pid", "io.jackfield.fastagi");
        Map<String, Object> same = new HashMap<>(configuration);
        same.put("service.pid", "io.jackfield.fastagi~other");
        same.put("name", "main");
        try (CapturedLog log = new CapturedLog()) {
            new FastAgiServerComponent(context, whiteboard, nameless).close();
            new FastAgiServerComponent(context, whiteboard, same).close();
            assertThat(log.lines("ERROR")).hasSize(2);
            assertThat(log.lines("expected a file etc/io.jackfield.fastagi-<name>.cfg"))
                    .hasSize(1);
            assertThat(log.lines("the name main is taken")).hasSize(1);
        }
        assertThat(server().address()).isPresent();
    }

    private void open() {
        component = new FastAgiServerComponent(context, whiteboard, configuration);
    }

    private ServiceReference<FastAgiServer> published() {
        return context.getServiceReference(FastAgiServer.class);
    }

    private FastAgiServer server() {
        return context.getService(published());
    }

    private ServiceRegistration<AgiHandler> register(String name, Map<String, ?> properties) {
        AgiHandler handler = session -> session.execute(AgiCommands.verbose(name));
        return context.registerService(AgiHandler.class, handler, new Hashtable<>(properties));
    }

    private static Socket dial(InetSocketAddress address) throws Exception {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(ENVIRONMENT.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** What the server says first to a call of {@code lcr}. */
    private static String firstLine(InetSocketAddress address) throws Exception {
        try (Socket socket = dial(address)) {
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c != '\n' && c >= 0;
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
