package io.jackfield.camel.fastagi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.HandlerTracker;
import io.jackfield.camel.fastagi.CallSource;
import io.jackfield.camel.fastagi.FastAgiComponent;
import io.jackfield.camel.fastagi.FastAgiEndpoint;
import io.jackfield.fastagi.FastAgiServer;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/** In a real framework. */
class WhiteboardTest {

    private final AgiHandler handler = session -> CompletableFuture.completedFuture(null);
    private Framework framework;
    private Whiteboard<FastAgiServer> whiteboard;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        whiteboard = new Whiteboard<>(
                framework.getBundleContext(), "fastagi", FastAgiServer.class, FastAgiServer::name, FastAgiServers::new);
    }

    @AfterEach
    void stop() throws Exception {
        whiteboard.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void aRouteIsAServiceForItsScriptAndServers() {
        CallSource.Offer offer = whiteboard.offer(endpoint("ivr/{queue}", "main, other"), handler);

        ServiceReference<AgiHandler> service = framework.getBundleContext().getServiceReference(AgiHandler.class);
        assertThat(framework.getBundleContext().getService(service)).isSameAs(handler);
        assertThat(service.getProperty(AgiHandler.SCRIPT)).isEqualTo("ivr/{queue}");
        assertThat(service.getProperty(AgiHandler.TRANSPORT)).isEqualTo("fastagi");
        assertThat(service.getProperty(Constants.SERVICE_DESCRIPTION)).isEqualTo("a route of the Camel context calls");
        assertThat((String[]) service.getProperty(AgiHandler.SERVER)).containsExactlyInAnyOrder("main", "other");
        offer.close();
        assertThat(framework.getBundleContext().getServiceReference(AgiHandler.class))
                .isNull();
    }

    @Test
    void withoutAServerItIsForAll() {
        whiteboard.offer(endpoint("lcr", null), handler);

        assertThat(framework
                        .getBundleContext()
                        .getServiceReference(AgiHandler.class)
                        .getProperty(AgiHandler.SERVER))
                .isNull();
    }

    @Test
    void pausedItServesNoServerAndIsThereStill() {
        CallSource.Offer offer = whiteboard.offer(endpoint("lcr", null), handler);
        offer.pause();
        ServiceReference<AgiHandler> service = framework.getBundleContext().getServiceReference(AgiHandler.class);
        assertThat((String[]) service.getProperty(AgiHandler.SERVER)).containsExactly("");

        offer.resume();

        assertThat(service.getProperty(AgiHandler.SERVER)).isNull();
    }

    @Test
    void whilePausedItsCallsGoToTheNextHandlerThatMatches() {
        HandlerRegistry registry = new HandlerRegistry();
        AgiHandler fallback = session -> null;
        HandlerTracker tracker = HandlerTracker.open(framework.getBundleContext(), registry, "fastagi");
        whiteboard.offer(endpoint("*", null), fallback);
        CallSource.Offer offer = whiteboard.offer(endpoint("lcr", null), handler);
        assertThat(handlerOfLcr(registry)).isSameAs(handler);
        HandlerRegistry.Entry entry = registry.entries().get(0);

        offer.pause();

        assertThat(handlerOfLcr(registry)).isSameAs(fallback);
        assertThat(registry.entries()).as("it keeps its calls").anyMatch(entry::isOfRegistration);
        offer.resume();
        assertThat(handlerOfLcr(registry)).isSameAs(handler);
        tracker.close();
    }

    private static AgiHandler handlerOfLcr(HandlerRegistry registry) {
        return registry.find("main", AgiRequest.of(Map.of("agi_arg_1", "lcr")))
                .orElseThrow()
                .handler();
    }

    @Test
    void whileTheBundleStopsNobodyIsToldOfAServiceThatGoesWithIt() throws Exception {
        CallSource.Offer offer = whiteboard.offer(endpoint("lcr", null), handler);
        List<Integer> events = new CopyOnWriteArrayList<>();
        SynchronousBundleListener stopping = event -> {
            if (event.getType() == BundleEvent.STOPPING) {
                framework.getBundleContext().addServiceListener(service -> events.add(service.getType()));
                offer.close();
                events.add(0);
            }
        };
        framework.getBundleContext().addBundleListener(stopping);
        framework.stop();
        framework.waitForStop(10_000);

        assertThat(events).startsWith(0);
    }

    @Test
    void aBundleThatStopsFirstIsNoProblem() throws Exception {
        CallSource.Offer offer = whiteboard.offer(endpoint("lcr", null), handler);
        framework.stop();
        framework.waitForStop(10_000);

        offer.pause();
        offer.close();
    }

    @Test
    void serversAreKnownByName() {
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("name", "main"));
        framework.getBundleContext().registerService(FastAgiServer.class, server(), properties);

        assertThat(whiteboard.origins().problem(Set.of("main"))).isEmpty();
        assertThat(whiteboard.origins().address(Set.of())).contains("127.0.0.1:4573");
        assertThat(whiteboard.origins().problem(Set.of("main", "other")))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("no FastAGI server named other, known are [main]"));
    }

    private static FastAgiEndpoint endpoint(String script, String server) {
        FastAgiComponent component = new FastAgiComponent();
        component.setCamelContext(new DefaultCamelContext());
        component.getCamelContext().getCamelContextExtension().setName("calls");
        FastAgiEndpoint endpoint = new FastAgiEndpoint("fastagi:" + script, component);
        endpoint.setScript(script);
        endpoint.setServer(server);
        return endpoint;
    }

    private FastAgiServer server() {
        return (FastAgiServer) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FastAgiServer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "main";
                    case "address" -> Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", 4573));
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
