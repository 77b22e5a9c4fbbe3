package io.jackfield.fastagi.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.fastagi.InvalidSettingException;
import io.jackfield.fastagi.TestKeys;
import io.jackfield.fastagi.internal.FastAgiConfiguration;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    private static final String FILE = "etc/io.jackfield.fastagi-main.cfg";

    private final Map<String, Object> values = new HashMap<>(Map.of(
            "service.pid", "io.jackfield.fastagi~main", "felix.fileinstall.filename", "file:/opt/karaf/" + FILE));

    @TempDir
    Path folder;

    @Test
    void everythingHasADefault() {
        ServerSettings settings = read();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(4573);
        assertThat(settings.allow()).hasToString("127.0.0.0/8, ::1");
        assertThat(settings.maxSessions()).isEqualTo(10_000);
        assertThat(settings.maxSessionsPerPeer()).isEqualTo(10_000);
        assertThat(settings.handshakeTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.maxSessionAge()).isEmpty();
        assertThat(settings.session().lineBytes()).isEqualTo(2046);
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void whatThePeersAreAllowedFollowsWhatAllAre() {
        values.put("maxSessions", "20");
        assertThat(read().maxSessionsPerPeer()).isEqualTo(20);
        values.put("maxSessionsPerPeer", 5);
        values.put("maxSessionAge", "2h");
        values.put("port", 0);
        values.put("allow", "10.0.0.0/8 , fd00::/8");
        assertThat(read().maxSessionsPerPeer()).isEqualTo(5);
        assertThat(read().maxSessionAge()).contains(Duration.ofHours(2));
        assertThat(read().allow()).hasToString("10.0.0.0/8, fd00::/8");
    }

    @ParameterizedTest
    @CsvSource({
        "port,65536,a whole number from 0 to 65535",
        "port,sip,a whole number from 0 to 65535",
        "maxSessions,0,a whole number from 1",
        "maxSessionsPerPeer,many,a whole number from 1",
        "maxHandshakes,-1,a whole number from 1",
        "lineLimit,8191,from 256 to 8190",
        "handshakeTimeout,0s,a time above zero such as 500ms",
        "idleTimeout,25h,at most 24h",
        "maxSessionAge,9999999999s,at most 24h",
        "drainTimeout,soon,a time above zero",
        "allow,pbx.example.com,'pbx.example.com' is neither",
        "allow,'10.0.0.1,,10.0.0.2','' is neither",
        "tls,yes,true or false",
    })
    void aValueThatCannotBeUsedIsNamedWithItsFileAndWhatWasExpected(String key, String value, String expected) {
        values.put(key, value);
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(FILE + ": " + key + " = ")
                .hasMessageContaining("expected")
                .hasMessageContaining(expected);
    }

    @Test
    void aKeyThatIsUnknownIsNamed() {
        values.put("maxSesions", "5");
        assertThatThrownBy(this::read)
                .hasMessageContaining(FILE)
                .hasMessageContaining("unknown key maxSesions")
                .hasMessageContaining("maxSessions,");
    }

    @Test
    void withoutAFileThePidIsNamedAndWithoutThatTheServer() {
        values.remove("felix.fileinstall.filename");
        values.put("port", "x");
        assertThatThrownBy(this::read).hasMessageStartingWith("io.jackfield.fastagi~main: port = x");
        values.remove("service.pid");
        assertThatThrownBy(this::read).hasMessageStartingWith("fastagi:main: port = x");
    }

    @Test
    void aSecretThatWasNotResolvedIsNotShown() {
        values.put("tls", "true");
        values.put("keyStorePassword", "hunter2$[secret:store]");
        assertThatThrownBy(this::read)
                .hasMessageContaining("keyStorePassword holds $[secret:store], which was not resolved")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void tlsNeedsAKeyThatCanBeRead() throws Exception {
        values.put("tls", "true");
        assertThatThrownBy(this::read).hasMessageContaining("keyStore is missing");
        values.put("keyStore", folder.resolve("none.p12").toString());
        assertThatThrownBy(this::read).hasMessageContaining("keyStore = ").hasMessageContaining("there is no file");
        TestKeys keys = new TestKeys(folder);
        values.put("keyStore", keys.keyStore("server").toString());
        values.put("keyStorePassword", "wrong-is-secret");
        assertThatThrownBy(this::read)
                .hasMessageContaining("its password in keyStorePassword")
                .hasMessageNotContaining("wrong-is-secret");
        values.put("keyStorePassword", TestKeys.PASSWORD);
        assertThat(read().tls()).isPresent();
        assertThat(read().tls().orElseThrow().clientCertificate()).isFalse();

        values.put(
                "trustStore", Files.writeString(folder.resolve("junk"), "junk").toString());
        assertThatThrownBy(this::read).hasMessageContaining("trustStore = ");
        values.put("trustStore", keys.pem("pbx").toString());
        assertThat(read().tls().orElseThrow().clientCertificate()).isTrue();
    }

    @Test
    void settingsOfTlsHaveNoEffectWithoutIt() throws Exception {
        values.put("keyStore", "x.p12");
        assertThatThrownBy(this::read).hasMessageContaining("keyStore has no effect, because tls is not true");
        values.remove("keyStore");
        values.put("sslContext", SSLContext.getDefault());
        assertThatThrownBy(this::read).hasMessageContaining("sslContext has no effect");
        values.put("tls", true);
        assertThat(read().tls().orElseThrow().context()).isSameAs(SSLContext.getDefault());
        values.put("trustStore", "x.pem");
        assertThatThrownBy(this::read).hasMessageContaining("trustStore has no effect, because sslContext is given");
    }

    @Test
    void theDescriptionForToolsHasExactlyTheKeysAndDefaultsThatAreRead() {
        Map<String, Object> described = new HashMap<>();
        for (Method key : FastAgiConfiguration.class.getDeclaredMethods()) {
            if (key.getDefaultValue() != null) {
                described.put(key.getName(), key.getDefaultValue());
            }
        }
        assertThat(ServerSettings.read("main", described))
                .usingRecursiveComparison()
                .ignoringFields("allow")
                .isEqualTo(ServerSettings.read("main", Map.of()));
        values.put("nonsense", "1");
        assertThatThrownBy(this::read)
                .hasMessageEndingWith("expected one of "
                        + String.join(
                                        ", ",
                                        Arrays.stream(FastAgiConfiguration.class.getDeclaredMethods())
                                                .map(Method::getName)
                                                .sorted()
                                                .toList())
                                .replace("port, ", "port, sslContext, "));
    }

    private ServerSettings read() {
        return ServerSettings.read("main", values);
    }
}
