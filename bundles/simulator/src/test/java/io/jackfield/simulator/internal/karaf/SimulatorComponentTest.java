package io.jackfield.simulator.internal.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.simulator.HttpTestClient;
import io.jackfield.simulator.Simulator;
import io.jackfield.simulator.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A configuration becomes a simulator and a service, or one line in the log. */
class SimulatorComponentTest {

    private static final String PID = "io.jackfield.simulator~demo";

    private Simulator service;
    private Dictionary<?, ?> properties;
    private boolean unregistered;

    private static Map<String, Object> configuration(Object... more) {
        Map<String, Object> configuration = new HashMap<>(Map.of(
                "service.pid", PID,
                "service.factoryPid", "io.jackfield.simulator",
                "felix.fileinstall.filename", "file:etc/io.jackfield.simulator-demo.cfg",
                "port", "0",
                "username", "jackfield",
                "secret", "hush-hush"));
        for (int i = 0; i < more.length; i += 2) {
            configuration.put((String) more[i], more[i + 1]);
        }
        return configuration;
    }

    @Test
    void theServiceHasNameAndPortAndNothingElse() {
        SimulatorComponent component =
                new SimulatorComponent(context(), configuration("callsPerSecond", "2.5", "talkTime.x", "ignored"));
        try {
            assertThat(new HashMap<>((Hashtable<?, ?>) properties))
                    .isEqualTo(Map.of("name", "demo", "port", service.amiPort()));
            assertThat(service.callsStarted()).isPositive();
            assertThat(unregistered).isFalse();
        } finally {
            component.close();
        }
        assertThat(unregistered).isTrue();
        assertThatThrownBy(service::sessions).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyMayNameIt() {
        SimulatorComponent component = new SimulatorComponent(context(), configuration("name", "pbx1"));
        component.close();
        assertThat(properties.get("name")).isEqualTo("pbx1");
    }

    @Test
    void extensionsAreAddedToItsDialplan() {
        SimulatorComponent component = new SimulatorComponent(
                context(), configuration("extension.from-internal.700", "Answer;Set(DONE=yes); Wait(10)"));
        try {
            assertThat(service.call("1001", "700").variable("DONE")).contains("yes");
        } finally {
            component.close();
        }
    }

    @Test
    void withAKeyItSpeaksTlsAsWell(@TempDir Path folder) throws Exception {
        TestKey key = TestKey.in(folder);
        SimulatorComponent component = new SimulatorComponent(
                context(),
                configuration(
                        "keyStore", key.keyStore().toString(), "keyStorePassword", TestKey.PASSWORD, "tlsPort", "0"));
        try (Socket client = key.client().getSocketFactory().createSocket("127.0.0.1", service.amiTlsPort())) {
            assertThat(new String(client.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
                    .isEqualTo("Asterisk");
            assertThat(properties.get("tlsPort")).isEqualTo(service.amiTlsPort());
        } finally {
            component.close();
        }
    }

    @Test
    void withAPortItSpeaksHttpAndWithAKeyHttpsAsWell(@TempDir Path folder) throws Exception {
        TestKey key = TestKey.in(folder);
        SimulatorComponent component = new SimulatorComponent(
                context(),
                configuration(
                        "httpPort",
                        "0",
                        "httpsPort",
                        "0",
                        "httpPrefix",
                        "asterisk",
                        "keyStore",
                        key.keyStore().toString(),
                        "keyStorePassword",
                        TestKey.PASSWORD,
                        "tlsPort",
                        "0"));
        try {
            assertThat(properties.get("httpPort")).isEqualTo(service.httpPort());
            assertThat(properties.get("httpsPort")).isEqualTo(service.httpsPort());
            try (HttpTestClient client = new HttpTestClient(service, key.client())) {
                assertThat(client.get("/asterisk/rawman?action=ping").body())
                        .isEqualTo("Response: Error\r\nMessage: Permission denied\r\n\r\n");
            }
        } finally {
            component.close();
        }
    }

    @Test
    void aKeyWithoutWhatItNeedsIsSaid() {
        assertThat(logOf(configuration("httpPrefix", "asterisk")))
                .contains(PID + ": 'httpPrefix' has no effect without 'httpPort'");
        assertThat(logOf(configuration("httpPort", "0", "httpsPort", "8089")))
                .contains(PID + ": 'httpsPort' has no effect without 'keyStore'");
    }

    @Test
    void aKeyThatCannotBeUsedIsSaidWithoutItsPassword(@TempDir Path folder) throws Exception {
        TestKey key = TestKey.in(folder);
        assertThat(logOf(configuration(
                        "keyStore", key.keyStore().toString(), "keyStorePassword", "gu3ssed", "tlsPort", "0")))
                .contains(PID + ": 'keyStore' is '" + key.keyStore() + "'; expected a PKCS12 or JKS file")
                .doesNotContain("gu3ssed");
        assertThat(logOf(configuration("keyStore", "nowhere.p12"))).contains("there is no such file");
        assertThat(logOf(configuration("tlsPort", "5039"))).contains("'tlsPort' has no effect without 'keyStore'");
    }

    @ParameterizedTest
    @CsvSource({
        "port,abc,a port number",
        "port,70000,a port number",
        "httpPort,http,a port number",
        "callsPerSecond,many,a number between 0 and 10000",
        "callsPerSecond,-1,a number between 0 and 10000",
        "seed,1.5,a whole number",
        "minTalk,5 parsecs,a time such as",
        "maxTalk,10ms,a time not shorter than minTalk",
        "maxTalk,soon,a time such as",
        "answerAfter,-1s,a time such as",
        "timestampEvents,perhaps,true or false",
        "read,'call,nonsense',class names",
        "username,'',the name of the manager user",
        "secret,'',that user's secret",
        "secret,$[secret:absent],was left unresolved",
        "host,$[env:ABSENT],was left unresolved",
        "calsPerSecond,5,callsPerSecond",
        "extension.700,Answer,extension.CONTEXT.EXTENSION",
        "extension.office.700,'',applications between semicolons"
    })
    void aBadValueIsOneLineThatNamesItAndWhatWasExpected(String key, String value, String expected) {
        assertThat(logOf(configuration(key, value)).lines().toList())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("ERROR")
                        .contains(PID)
                        .contains(key)
                        .contains(expected)
                        .doesNotContain("hush-hush"));
        assertThat(service).isNull();
    }

    @Test
    void aPortInUseIsOneLineToo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(logOf(configuration("port", port)).lines().toList())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).contains("ERROR").contains(PID).contains(port));
        }
    }

    private String logOf(Map<String, Object> configuration) {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            new SimulatorComponent(context(), configuration).close();
        } finally {
            System.setErr(err);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private BundleContext context() {
        return proxy(BundleContext.class, (method, arguments) -> {
            assertThat(method).isEqualTo("registerService");
            service = (Simulator) arguments[1];
            properties = (Dictionary<?, ?>) arguments[2];
            return proxy(ServiceRegistration.class, (unregister, none) -> {
                assertThat(unregister).isEqualTo("unregister");
                unregistered = true;
                return null;
            });
        });
    }

    private interface Behaviour {
        Object invoke(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> behaviour.invoke(method.getName(), arguments)));
    }
}
