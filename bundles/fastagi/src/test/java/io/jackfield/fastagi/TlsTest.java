package io.jackfield.fastagi;

import static io.jackfield.fastagi.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiSession;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Calls through something like stunnel. */
class TlsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final Scene scene = new Scene();

    @TempDir
    Path folder;

    private TestKeys keys;

    @BeforeEach
    void makeKeys() {
        keys = new TestKeys(folder);
    }

    @Test
    void aCallIsHandledOverTls() throws Exception {
        FastAgiServer server = server();
        server.handle("lcr", scene.park);
        try (Caller caller = call(server, keys.client("server", null))) {
            AgiSession session = scene.parked();
            var reply = session.execute(AgiCommands.noop());
            assertThat(caller.command()).isEqualTo("NOOP");
            assertThat(reply).succeedsWithin(SOON);
            session.close();
            assertThat(caller.agiStatus()).isEqualTo("SUCCESS");
        }
    }

    @Test
    void aRefusalIsSaidOverTlsAndTheEndOfThePeerIsSeen() throws Exception {
        FastAgiServer server = server("maxSessions", "1");
        server.handle("lcr", scene.park);
        SSLContext client = keys.client("server", null);
        Caller first = call(server, client);
        AgiSession session = scene.parked();
        try (Caller second = call(server, client)) {
            assertThat(second.agiStatus()).isEqualTo("FAILURE");
        }
        first.close();
        assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.LOST);
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.TOO_MANY_SESSIONS, 1L));
    }

    @Test
    void whoSpeaksNoTlsIsDropped() throws Exception {
        FastAgiServer server = server();
        try (CapturedLog log = new CapturedLog()) {
            assertThat(scene.call(server, "lcr").agiStatus()).isEqualTo("SUCCESS");
            await().until(() -> server.stats().refused().containsKey(Refusal.NOT_AGI));
            assertThat(log.lines("WARN")).singleElement().asString().contains("does not speak TLS as expected");
            assertThat(log.text()).doesNotContain("\tat ", "ERROR");
        }
    }

    @Test
    void whoLeavesTlsInTheMiddleOfACallLosesIt() throws Exception {
        FastAgiServer server = server();
        server.handle("lcr", scene.park);
        var address = server.address().orElseThrow();
        try (CapturedLog log = new CapturedLog();
                Socket plain = new Socket(address.getAddress(), address.getPort());
                Caller caller = new Caller(keys.client("server", null)
                        .getSocketFactory()
                        .createSocket(plain, "localhost", address.getPort(), true))) {
            caller.send(Caller.environment("lcr"));
            AgiSession session = scene.parked();

            plain.getOutputStream().write("200 result=0\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(session.ended()).succeedsWithin(SOON).isEqualTo(AgiEnd.LOST);
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains("loses sessions", "not an SSL/TLS record");
            assertThat(log.text()).doesNotContain("\tat ", "ERROR");
        }
    }

    @Test
    void whoIsSilentIsEndedByTheClock() throws Exception {
        FastAgiServer server = server("handshakeTimeout", "300ms");
        Caller silent = scene.connect(server);
        assertThat(silent.agiStatus()).isEqualTo("SUCCESS");
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.HANDSHAKE_TIMEOUT, 1L));
    }

    @Test
    void peersMayHaveToShowACertificate() throws Exception {
        FastAgiServer server = server("trustStore", pem("pbx"));
        server.handle("lcr", scene.park);
        try (Caller stranger = connect(server, keys.client("server", null))) {
            stranger.agiStatus();
        }
        await().until(() -> server.stats().refused().equals(Map.of(Refusal.NOT_AGI, 1L)));
        assertThat(scene.nobodyIsParked()).isTrue();
        try (Caller known = call(server, keys.client("server", "pbx"))) {
            scene.parked().close();
            assertThat(known.agiStatus()).isEqualTo("SUCCESS");
        }
    }

    private FastAgiServer server(String... more) throws Exception {
        String[] settings = new String[more.length + 6];
        System.arraycopy(more, 0, settings, 6, more.length);
        settings[0] = "tls";
        settings[1] = "true";
        settings[2] = "keyStore";
        settings[3] = keys.keyStore("server").toString();
        settings[4] = "keyStorePassword";
        settings[5] = TestKeys.PASSWORD;
        return scene.server(settings);
    }

    private String pem(String name) throws Exception {
        return keys.pem(name).toString();
    }

    private static Caller call(FastAgiServer server, SSLContext context) throws IOException {
        return connect(server, context).send(Caller.environment("lcr"));
    }

    private static Caller connect(FastAgiServer server, SSLContext context) throws IOException {
        var address = server.address().orElseThrow();
        return new Caller(context.getSocketFactory().createSocket(address.getAddress(), address.getPort()));
    }
}
