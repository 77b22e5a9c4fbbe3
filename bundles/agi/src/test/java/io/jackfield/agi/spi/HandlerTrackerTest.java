package io.jackfield.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** In a real framework. */
class HandlerTrackerTest {

    private final HandlerRegistry registry = new HandlerRegistry();
    private final AgiHandler handler = session -> CompletableFuture.completedFuture(null);
    private Framework framework;
    private HandlerTracker tracker;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void servicesComeAndGo() {
        ServiceRegistration<?> there = register(Map.of(AgiHandler.SCRIPT, "lcr"));
        open();
        assertThat(scripts()).containsExactly("lcr");
        ServiceRegistration<?> later = register(Map.of(AgiHandler.SCRIPT, new String[] {"ivr/{queue}", "vm"}));
        assertThat(scripts()).containsExactly("ivr/{queue}", "lcr", "vm");
        there.unregister();
        assertThat(scripts()).containsExactly("ivr/{queue}", "vm");
        later.setProperties(properties(Map.of(AgiHandler.SCRIPT, List.of("vm", "*"))));
        assertThat(scripts()).containsExactly("vm", "*");
        tracker.close();
        assertThat(scripts()).isEmpty();
    }

    @Test
    void rankingAndServersAreThoseOfTheService() {
        open();
        register(Map.of(AgiHandler.SCRIPT, "lcr", Constants.SERVICE_RANKING, 5, AgiHandler.SERVER, "main"));
        register(Map.of(AgiHandler.SCRIPT, "lcr"));
        assertThat(registry.entries())
                .extracting(HandlerRegistry.Entry::ranking)
                .containsExactly(5, 0);
        AgiRequest request = AgiRequest.of(Map.of("agi_network", "yes", "agi_network_script", "lcr"));
        assertThat(registry.find("main", request).orElseThrow().entry().ranking())
                .isEqualTo(5);
        assertThat(registry.find("other", request).orElseThrow().entry().ranking())
                .isZero();
        tracker.close();
    }

    @Test
    void whoWantsAnotherTransportIsNotCalledForThisOne() {
        open();
        register(Map.of(AgiHandler.SCRIPT, "a"));
        register(Map.of(AgiHandler.SCRIPT, "b", AgiHandler.TRANSPORT, "asyncagi"));
        ServiceRegistration<?> both =
                register(Map.of(AgiHandler.SCRIPT, "c", AgiHandler.TRANSPORT, List.of("fastagi", "asyncagi")));
        assertThat(scripts()).containsExactly("a", "c");
        HandlerRegistry others = new HandlerRegistry();
        HandlerTracker other = HandlerTracker.open(framework.getBundleContext(), others, "asyncagi");
        assertThat(others.entries())
                .extracting(entry -> entry.pattern().toString())
                .containsExactly("b", "c");
        other.close();
        both.setProperties(properties(Map.of(AgiHandler.SCRIPT, "c", AgiHandler.TRANSPORT, "asyncagi")));
        assertThat(scripts()).containsExactly("a");
        tracker.close();
    }

    @Test
    void ofHandlersOfOneBundleTheDescriptionTellsWhichIsMeant() {
        try (CapturedLog log = new CapturedLog()) {
            open();
            register(Map.of(AgiHandler.SCRIPT, "lcr", Constants.SERVICE_DESCRIPTION, "the first"));
            register(Map.of(AgiHandler.SCRIPT, "lcr", Constants.SERVICE_DESCRIPTION, "the second"));
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .containsSubsequence("(the second) is shadowed", "(the first)");
        }
        tracker.close();
    }

    @Test
    void aHandlerThatCannotBeCalledIsNamedInTheLog() {
        try (CapturedLog log = new CapturedLog()) {
            open();
            register(Map.of());
            register(Map.of(AgiHandler.SCRIPT, List.of("a*", "good")));
            assertThat(scripts()).containsExactly("good");
            assertThat(log.lines("ERROR"))
                    .hasSize(2)
                    .allMatch(line -> line.contains(framework.getSymbolicName()))
                    .anyMatch(line -> line.contains("service property agi.script"))
                    .anyMatch(line -> line.contains("'a*'"));
        }
        tracker.close();
    }

    private void open() {
        tracker = HandlerTracker.open(framework.getBundleContext(), registry, "fastagi");
    }

    private List<String> scripts() {
        return registry.entries().stream()
                .map(entry -> entry.pattern().toString())
                .toList();
    }

    private ServiceRegistration<?> register(Map<String, ?> properties) {
        return framework.getBundleContext().registerService(AgiHandler.class, handler, properties(properties));
    }

    private static Dictionary<String, ?> properties(Map<String, ?> properties) {
        return new Hashtable<>(properties);
    }
}
