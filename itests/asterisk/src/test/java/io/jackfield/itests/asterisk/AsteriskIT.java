package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.asterisk.internal.ManagerSession;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsteriskIT {
    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void runsTheVersionOnLoopbackOnlyWithAmiAndAjam(AsteriskVersion version) throws Exception {
        try (Asterisk pbx = RealPbx.of(version).start()) {
            assertThat(pbx.running()).isTrue();
            assertThat(pbx.cli("core show version")).startsWith("Asterisk " + version.major() + ".");
            assertThat(pbx.cli("manager show settings")).containsPattern("Timestamp events: +Yes");
            String login = "action=login&username=%s&secret=%s"
                    .formatted(pbx.admin().name(), pbx.admin().secret());
            assertThat(ajam(pbx, login)).contains("Response: Success");
            for (int port : List.of(pbx.amiPort(), pbx.httpPort())) {
                assertThat(addressesOf(port)).containsExactly("0100007F");
            }
            assertThatThrownBy(pbx::start).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void usersMayDoWhatTheirKindSays(AsteriskVersion version) throws IOException {
        ManagerUser camel = ManagerUser.all("camel", "s3cret");
        try (Asterisk pbx = RealPbx.of(version).user(camel).start()) {
            for (ManagerUser strong : List.of(camel, pbx.admin())) {
                assertThat(response(pbx, strong, "CoreStatus")).containsEntry("Response", "Success");
            }
            for (ManagerUser weak : List.of(pbx.reader(), pbx.powerless())) {
                assertThatThrownBy(() -> response(pbx, weak, "CoreStatus"))
                        .isInstanceOf(AsteriskException.class)
                        .hasMessageContaining("Permission denied");
            }
            assertThatThrownBy(() -> response(pbx, ManagerUser.all("camel", "wrong"), "CoreStatus"))
                    .isInstanceOf(AsteriskException.class)
                    .hasMessageContaining("Authentication failed");
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aCrashSaysNothingAndTheNextStartIsAtTheSamePorts(AsteriskVersion version) throws IOException {
        try (Asterisk pbx = RealPbx.of(version).start();
                EventRecorder events = new EventRecorder(pbx)) {
            int port = pbx.amiPort();
            pbx.cli("channel originate Local/answer@default application Wait 20");
            events.await("Newstate", "ChannelStateDesc=Up");

            pbx.kill();

            events.awaitEnd();
            assertThat(events.find("Shutdown")).isEmpty();
            assertThat(pbx.running()).isFalse();
            assertThatThrownBy(() -> new Socket(pbx.host(), port)).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> pbx.cli("core show uptime")).isInstanceOf(AsteriskException.class);

            pbx.start();
            assertThat(pbx.amiPort()).isEqualTo(port);
            assertThat(pbx.cli("core show channels count")).contains("0 active channels");
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aFrozenOneTakesConnectionsButSaysNothingUntilItIsThawed(AsteriskVersion version) throws IOException {
        try (Asterisk pbx = RealPbx.of(version).start()) {
            pbx.freeze();
            try (Socket client = new Socket(pbx.host(), pbx.amiPort())) {
                client.setSoTimeout(300);
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

                pbx.thaw();
                client.setSoTimeout(10_000);
                assertThat(client.getInputStream().read()).isEqualTo('A');
            }

            pbx.freeze();
            pbx.kill();
            assertThat(pbx.running()).isFalse();
            assertThatThrownBy(pbx::thaw).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void offersTlsWithTheGivenCertificate(AsteriskVersion version) throws IOException {
        ServerCertificate certificate = ServerCertificate.make();
        try (Asterisk pbx = RealPbx.of(version).tls(certificate).start();
                SSLSocket client =
                        (SSLSocket) certificate.trust().getSocketFactory().createSocket(pbx.host(), pbx.amiTlsPort())) {
            client.setSoTimeout(10_000);
            assertThat(client.getSession().getPeerCertificates()).containsExactly(certificate.certificate());
            assertThat(client.getInputStream().read()).isEqualTo('A');
            assertThat(addressesOf(pbx.amiTlsPort())).containsExactly("0100007F");
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aRestartIsAnnouncedAndKeepsTheDatabase(AsteriskVersion version) throws IOException {
        try (Asterisk pbx = RealPbx.of(version).start();
                EventRecorder events = new EventRecorder(pbx)) {
            pbx.cli("database put test key value");

            pbx.restart();

            events.awaitEnd();
            assertThat(events.find("Shutdown", "Shutdown=Cleanly")).isPresent();
            assertThat(pbx.cli("database get test key")).contains("Value: value");

            pbx.stop();
            assertThatThrownBy(pbx::stop).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void twoRunSideBySide(AsteriskVersion version) throws IOException {
        try (Asterisk one = RealPbx.of(version).start();
                Asterisk two = RealPbx.of(version).start();
                EventRecorder eventsOfOne = new EventRecorder(one);
                EventRecorder eventsOfTwo = new EventRecorder(two)) {
            one.cli("channel originate Local/userevent@default application Wait 1");

            eventsOfOne.await("UserEvent", "UserEvent=Jackfield");
            assertThat(eventsOfTwo.find("Newchannel")).isEmpty();

            one.kill();
            assertThat(two.cli("core show uptime")).contains("System uptime");
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aBrokenDialplanIsAFailureThatShowsTheLog(AsteriskVersion version) {
        AsteriskBuilder broken = RealPbx.of(version).append("extensions.conf", "[unclosed");

        assertThatThrownBy(broken::start)
                .isInstanceOf(AsteriskException.class)
                .hasMessageContaining("did not start: it ended with status")
                .hasMessageContaining("no closing ']'");
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void anAmiThatDoesNotListenWhereItShouldIsAFailure(AsteriskVersion version, @TempDir Path parent)
            throws IOException {
        Path folder = parent.resolve("pbx");
        AsteriskBuilder broken =
                RealPbx.of(version).folder(folder).append("manager.conf", "[general](+)\nenabled = no");

        assertThatThrownBy(broken::start)
                .isInstanceOf(AsteriskException.class)
                .hasMessageContaining("AMI at 127.0.0.1:")
                .hasMessageContaining("end of its log in " + folder);
        assertThat(folder.resolve("log/messages")).isNotEmptyFile();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aPbxMayBeAbsentAtFirst(AsteriskVersion version) {
        try (Asterisk pbx = RealPbx.of(version).create()) {
            assertThat(pbx.running()).isFalse();
            assertThatThrownBy(() -> new Socket(pbx.host(), pbx.amiPort())).isInstanceOf(ConnectException.class);

            pbx.start();
            assertThat(pbx.running()).isTrue();
        }
    }

    private static Map<String, String> response(Asterisk pbx, ManagerUser user, String action) throws IOException {
        try (ManagerSession session = ManagerSession.connect(pbx.host(), pbx.amiPort())) {
            session.login(user);
            return session.send(action, Map.of());
        }
    }

    private static String ajam(Asterisk pbx, String query) throws IOException {
        try (Socket http = new Socket(pbx.host(), pbx.httpPort())) {
            String request = "GET /rawman?" + query + " HTTP/1.1\r\nConnection: close\r\n\r\n";
            http.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(http.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The addresses, in hexadecimal as the kernel tells them, on which somebody listens at this port. */
    private static List<String> addressesOf(int port) throws IOException {
        String listening = ":" + HexFormat.of().withUpperCase().toHexDigits((short) port);
        return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[1].endsWith(listening) && columns[3].equals("0A"))
                .map(columns -> columns[1].substring(0, columns[1].indexOf(':')))
                .toList();
    }
}
