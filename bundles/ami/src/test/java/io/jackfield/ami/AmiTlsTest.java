package io.jackfield.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmiTlsTest {

    private static final ManagerAction PING = ManagerAction.of("Ping");

    @TempDir
    private static Path folder;

    private static TestKeys keys;

    private final AmiConnectionFactory factory = new AmiConnectionFactory();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = new TestKeys(folder);
    }

    @AfterEach
    void stop() throws Exception {
        factory.close();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void logsInAndAnswersActions() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        ManagerConnection connection = up(trusting(asterisk));

        assertThat(connection.send(PING).get(5, TimeUnit.SECONDS).get("Ping")).isEqualTo("Pong");
        assertThat(connection
                        .collect(ManagerAction.of("CoreShowChannels"))
                        .get(5, TimeUnit.SECONDS)
                        .items())
                .hasSize(1);
        assertThat(asterisk.actionNames()).startsWith("Challenge", "Login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void trustsWhatIsInAKeyStore(String type) throws Exception {
        Map<String, Object> settings = trusting(listen("pbx"));
        settings.put("trustStore", keys.trustStore(type));
        settings.put("trustStorePassword", TestKeys.PASSWORD);

        up(settings);
    }

    /** Asterisk reads records of whole lines that fit into its buffer; of others it may leave a rest unseen for ever. */
    @Test
    void ofHundredPipelinedActionsEachIsARecord() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        ManagerConnection connection = up(trusting(asterisk));
        List<CompletableFuture<ManagerResponse>> answers =
                IntStream.range(0, 100).mapToObj(i -> connection.send(PING)).toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertThat(asterisk.reads.stream().filter(record -> record.startsWith("Action: Ping")))
                .hasSizeGreaterThanOrEqualTo(100)
                .allSatisfy(record -> assertThat(record).endsWith("\r\n\r\n").containsOnlyOnce("Action: Ping"));
    }

    @Test
    void aLongActionIsCutAtItsLineEnds() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        ManagerConnection connection = up(trusting(asterisk));
        ManagerAction action = ManagerAction.of("Long");
        for (int i = 0; i < 124; i++) {
            action = action.with("Variable" + i, "x".repeat(10 + i * 7 % 600));
        }
        String longest = "y".repeat(1022 - "Longest: ".length());
        action = action.with("Longest", longest).with("Short", "z");
        assertThat(connection.send(action).get(5, TimeUnit.SECONDS).isSuccess()).isTrue();

        assertThat(asterisk.actions.get(2)).hasSize(128).containsEntry("Longest", longest);
        assertThat(asterisk.reads).allSatisfy(record -> assertThat(record).endsWith("\r\n"));
        assertThat(asterisk.reads)
                .filteredOn(record -> record.length() > 1000)
                .containsExactly("Longest: " + longest + "\r\n");
    }

    @Test
    void thisTestSeesEachRecordAsOneRead() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        try (SSLSocket socket = (SSLSocket)
                keys.client().getSocketFactory().createSocket(InetAddress.getByName("127.0.0.1"), asterisk.port())) {
            for (String record : List.of("A: 1\r\nB: 2\r\n", "C", ": 3\r\n")) {
                socket.getOutputStream().write(record.getBytes());
            }
            await().until(() -> asterisk.reads.size() == 3);
        }

        assertThat(asterisk.reads).containsExactly("A: 1\r\nB: 2\r\n", "C", ": 3\r\n");
    }

    @Test
    void closingSaysLogoffAndThenCloseNotify() throws Exception {
        SSLServerSocket server = (SSLServerSocket) keys.listen("pbx");
        opened.add(server);
        ManagerConnection connection = factory.create("pbx1", trusting(server.getLocalPort()));
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getOutputStream().write("Asterisk Call Manager/11.0.0\r\n".getBytes());
            await().until(() -> connection.state() instanceof ConnectionState.LoggingIn);
            connection.close();

            // A socket of the JDK complains of a line that ends without close_notify.
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("Action: Challenge");
        }
    }

    @Test
    void aPbxThatEndsTlsHasClosedTheConnection() throws Exception {
        SSLServerSocket server = (SSLServerSocket) keys.listen("pbx");
        opened.add(server);
        Map<String, Object> settings = trusting(server.getLocalPort());
        // The next attempt, which nobody answers, would soon have a reason of its own.
        settings.put("reconnectDelay", "1h");
        ManagerConnection connection = factory.create("pbx1", settings);
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getOutputStream().write("Asterisk Call Manager/11.0.0\r\n".getBytes());
            socket.getInputStream().read();
            socket.shutdownOutput();

            assertThat(downReason(connection)).endsWith("(the PBX closed the connection)");
        }
    }

    @Test
    void theCertificateMustNameTheHost() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        Map<String, Object> settings = trusting(asterisk);
        settings.put("host", "127.0.0.1");

        assertThat(downReason(settings))
                .isEqualTo("the certificate of 127.0.0.1:" + asterisk.port()
                        + " is for pbx.example.com, localhost and not for 127.0.0.1: if that is the right PBX, "
                        + "set tlsHostName = pbx.example.com");
    }

    @Test
    void theCertificateMayNameAnAddress() throws Exception {
        Map<String, Object> settings = trusting(listen("address"));
        settings.put("host", "127.0.0.1");

        up(settings);
    }

    @Test
    void aPbxThatIsReachedByAddressCanBeAskedForByName() throws Exception {
        Map<String, Object> settings = trusting(listen("pbx"));
        settings.put("host", "127.0.0.1");
        settings.put("tlsHostName", "pbx.example.com");

        up(settings);
    }

    @Test
    void withoutHostCheckAnyTrustedCertificateWillDo() throws Exception {
        Map<String, Object> settings = trusting(listen("pbx"));
        settings.put("host", "127.0.0.1");
        settings.put("tlsHostCheck", "false");

        up(settings);
    }

    @Test
    void withoutHostCheckTheCertificateMustBeTrustedAllTheSame() throws Exception {
        Map<String, Object> settings = trusting(listen("pbx"));
        settings.put("tlsHostCheck", false);
        settings.remove("trustStore");

        assertThat(downReason(settings)).contains("is not trusted");
    }

    @Test
    void aCertificateOfAnUnknownIssuerIsRefusedAndTheSettingNamed() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        Map<String, Object> settings = trusting(asterisk);
        settings.remove("trustStore");

        assertThat(downReason(settings))
                .isEqualTo("the certificate of localhost:" + asterisk.port()
                        + " is not trusted: set trustStore to a file with the certificate of its issuer, CN=Test CA");
        assertThat(asterisk.reads).isEmpty();
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        FakeAsterisk asterisk = listen("old");

        assertThat(downReason(trusting(asterisk)))
                .startsWith("the certificate of localhost:" + asterisk.port() + " expired on 20");
    }

    @Test
    void tlsToAPlainPortSaysSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            ManagerConnection connection = factory.create("pbx1", trusting(server.getLocalPort()));
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write("Asterisk Call Manager/11.0.0\r\n".getBytes());

                assertThat(downReason(connection))
                        .isEqualTo("localhost:" + server.getLocalPort()
                                + " does not speak TLS: set its TLS port (by default 5039), or tls = false");
            }
        }
    }

    @Test
    void plainTextToATlsPortSaysSo() throws Exception {
        Map<String, Object> settings = trusting(listen("pbx"));
        settings.keySet().removeAll(List.of("tls", "trustStore"));
        settings.put("connectTimeout", "300ms");

        assertThat(downReason(settings)).isEqualTo("no greeting within 300 ms; if it is a TLS port, set tls = true");
    }

    @Test
    void aPortThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Map<String, Object> settings = trusting(silent.getLocalPort());
            settings.put("connectTimeout", "300ms");

            assertThat(downReason(settings)).isEqualTo("no answer to the TLS handshake within 300 ms");
        }
    }

    @Test
    void anEndDuringTheHandshakeSaysSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Map<String, Object> settings = trusting(server.getLocalPort());
            // The next attempt, which nobody answers, would soon have a reason of its own.
            settings.put("reconnectDelay", "1h");
            ManagerConnection connection = factory.create("pbx1", settings);
            server.accept().close();

            assertThat(downReason(connection)).containsAnyOf("during the TLS handshake", "reset");
        }
    }

    @Test
    void aPbxWithOtherProtocolsSaysWhatItMissed() throws Exception {
        SSLServerSocket server = (SSLServerSocket) keys.listen("pbx");
        server.setEnabledProtocols(new String[] {"TLSv1.2"});
        server.setEnabledCipherSuites(new String[] {"TLS_RSA_WITH_AES_128_GCM_SHA256"});
        FakeAsterisk asterisk = FakeAsterisk.at(server);
        opened.add(asterisk);

        assertThat(downReason(trusting(asterisk))).isEqualTo("TLS: Received fatal alert: handshake_failure");
    }

    @ParameterizedTest
    @CsvSource({"PKCS12, " + TestKeys.PASSWORD + ", ", "JKS, key-is-secret, key-is-secret"})
    void aKeyIsShownToAPbxThatAsksForOne(String type, String keyPassword, String keyPasswordSetting) throws Exception {
        FakeAsterisk asterisk = listenForKeys();
        Map<String, Object> settings = trusting(asterisk);
        settings.put("keyStore", keys.keyStore(type, "address", keyPassword));
        settings.put("keyStorePassword", TestKeys.PASSWORD);
        settings.put("keyPassword", keyPasswordSetting);
        settings.values().removeIf(Objects::isNull);

        up(settings);
    }

    @Test
    void aPbxThatAsksForAKeyInVainEndsTheConnection() throws Exception {
        assertThat(downReason(trusting(listenForKeys()))).startsWith("TLS: ").contains("certificate");
    }

    @Test
    void hostNamesAreToldToThePbx() throws Exception {
        assertThat(serverName("localhost")).containsExactly(new SNIHostName("localhost"));
    }

    @Test
    void addressesAreNotToldToThePbx() throws Exception {
        assertThat(serverName("127.0.0.1")).isEmpty();
    }

    private List<SNIServerName> serverName(String host) throws Exception {
        SSLServerSocket server = (SSLServerSocket) keys.listen("address");
        opened.add(server);
        Map<String, Object> settings = trusting(server.getLocalPort());
        settings.put("host", host);
        settings.put("tlsHostCheck", false);
        factory.create("pbx1", settings);
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            return ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
        }
    }

    @Test
    void codeMayGiveAnSslContext() throws Exception {
        Map<String, Object> settings = trusting(listen("pbx"));
        settings.remove("trustStore");
        settings.put("sslContext", keys.client());

        up(settings);
    }

    @Test
    void theHostIsCheckedWithAGivenSslContextToo() throws Exception {
        FakeAsterisk asterisk = listen("pbx");
        Map<String, Object> settings = trusting(asterisk);
        settings.remove("trustStore");
        settings.put("host", "127.0.0.1");
        settings.put("sslContext", keys.client());

        assertThat(downReason(settings))
                .startsWith("the certificate of 127.0.0.1:" + asterisk.port() + " is refused: ")
                .contains("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tls; maybe; tls = maybe cannot be used, expected true or false",
                "tlsHostCheck; off; tlsHostCheck = off cannot be used, expected true or false",
                "trustStore; FOLDER/nowhere.pem; trustStore = FOLDER/nowhere.pem cannot be used: there is no file FOLDER/nowhere.pem",
                "trustStore; FOLDER; trustStore = FOLDER cannot be used: there is no file FOLDER",
                "trustStore; FOLDER/words.txt; trustStore = FOLDER/words.txt cannot be used: it is neither PKCS12 nor JKS nor",
                "trustStore; FOLDER/key.pem; trustStore = FOLDER/key.pem cannot be used: there is no trusted certificate in it",
                "trustStore; FOLDER/all.p12; trustStore = FOLDER/all.p12 cannot be used: there is no trusted certificate",
                "trustStorePassword; secret-1; trustStorePassword has no effect, because trustStore is missing",
                "keyStore; FOLDER/key.pem; keyStore = FOLDER/key.pem cannot be used: it is PEM, expected PKCS12",
                "keyStore; FOLDER/nowhere.p12; keyStore = FOLDER/nowhere.p12 cannot be used: there is no file FOLDER/nowhere.p12",
                "keyStorePassword; secret-1; keyStorePassword has no effect, because keyStore is missing",
                "keyPassword; secret-1; keyPassword has no effect, because keyStore is missing",
                "keyPassword; $[secret:nothing]; keyPassword holds $[secret:nothing], which was not resolved",
                "sslContext; mine; sslContext = mine cannot be used, expected an object of type javax.net.ssl.SSLContext",
                "trustStor; x; unknown key trustStor, expected one of actionConnection, actionTimeout,",
            })
    void aSettingThatCannotBeUsedIsNamed(String key, String value, String complaint) throws Exception {
        keys.file("words.txt", "no certificate");
        keys.file("key.pem", "-----BEGIN PRIVATE KEY-----\nMHcCAQEEIA==\n-----END PRIVATE KEY-----\n");
        Map<String, Object> settings = trusting(1);
        settings.remove("trustStore");
        settings.put("service.pid", "io.jackfield.ami~pbx1");
        settings.put(key, value.replace("FOLDER", folder.toString()));

        assertThatThrownBy(() -> factory.create("pbx1", settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("io.jackfield.ami~pbx1: " + complaint.replace("FOLDER", folder.toString()))
                .hasMessageNotContaining("secret-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trustStore", "keyStore", "keyPassword", "tlsHostName"})
    void withoutTlsWhatBelongsToItIsRefused(String key) throws Exception {
        Map<String, Object> settings = trusting(1);
        settings.keySet().removeAll(List.of("tls", "trustStore"));
        settings.put(key, "x");

        assertThatThrownBy(() -> factory.create("pbx1", settings))
                .hasMessage("ami:pbx1: " + key + " has no effect, because tls is not true");
    }

    @Test
    void filesBesideAGivenSslContextAreRefused() throws Exception {
        Map<String, Object> settings = trusting(1);
        settings.put("sslContext", keys.client());

        assertThatThrownBy(() -> factory.create("pbx1", settings))
                .hasMessage("ami:pbx1: trustStore has no effect, because sslContext is given");
    }

    @Test
    void anSslContextMustBeReadyForUse() throws Exception {
        Map<String, Object> settings = trusting(1);
        settings.remove("trustStore");
        settings.put("sslContext", SSLContext.getInstance("TLS"));

        assertThatThrownBy(() -> factory.create("pbx1", settings)).hasMessageContaining("sslContext cannot be used: ");
    }

    @Test
    void wrongPasswordsAreSaidAndNotShown() throws Exception {
        Map<String, Object> settings = trusting(1);
        settings.put("trustStore", keys.trustStore("JKS"));
        settings.put("trustStorePassword", "wrong-and-secret");
        assertThatThrownBy(() -> factory.create("pbx1", settings))
                .hasMessageEndingWith("cannot be used: its password is another one")
                .hasMessageNotContaining("wrong-and-secret");

        settings.remove("trustStorePassword");
        settings.put("trustStore", keys.pem());
        settings.put("keyStore", keys.keyStore("JKS", "pbx", "key-is-secret"));
        settings.put("keyStorePassword", TestKeys.PASSWORD);
        assertThatThrownBy(() -> factory.create("pbx1", settings))
                .hasMessageEndingWith("cannot be used: its key has another password, expected in keyPassword")
                .hasMessageNotContaining(TestKeys.PASSWORD);
    }

    @Test
    void withTlsThePortIsAnotherByDefault() throws Exception {
        Map<String, Object> settings = trusting(1);
        settings.remove("port");
        assertThat(factory.create("pbx1", settings).peer()).isEqualTo("localhost:5039");

        settings.keySet().removeAll(List.of("tls", "trustStore"));
        assertThat(factory.create("pbx2", settings).peer()).isEqualTo("localhost:5038");
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private FakeAsterisk listen(String alias) throws Exception {
        FakeAsterisk asterisk = FakeAsterisk.at(keys.listen(alias));
        opened.add(asterisk);
        return asterisk;
    }

    private FakeAsterisk listenForKeys() throws Exception {
        SSLServerSocket server = (SSLServerSocket) keys.listen("pbx");
        server.setNeedClientAuth(true);
        FakeAsterisk asterisk = FakeAsterisk.at(server);
        opened.add(asterisk);
        return asterisk;
    }

    private static Map<String, Object> trusting(FakeAsterisk asterisk) throws Exception {
        return trusting(asterisk.port());
    }

    private static Map<String, Object> trusting(int port) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", "localhost");
        settings.put("port", port);
        settings.put("username", FakeAsterisk.USER);
        settings.put("secret", FakeAsterisk.SECRET);
        settings.put("tls", true);
        settings.put("trustStore", keys.pem());
        return settings;
    }

    private ManagerConnection up(Map<String, Object> settings) {
        ManagerConnection connection = factory.create("pbx1", settings);
        await().untilAsserted(() -> assertThat(connection.state()).isEqualTo(new ConnectionState.Up()));
        return connection;
    }

    private String downReason(Map<String, Object> settings) {
        return downReason(factory.create("pbx1", settings));
    }

    private static String downReason(ManagerConnection connection) {
        List<String> reasons = new CopyOnWriteArrayList<>();
        await().until(() -> {
            if (connection.state() instanceof ConnectionState.Down down) {
                reasons.add(down.reason());
            }
            return !reasons.isEmpty();
        });
        return reasons.get(0);
    }
}
