package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.simulator.HttpTestClient.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paths that want proof with each request. */
class AjamDigestTest {

    private Simulator pbx;
    private HttpTestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder().user("jackfield", "secret").httpPort(0).start();
        client = new HttpTestClient(pbx);
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    private static void assertSame(Reply reply, String sample) {
        assertThat(alike(reply.all())).isEqualTo(alike(Samples.http(sample)));
    }

    private static String alike(String answer) {
        return answer.replaceAll("Date: .*", "Date: D")
                .replaceAll("(nonce|opaque)=\"[0-9a-f]{8}\"", "$1=N")
                .replaceAll("Timestamp: \\d{10}\\.\\d{6}", "Timestamp: T");
    }

    private static String nonce(Reply challenge) {
        assertThat(challenge.status()).isEqualTo(401);
        return challenge.header("WWW-authenticate").replaceFirst(".*nonce=\"(\\w+)\".*", "$1");
    }

    private String digest(String method, String uri, String nonce, int count) throws Exception {
        String nc = String.format("%08x", count);
        String response = md5(
                md5("jackfield:asterisk:secret") + ":" + nonce + ":" + nc + ":0a4f:auth:" + md5(method + ":" + uri));
        return "Authorization: Digest username=\"jackfield\", realm=\"asterisk\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", qop=auth, nc=" + nc + ", cnonce=\"0a4f\", response=\"" + response + "\", opaque=\"" + nonce
                + "\"";
    }

    private static String md5(String text) throws Exception {
        byte[] bytes = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(bytes);
    }

    private Reply get(String uri, String nonce, int count) throws Exception {
        return client.get(uri, digest("GET", uri, nonce, count));
    }

    @Test
    void challengeAnswerAndStaleNonce() throws Exception {
        Reply challenge = client.get("/arawman?action=ping");
        assertSame(challenge, "digest-challenge");
        String nonce = nonce(challenge);
        assertSame(get("/arawman?action=ping", nonce, 1), "digest-ok");
        assertThat(get("/arawman?action=ping", nonce, 2).status()).isEqualTo(200);
        Reply stale = get("/arawman?action=ping", nonce, 1);
        assertSame(stale, "digest-stale");
        assertThat(nonce(get("/arawman?action=ping", nonce, 9))).isEqualTo(nonce(stale));
        assertThat(get("/arawman?action=ping", nonce(stale), 1).status()).isEqualTo(200);
        assertThat(pbx.sessions()).isEqualTo(1);
    }

    @Test
    void aPostProvesItselfAsAPost() throws Exception {
        String nonce = nonce(client.get("/amxml"));
        String form = "Content-Type: application/x-www-form-urlencoded";
        Reply reply = client.request("POST", "/amxml", "action=ping", form, digest("POST", "/amxml", nonce, 1));
        assertThat(reply.body()).contains("ping='Pong'");
        assertThat(client.request("POST", "/amxml", "action=ping", form, digest("GET", "/amxml", nonce, 2))
                        .header("WWW-authenticate"))
                .isNotEmpty()
                .doesNotContain("stale");
    }

    @Test
    void aLoginIsNotNeededAndBringsNothing() throws Exception {
        String nonce = nonce(client.get("/arawman"));
        Reply reply = get("/arawman?action=login&username=x&secret=y", nonce, 1);
        assertThat(reply.body()).isEqualTo("Response: Success\r\nMessage: Already authenticated\r\n\r\n");
        assertThat(reply.head()).doesNotContain("Set-Cookie").doesNotContain("Pragma");
    }

    @Test
    void eventsAreRecordedFromTheFirstWaitEventOn() throws Exception {
        String nonce = nonce(client.get("/arawman"));
        get("/arawman?action=ping", nonce, 1);
        pbx.event("UserEvent", Map.of("UserEvent", "Early"));
        assertThat(get("/arawman?action=waitevent&timeout=0", nonce, 2).blocks())
                .hasSize(2);
        pbx.event("UserEvent", Map.of("UserEvent", "Later"));
        Reply stale = get("/arawman?action=waitevent", nonce, 1);
        assertThat(get("/arawman?action=waitevent", nonce(stale), 1).body())
                .as("a stale nonce loses nothing")
                .contains("UserEvent: Later");
    }

    @Test
    void anInventedNonceOpensASessionAndLogoffEndsIt() throws Exception {
        assertThat(get("/arawman?action=ping", "0badcafe", 7).status()).isEqualTo(200);
        assertThat(get("/arawman?action=logoff", "0badcafe", 8).body()).startsWith("Response: Goodbye");
        assertThat(pbx.sessions()).isZero();
        assertThat(get("/arawman?action=ping", "0badcafe", 1).status())
                .as("old proof opens a new one, so that lost events go unnoticed")
                .isEqualTo(200);
    }
}
