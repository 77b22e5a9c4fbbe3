package io.jackfield.ajam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS: whom the client trusts, which host the certificate must name, and the client's own key. */
class AjamTlsTest extends AjamScene {

    private static final String PASSWORD = "store-is-secret";

    @TempDir
    private static Path folder;

    private static Path keys;
    private static Path certificate;
    private static SSLContext context;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "pbx",
                        "-dname",
                        "CN=pbx",
                        "-ext",
                        "san=dns:pbx.example.com,dns:*.example.org,ip:192.0.2.1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        certificate = Files.writeString(
                folder.resolve("pbx.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("pbx").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("pbx", store.getCertificate("pbx"));
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(store, PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
        others.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    }

    /** A PBX behind HTTPS, which may want to see a key. */
    private void startTls(boolean wantsKey) throws IOException {
        pbx.close();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(wantsKey);
                parameters.setSSLParameters(tls);
            }
        });
        pbx = new FakeAjam(server);
    }

    private static Map<String, Object> tls(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of("tls", true, "trustStore", certificate.toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    @ParameterizedTest
    @CsvSource({"pbx.example.com", "PBX.example.com", "a.example.org", "192.0.2.1"})
    void theCertificateMayNameAnotherHostThanTheUrl(String name) throws Exception {
        startTls(false);
        ManagerConnection connection = up(tls("tlsHostName", name));

        assertThat(answer(connection.send(PING)).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"evil.example.com", "a.b.example.org", "example.org", "192.0.2.2", "com"})
    void aCertificateThatNamesAnotherHostIsRefused(String name) throws Exception {
        startTls(false);

        assertThat(downBecause(connect(tls("tlsHostName", name))))
                .contains("is for pbx.example.com")
                .contains("not for " + name)
                .contains("set tlsHostName = pbx.example.com");
        assertThat(pbx.requests).isEmpty();
    }

    @Test
    void theHostOfTheUrlIsCheckedByDefault() throws Exception {
        startTls(false);

        assertThat(downBecause(connect(tls()))).contains("not for 127.0.0.1");
    }

    @Test
    void theCheckOfTheHostCanBeSwitchedOffAndTrustCannot() throws Exception {
        startTls(false);
        up(tls("tlsHostCheck", false));
        Map<String, Object> untrusting = new HashMap<>(Map.of("tls", true, "tlsHostCheck", false));
        Map<String, Object> settings = pbx.settings();
        settings.putAll(untrusting);

        assertThat(downBecause(factory.create("pbx2", settings))).contains("is not trusted");
    }

    @Test
    void aKeyIsShownToAPbxThatWantsOne() throws Exception {
        startTls(true);
        ManagerConnection connection =
                up(tls("tlsHostName", "pbx.example.com", "keyStore", keys.toString(), "keyStorePassword", PASSWORD));

        assertThat(answer(connection.send(PING)).isSuccess()).isTrue();
        assertThat(downBecause(factory.create("pbx2", merged(tls("tlsHostName", "pbx.example.com")))))
                .doesNotContain(PASSWORD);
    }

    private Map<String, Object> merged(Map<String, Object> more) {
        Map<String, Object> settings = pbx.settings();
        settings.putAll(more);
        return settings;
    }

    @Test
    void aGivenContextDecidesAboutTheHostAlone() {
        assertThatThrownBy(() -> connect(Map.of("tls", true, "sslContext", context, "tlsHostName", "x")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("tlsHostName has no effect");
    }

    @Test
    void aPortThatDoesNotSpeakTlsIsTold() throws Exception {
        assertThat(downBecause(connect(tls("connectTimeout", "500ms")))).contains("set tls = false");
    }

    @Test
    void anHttpProxyIsAskedForThePbx() throws Exception {
        Map<String, Object> settings = pbx.settings();
        settings.putAll(Map.of("host", "pbx.invalid", "port", 8088, "proxyHost", "127.0.0.1", "proxyPort", pbx.port()));
        ManagerConnection connection = factory.create("pbx1", settings);
        await().until(() -> connection.state().isUp());

        assertThat(pbx.uris).containsOnly("POST http://pbx.invalid:8088/rawman");
        assertThat(connection.peer()).isEqualTo("pbx.invalid:8088");
    }

    /** The proxy sees where the tunnel leads, and nothing of what passes through. */
    @Test
    void anHttpProxyMakesATunnelForTls() throws Exception {
        startTls(false);
        try (TunnelProxy proxy = new TunnelProxy(pbx.port())) {
            Map<String, Object> settings = merged(tls("proxyHost", "127.0.0.1", "proxyPort", proxy.port()));
            settings.putAll(Map.of("host", "pbx.example.com", "port", 8089));
            ManagerConnection connection = factory.create("pbx1", settings);
            await().until(() -> connection.state().isUp());
            settings.put("host", "evil.example.com");
            ManagerConnection other = factory.create("pbx2", settings);

            assertThat(downBecause(other)).contains("not for evil.example.com");
            assertThat(proxy.requests)
                    .contains("CONNECT pbx.example.com:8089 HTTP/1.1", "CONNECT evil.example.com:8089 HTTP/1.1");
            assertThat(pbx.uris).containsOnly("POST /rawman");
            factory.close();
        }
    }
}
