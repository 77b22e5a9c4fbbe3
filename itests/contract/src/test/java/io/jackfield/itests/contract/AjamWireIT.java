package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.contract.Pbx.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** What HTTP is like byte by byte. */
class AjamWireIT {
    private static final String COOKIE = "mansession_id=\"[0-9a-f]{8}\"; Version=1; Max-Age=" + Pbx.HTTP_TIMEOUT;

    @Scenario(over = Transport.AJAM)
    void aCookieNamesTheSession(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());

        HttpText refused = client.post("/rawman", "Action=Ping&ActionID=1");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body()).isEqualTo("Response: Error\r\nActionID: 1\r\nMessage: Permission denied\r\n\r\n");
        assertThat(refused.header("Content-type")).contains("text/plain");
        assertThat(refused.header("Set-Cookie").orElseThrow()).matches(COOKIE);
        String session = client.cookie();
        assertThat(login(client, "Events=system").body())
                .startsWith("Response: Success\r\nMessage: Authentication accepted\r\n\r\nEvent: FullyBooted\r\n");
        assertThat(client.post("/rawman", "Action=Ping").body()).contains("Ping: Pong");
        assertThat(client.cookie()).as("repeated with each answer").isEqualTo(session);

        assertThat(client.post("/rawman", "Action=Logoff").body())
                .isEqualTo("Response: Goodbye\r\nMessage: Thanks for all the fish.\r\n\r\n");
        assertThat(client.post("/rawman", "Action=Ping").body()).contains("Permission denied");
        assertThat(client.cookie()).as("the session is over").isNotEqualTo(session);
        client.withCookie("mansession_id=\"12345678\"").post("/rawman", "Action=Ping");
        assertThat(client.cookie()).as("nobody chooses it").doesNotContain("12345678");
    }

    @Scenario(over = Transport.AJAM)
    void aRefusedLoginTakesASecondAndEndsTheSession(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());
        client.post("/rawman", "Action=Ping");
        String session = client.cookie();
        long begin = System.nanoTime();

        assertThat(client.post("/rawman", "Action=Login&Username=admin&Secret=wrong")
                        .body())
                .isEqualTo("Response: Error\r\nMessage: Authentication failed\r\n\r\n");

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        client.withCookie(session).post("/rawman", "Action=Ping");
        assertThat(client.cookie()).isNotEqualTo(session);
    }

    @Scenario(over = Transport.AJAM)
    void aSecondPollSendsTheFirstAway(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());
        login(client, "Events=user");
        client.post("/rawman", "Action=WaitEvent&Timeout=0");
        String session = client.cookie();
        CompletableFuture<HttpText> first = CompletableFuture.supplyAsync(
                () -> new RawHttp(scene.pbx()).withCookie(session).post("/rawman", "Action=WaitEvent"));

        // One that comes first is sent away by the other one; so it is asked again until it was second.
        Scene.await("the first to be sent away", () -> {
            client.post("/rawman", "Action=WaitEvent&Timeout=1");
            return first.isDone();
        });

        HttpText sentAway = Scene.get(first);
        assertThat(sentAway.status()).isEqualTo(200);
        assertThat(sentAway.body()).isEmpty();
        assertThat(sentAway.header("Set-Cookie").orElseThrow()).startsWith(session);
    }

    @Scenario(over = Transport.AJAM)
    void aPollEndsWithAnyEventButTellsOnlyThoseOfTheMask(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());
        login(client, "Events=cc");
        client.post("/rawman", "Action=WaitEvent&Timeout=0");
        CompletableFuture<HttpText> poll =
                CompletableFuture.supplyAsync(() -> client.post("/rawman", "Action=WaitEvent&ActionID=1&Timeout=2"));

        Scene.await("the end of the poll", () -> {
            scene.send("UserEvent", "UserEvent=Unseen");
            return poll.isDone();
        });

        assertThat(Scene.get(poll).body())
                .isEqualTo("Response: Success\r\nActionID: 1\r\nMessage: Waiting for Event completed.\r\n\r\n"
                        + "Event: WaitEventComplete\r\nActionID: 1\r\n\r\n");
    }

    @Scenario(over = Transport.AJAM)
    void xmlHasTheHeadersAsAttributes(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());
        login(client, "Events=off");

        HttpText pong = client.post("/mxml", "Action=Ping&ActionID=a%22b%3Cc%26");
        assertThat(pong.header("Content-type")).contains("text/xml");
        assertThat(pong.body().replaceAll("timestamp='[^']*'", "timestamp=''"))
                .isEqualTo("<ajax-response>\n<response type='object' id='unknown'><generic response='Success'"
                        + " actionid='a&quot;b&lt;c&amp;' ping='Pong' timestamp='' /></response>\n</ajax-response>\n");
        assertThat(client.post("/mxml", "Action=Command&Command=core+shew&ActionID=1")
                        .body())
                .contains("response='Error' actionid='1' message='Command output follows' output='No such command");
        assertThat(client.post("/mxml", "Action=QueueStatus&Queue=" + Dialplan.QUEUE)
                        .body())
                .contains("eventlist='start'", "<generic event='QueueParams' queue='contract'", "listitems='1'");
    }

    @Scenario(over = Transport.AJAM)
    void aDigestIsASession(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());

        HttpText challenge = client.post("/arawman", "Action=Ping");
        assertThat(challenge.status()).isEqualTo(401);
        String offer = challenge.header("WWW-authenticate").orElseThrow();
        assertThat(offer)
                .matches(
                        "Digest algorithm=MD5, realm=\"asterisk\", nonce=\"([0-9a-f]{8})\", qop=\"auth\", opaque=\"\\1\"");
        String nonce = offer.replaceAll(".*nonce=\"(\\w+)\".*", "$1");

        assertThat(signed(client, nonce, 1, Users.ADMIN.secret()).body()).contains("Ping: Pong");
        assertThat(signed(client, nonce, 2, Users.ADMIN.secret()).header("Set-Cookie"))
                .isEmpty();
        HttpText stale = signed(client, nonce, 2, Users.ADMIN.secret());
        assertThat(stale.status()).as("a count must rise").isEqualTo(401);
        assertThat(stale.header("WWW-authenticate").orElseThrow()).endsWith(", stale=true");
        HttpText wrong = signed(client, nonce, 3, "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-authenticate").orElseThrow()).doesNotContain("stale");
        assertThat(signed(client, "0badf00d", 1, Users.ADMIN.secret()).body())
                .as("a nonce that was never given")
                .contains("Ping: Pong");
    }

    @Scenario(over = Transport.AJAM)
    void whatIsNoRequestForAnActionHasAStatus(Scene scene) {
        RawHttp client = new RawHttp(scene.pbx());

        assertThat(client.post("/rawman/deeper", "Action=Ping").status()).isEqualTo(404);
        assertThat(client.post("/rawman", "Action=Ping&Long=" + "x".repeat(41_000))
                        .status())
                .isEqualTo(413);
        assertThat(client.ask(new HttpText("DELETE /rawman?action=Ping HTTP/1.1\r\nHost: pbx\r\n\r\n", ""))
                        .status())
                .isEqualTo(501);
        assertThat(client.post("/rawman", "").body()).contains("Missing action in request");
        assertThat(client.post("/RAWMAN/", "action=ping").body()).contains("Permission denied");
    }

    private static HttpText login(RawHttp client, String events) {
        return client.post(
                "/rawman",
                "Action=Login&Username=" + Users.ADMIN.name() + "&Secret=" + Users.ADMIN.secret() + "&" + events);
    }

    private static HttpText signed(RawHttp client, String nonce, int count, String secret) {
        String user = Users.ADMIN.name();
        String counter = String.format("%08x", count);
        String response = md5(
                md5(user + ":asterisk:" + secret) + ":" + nonce + ":" + counter + ":c:auth:" + md5("POST:/arawman"));
        return client.post(
                "/arawman",
                "Action=Ping",
                "Authorization: Digest username=\"" + user + "\", realm=\"asterisk\", nonce=\"" + nonce
                        + "\", uri=\"/arawman\", algorithm=MD5, qop=auth, nc=" + counter + ", cnonce=\"c\", response=\""
                        + response + "\", opaque=\"" + nonce + "\"\r\n");
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
