package io.jackfield.manager.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class ConnectionPublicationTest {

    private static final String PID = "io.jackfield.ami~pbx1";

    private final List<String> done = new ArrayList<>();
    private final Map<String, Object> published = new HashMap<>();
    private final List<ServiceReference<?>> others = new ArrayList<>();
    private final Map<String, Object> configuration = new HashMap<>(Map.of(
            "service.pid", PID,
            "service.factoryPid", "io.jackfield.ami",
            "felix.fileinstall.filename", "file:/etc/x.cfg",
            "host", "pbx.example",
            "username", "jack",
            "secret", "hunter2",
            "service.ranking", "7"));

    @Test
    void publishesExactlyNameTransportAndRankingAndNoSecret() {
        assertThat(publish()).isPresent();

        assertThat(published)
                .containsOnly(entry("name", "pbx1"), entry("transport", "ami"), entry("service.ranking", 7));
        assertThat(done).containsExactly("create pbx1", "register");
    }

    @Test
    void theNameMayBeGivenInTheConfiguration() {
        configuration.put("name", "main");
        configuration.remove("service.ranking");
        publish();

        assertThat(published).containsEntry("name", "main").containsEntry("service.ranking", 0);
    }

    @Test
    void closingWithdrawsTheServiceBeforeItClosesTheConnection() {
        publish().orElseThrow().close();

        assertThat(done).containsExactly("create pbx1", "register", "unregister", "close pbx1");
    }

    @Test
    void aNameThatIsTakenIsOneErrorThatNamesBothAndOpensNothing() {
        others.add(reference("pbx1"));

        String log = logOf(() -> assertThat(publish()).isEmpty());
        assertThat(log.lines()).hasSize(1);
        assertThat(log)
                .contains("ERROR", PID, "the name pbx1 is taken by the ajam connection")
                .doesNotContain("hunter2");
        assertThat(log).contains("ajam:pbx1 (other:8088)");
        assertThat(done).containsExactly("get", "unget");
    }

    @Test
    void otherNamesAreNoProblem() {
        others.add(reference("pbx2"));

        assertThat(publish()).isPresent();
    }

    @Test
    void aConfigurationThatCannotBeUsedIsOneErrorAndLeavesNoConnectionBehind() {
        configuration.put("service.ranking", "high");
        String log = logOf(() -> assertThat(publish()).isEmpty());
        assertThat(log).contains("ERROR", PID, "service.ranking = high");
        assertThat(done).as("nothing that would have to be closed").isEmpty();

        configuration.put("service.ranking", "1");
        configuration.put("host", "unusable");
        log = logOf(() -> assertThat(publish()).isEmpty());
        assertThat(log.lines()).hasSize(1);
        assertThat(log).contains("ERROR", "host cannot be used").doesNotContain("hunter2");
        assertThat(done).isEmpty();
    }

    private Optional<ConnectionPublication> publish() {
        return ConnectionPublication.publish(context(), new FakeFactory(), configuration);
    }

    private static String logOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private final class FakeFactory implements ManagerConnectionFactory {

        @Override
        public String transport() {
            return "ami";
        }

        @Override
        public ManagerConnection create(String name, Map<String, ?> settings) {
            if (settings.get("host").equals("unusable")) {
                throw new InvalidSettingException(PID + ": host cannot be used");
            }
            done.add("create " + name);
            return proxy(ManagerConnection.class, (self, method, arguments) -> done.add("close " + name));
        }

        @Override
        public void close() {}
    }

    private BundleContext context() {
        return proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "getServiceReferences" -> others;
            case "getService" -> {
                done.add("get");
                yield "ajam:pbx1 (other:8088)";
            }
            case "ungetService" -> done.add("unget");
            case "registerService" -> register((Dictionary<?, ?>) arguments[2]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private ServiceRegistration<?> register(Dictionary<?, ?> properties) {
        properties.keys().asIterator().forEachRemaining(key -> published.put((String) key, properties.get(key)));
        done.add("register");
        return proxy(ServiceRegistration.class, (self, method, arguments) -> {
            done.add("unregister");
            return null;
        });
    }

    private static ServiceReference<?> reference(String name) {
        Map<String, String> properties = Map.of("name", name, "transport", "ajam");
        return proxy(
                ServiceReference.class,
                (self, method, arguments) ->
                        method.getName().equals("getProperty") ? properties.get(arguments[0]) : null);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
