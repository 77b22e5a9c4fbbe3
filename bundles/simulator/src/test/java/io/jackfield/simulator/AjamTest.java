package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.simulator.HttpTestClient.Reply;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manager interface over HTTP, against the bytes of a real one where there are some. */
class AjamTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Duration MOMENT = Duration.ofMillis(300);

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .user("reader", "secret", "call,user", "")
                .httpPort(0)
                .loginDelay(Duration.ofMillis(50))
                .start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private HttpTestClient login(String events) {
        return HttpTestClient.login(pbx, events);
    }

    private static void assertSame(Reply reply, String sample) {
        String lengths = reply.body().isEmpty() ? "" : "(?<=Content-Length: )\\d+";
        assertThat(alike(reply.all()).replaceFirst(lengths, ""))
                .isEqualTo(alike(Samples.http(sample)).replaceFirst(lengths, ""));
    }

    /** Without what is never the same; by the length of a body that is there it was read. */
    private static String alike(String answer) {
        return answer.replaceAll("Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT", "Date: D")
                .replaceAll("(mansession_id|nonce|opaque)=\"[0-9a-f]{8}\"", "$1=N")
                .replaceAll("Timestamp: \\d{10}\\.\\d{6}", "Timestamp: T")
                .replaceAll("(Uptime|LastReload): \\d+", "$1: N")
                .replaceAll("0x7[\\da-f]{11}", "0x7")
                .replaceAll("127.0.0.1/\\d+", "127.0.0.1/P")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}", "T")
                .replace("camel", "jackfield");
    }

    @Test
    void loginAndLogoff() {
        try (HttpTestClient client = new HttpTestClient(pbx)) {
            assertSame(client.get("/rawman?action=ping"), "ping-unauthenticated");
            String cookie = client.cookie();
            Reply login = client.get("/rawman?action=login&username=jackfield&secret=secret&events=on");
            assertSame(login, "login-rawman");
            assertThat(client.cookie()).isEqualTo(cookie).matches("mansession_id=\"[0-9a-f]{8}\"");
            assertThat(pbx.sessions()).isEqualTo(1);
            assertThat(client.get("/rawman?action=logoff").cookie())
                    .as("even now")
                    .isEqualTo(cookie);
            assertThat(pbx.sessions()).isZero();
            assertSame(client.get("/rawman?action=ping"), "expired-session");
            assertThat(client.cookie()).isNotEqualTo(cookie);
        }
    }

    @Test
    void aLoginThatFailsTakesItsTimeAndEndsTheSession() {
        try (HttpTestClient client = new HttpTestClient(pbx)) {
            client.get("/rawman?action=challenge&authtype=md5");
            String cookie = client.cookie();
            assertSame(client.get("/rawman?action=login&username=jackfield&secret=wrong"), "login-failed");
            assertThat(client.cookie()).isEqualTo(cookie);
            client.get("/rawman?action=ping");
            assertThat(client.cookie()).isNotEqualTo(cookie);
        }
    }

    @Test
    void permissionDeniedKeepsTheCookieWhenOnlyAPermissionIsMissing() {
        try (HttpTestClient client = new HttpTestClient(pbx)) {
            client.get("/rawman?action=login&username=reader&secret=secret");
            String cookie = client.cookie();
            assertThat(client.get("/rawman?action=corestatus").first().get("Message"))
                    .isEqualTo("Permission denied");
            assertThat(client.cookie()).isEqualTo(cookie);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mansession_id=%s", "$Version=1; mansession_id=\"%s\"", "a=b;MANSESSION_ID = %s ; c"})
    void aCookieComesInManyForms(String form) {
        try (HttpTestClient client = login("off")) {
            String id = client.cookie().replaceAll(".*\"(.*)\"", "$1");
            client.withCookie(String.format(form, id));
            assertThat(client.get("/rawman?action=ping").first().get("Ping")).isEqualTo("Pong");
            client.withCookie("mansession_id=" + id + "; mansession_id=1");
            assertThat(client.get("/rawman?action=ping").first().get("Message"))
                    .as("the last one counts")
                    .isEqualTo("Permission denied");
        }
    }

    @Test
    void aSessionCannotBeChosenAndIsNotReadFromTheQuery() {
        try (HttpTestClient client = login("off")) {
            String id = client.cookie();
            client.withCookie("mansession_id=\"0000beef\"");
            client.get("/rawman?action=ping&" + id);
            assertThat(client.cookie()).isNotIn(id, "mansession_id=\"0000beef\"");
        }
    }

    @Test
    void pathsKnowNoCaseAndNoDepth() {
        try (HttpTestClient client = new HttpTestClient(pbx)) {
            assertThat(client.get("/RawMan/?action=ping").status()).isEqualTo(200);
            assertThat(client.get("/rawman/x").status()).isEqualTo(404);
            assertThat(client.get("/asterisk/rawman").body())
                    .contains("<p>The requested URL was not found on this server.</p>");
            assertThat(client.request("HEAD", "/nowhere", "").header("Content-Length"))
                    .as("of a page that is sent all the same")
                    .isNotEqualTo("0");
        }
        try (Simulator prefixed = Simulator.builder()
                        .user("jackfield", "secret")
                        .httpPort(0)
                        .httpPrefix("asterisk")
                        .start();
                HttpTestClient client = new HttpTestClient(prefixed)) {
            assertThat(client.get("/Asterisk/mxml?action=ping").status()).isEqualTo(200);
            assertThat(client.get("/mxml").status()).isEqualTo(404);
        }
    }

    @Test
    void methods() {
        try (HttpTestClient client = login("on")) {
            assertSame(client.request("OPTIONS", "/rawman?action=ping", ""), "options-501");
            assertThat(client.request("PUT", "/rawman", "action=ping", FORM).status())
                    .isEqualTo(501);
            Reply head = client.request("HEAD", "/rawman?action=userevent&userevent=Head", "");
            assertSame(head, "head");
            assertThat(client.get("/rawman?action=waitevent&timeout=0").body())
                    .as("HEAD does what is asked")
                    .contains("UserEvent: Head\r\n");
        }
    }

    @Test
    void aFormIsAllThatCountsOfAPost() {
        try (HttpTestClient client = login("off")) {
            assertThat(client.post("/rawman?action=corestatus&actionid=query", "Action=Ping&ActionID=a+b%2B%C3%A9")
                            .first()
                            .lines())
                    .contains("ActionID: a b+\u00c3\u00a9", "Ping: Pong");
            for (String type : new String[] {"text/plain", "multipart/form-data; boundary=x"}) {
                Reply reply = client.request("POST", "/rawman", "action=ping", "Content-Type: " + type);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.first().get("Message")).isEqualTo("Missing action in request");
            }
            assertThat(client.request("POST", "/rawman?action=ping", "").first().get("Message"))
                    .isEqualTo("Missing action in request");
        }
    }

    @Test
    void aKeyMayComeAgainButNotMoreThan128Pairs() {
        try (HttpTestClient client = login("on")) {
            client.get("/rawman?action=waitevent&timeout=0");
            client.post("/rawman", "action=userevent&userevent=Many&V=1&V=2&V-1=3" + "&x=y".repeat(123) + "&late=1");
            Block event = client.get("/rawman?action=waitevent").blocks().get(1);
            assertThat(event.lines()).contains("V: 1", "V: 2", "V-1: 3", "x: y").doesNotContain("late: 1");
        }
    }

    @Test
    void lineEndsInAValueForgeBlocks() {
        try (HttpTestClient client = login("on")) {
            client.post("/rawman", "action=setvar&variable=GNL&value=a%0Ab+c%0D%0A%0D%0AResponse%3A+Success");
            assertSame(client.get("/mxml?action=getvar&variable=GNL"), "mxml-getvar-newline");
            assertSame(client.get("/manager?action=getvar&variable=GNL"), "manager-getvar-newline");
            client.get("/rawman?action=waitevent&timeout=0");
            client.get("/rawman?action=userevent&userevent=C&v=a%01b%1bc%09d%00e");
            assertThat(client.get("/mxml?action=waitevent&timeout=0").body())
                    .contains(Samples.http("mxml-control-chars")
                            .lines()
                            .filter(line -> line.contains("userevent='C'"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rawman", "mxml", "manager"})
    void errorsAndEventsInEachShape(String path) {
        try (HttpTestClient client = login("user")) {
            assertSame(client.get("/" + path + "?action=nope&actionid=%3C%26%27%22"), path + "-error");
            client.get("/rawman?action=waitevent&timeout=0");
            String event = "?Action=UserEvent&UserEvent=Dup&Foo=1&foo=2&Foo=3&F-o=4&F_o=5&1x=6&actionid=7"
                    + "&ctl=%01%1b%09tab&nl=a%0Ab&utf=%C3%A9%FF";
            assertSame(client.get("/" + path + event), path + "-userevent");
            assertThat(client.get("/" + path + "?action=waitevent&timeout=0&actionid=w")
                            .body())
                    .isEqualTo(withoutTheFirstEvent(Samples.http(path + "-waitevent")));
        }
    }

    /** That one tells of the unknown action, which the user of this test may not see. */
    private static String withoutTheFirstEvent(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4)
                .replaceFirst("(?s)Event: RequestBadFormat.*?\r\n\r\n", "")
                .replaceFirst("<response [^\n]*RequestBadFormat[^\n]*\n", "")
                .replaceFirst("(?s)<tr><td>Event</td><td>RequestBadFormat.*?<hr></td></tr>\r\n", "");
    }

    @Test
    void eventsAreRecordedFromTheLoginOnAndOnlyWaitEventBringsThem() {
        try (HttpTestClient client = login("on")) {
            assertSame(client.get("/rawman?action=waitevent&timeout=0&actionid=w0"), "waitevent-timeout0");
            pbx.event("UserEvent", Map.of("UserEvent", "One"));
            pbx.event("UserEvent", Map.of("UserEvent", "Two"));
            assertThat(client.get("/rawman?action=ping").blocks()).hasSize(1);
            assertThat(client.get("/rawman?action=waitevent").blocks())
                    .extracting(block -> block.get("UserEvent"))
                    .containsExactly("", "One", "Two", "");
        }
    }

    @Test
    void eventsOffIsNotForThoseWhoCome() {
        try (HttpTestClient client = login("off")) {
            pbx.event("UserEvent", Map.of("UserEvent", "Early"));
            assertThat(client.get("/rawman?action=waitevent&timeout=0").body()).contains("UserEvent: Early");
        }
    }

    @Test
    void anyEventWakesAndTheMaskSaysWhatIsSeen() throws Exception {
        try (HttpTestClient client = login("cc")) {
            client.get("/rawman?action=waitevent&timeout=0");
            client.begin("GET", "/rawman?action=waitevent&timeout=40", "");
            assertThat(client.hearsNothingFor(MOMENT)).isTrue();
            pbx.event("UserEvent", Map.of("UserEvent", "Wake"));
            assertThat(client.reply().blocks()).hasSize(2);
        }
        try (HttpTestClient client = login("user")) {
            client.get("/rawman?action=waitevent&timeout=0");
            client.begin("GET", "/rawman?action=waitevent&actionid=ev", "");
            awaitAction("ev");
            pbx.event("UserEvent", Map.of("UserEvent", "Wake"));
            assertThat(client.reply().body()).contains("UserEvent: Wake");
        }
    }

    private void awaitAction(String id) {
        Awaitility.await().until(() -> pbx.actions().stream()
                .anyMatch(action -> action.header("ActionID").equals(id)));
    }

    @ParameterizedTest
    @CsvSource({"rawman", "mxml", "manager"})
    void aNewcomerSupersedesWhoWaits(String path) {
        try (HttpTestClient one = login("user");
                HttpTestClient two = one.another(pbx);
                HttpTestClient three = one.another(pbx)) {
            one.get("/rawman?action=waitevent&timeout=0");
            one.begin("GET", "/" + path + "?action=waitevent&actionid=one", "");
            awaitAction("one");
            two.begin("GET", "/" + path + "?action=waitevent&timeout=1&actionid=two", "");
            assertSame(one.reply(), "waitevent-concurrent-" + path + "-one");
            assertThat(three.get("/rawman?action=ping").first().get("Ping"))
                    .as("other actions go on")
                    .isEqualTo("Pong");
            assertSame(two.reply(), "waitevent-concurrent-" + path + "-two");
        }
    }

    @Test
    void withTenSecondsOrLessNobodyWaits() {
        try (Simulator brief = Simulator.builder()
                        .user("jackfield", "secret")
                        .httpPort(0)
                        .httpTimeout(Duration.ofSeconds(10))
                        .start();
                HttpTestClient client = HttpTestClient.login(brief, "cc")) {
            for (int i = 0; i < 3; i++) {
                Reply reply = client.get("/rawman?action=waitevent&timeout=60");
                assertThat(reply.blocks()).hasSize(2);
                assertThat(reply.header("Set-Cookie")).endsWith("; Version=1; Max-Age=10");
            }
        }
    }

    @Test
    void aSessionEndsByItselfWhenNobodyComes() {
        try (Simulator brief = Simulator.builder()
                        .user("jackfield", "secret")
                        .httpPort(0)
                        .httpTimeout(Duration.ofSeconds(1))
                        .start();
                HttpTestClient client = HttpTestClient.login(brief, "on")) {
            String cookie = client.cookie();
            Awaitility.await().until(() -> brief.sessions() == 0);
            Reply reply = client.get("/rawman?action=ping");
            assertThat(reply.first().get("Message")).isEqualTo("Permission denied");
            assertThat(client.cookie()).isNotEqualTo(cookie);
        }
    }

    @Test
    void expiryOnDemandWakesWhoWaits() {
        try (HttpTestClient client = login("cc")) {
            String cookie = client.cookie();
            client.get("/rawman?action=waitevent&timeout=0");
            client.begin("GET", "/rawman?action=waitevent&actionid=w", "");
            awaitAction("w");
            pbx.expireSessions();
            assertThat(client.reply().blocks()).hasSize(2);
            assertSame(client.get("/rawman?action=ping"), "expired-session");
            assertThat(client.cookie()).isNotEqualTo(cookie);
        }
    }

    @Test
    void aRestartForgetsSessions() {
        HttpTestClient before = login("system");
        before.get("/rawman?action=waitevent&timeout=0");
        before.begin("GET", "/rawman?action=waitevent&actionid=w", "");
        awaitAction("w");
        pbx.restart();
        assertThat(before.reply().body()).contains("Event: Shutdown\r\n");
        assertThat(before.isClosed()).isTrue();
        try (HttpTestClient client = before.another(pbx)) {
            assertSame(client.get("/rawman?action=ping"), "after-restart");
            assertThat(client.cookie()).isNotEqualTo(before.cookie());
        } finally {
            before.close();
        }
    }

    @Test
    void aDeadPbxHasNoPortAndAHangingOneIsSilent() throws Exception {
        try (HttpTestClient client = login("off")) {
            pbx.stopAnswering();
            client.begin("GET", "/rawman?action=ping&actionid=late", "");
            assertThat(client.hearsNothingFor(MOMENT)).isTrue();
            pbx.resumeAnswering();
            assertThat(client.reply().first().get("ActionID")).isEqualTo("late");
            pbx.disconnectAll();
            assertThat(client.isClosed()).isTrue();
            try (HttpTestClient again = client.another(pbx)) {
                assertThat(again.get("/rawman?action=ping").first().get("Ping"))
                        .as("the session outlives the connection")
                        .isEqualTo("Pong");
            }
        }
        int port = pbx.httpPort();
        pbx.kill();
        assertThatThrownBy(() -> new HttpTestClient(pbx)).hasMessageContaining("refused");
        pbx.boot();
        assertThat(pbx.httpPort()).isEqualTo(port);
        login("off").close();
    }

    @Test
    void connectionsAreKeptUnlessTheClientOrTheSettingSaysOtherwise() {
        try (HttpTestClient client = new HttpTestClient(pbx)) {
            client.raw("GET /rawman HTTP/1.1\r\n\r\nGET /mxml HTTP/1.0\r\n\r\n");
            assertThat(client.reply().header("Content-type")).isEqualTo("text/plain");
            assertThat(client.reply().header("Content-type")).isEqualTo("text/xml");
            assertThat(client.get("/rawman", "Connection: close, TE").head()).doesNotContain("Connection");
            assertThat(client.get("/rawman", "Connection: Close").head())
                    .containsPattern("GMT\r\nConnection: close\r\nCache-Control");
            assertThat(client.isClosed()).isTrue();
        }
        try (Simulator brief = Simulator.builder()
                        .user("jackfield", "secret")
                        .httpPort(0)
                        .httpKeepAlive(Duration.ofMillis(300))
                        .start();
                HttpTestClient client = new HttpTestClient(brief)) {
            client.get("/rawman");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void whatIsNoRequestEndsTheConnection() {
        try (HttpTestClient client = new HttpTestClient(pbx)) {
            client.raw("POST /rawman HTTP/1.1\r\n" + FORM + "\r\nContent-Length: 40961\r\n\r\n");
            Reply reply = client.reply();
            assertThat(reply.head()).startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void theHundredAndFirstConnectionIsClosedWithoutAWord() {
        HttpTestClient[] clients = new HttpTestClient[100];
        try {
            for (int i = 0; i < clients.length; i++) {
                clients[i] = new HttpTestClient(pbx);
                clients[i].get("/nowhere");
            }
            try (HttpTestClient last = new HttpTestClient(pbx)) {
                assertThat(last.isClosed()).isTrue();
            }
        } finally {
            for (HttpTestClient client : clients) {
                client.close();
            }
        }
        Awaitility.await().untilAsserted(() -> {
            try (HttpTestClient next = new HttpTestClient(pbx)) {
                assertThat(next.get("/nowhere").status()).isEqualTo(404);
            }
        });
    }

    @Test
    void whatWasNotBuiltIsSaid() {
        try (Simulator plain = Simulator.builder().user("jackfield", "secret").start()) {
            assertThat(plain.hasHttp()).isFalse();
            assertThatThrownBy(plain::httpPort)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("httpPort(port)");
        }
        assertThatThrownBy(pbx::httpsPort).hasMessageContaining("tls(SSLContext)");
    }
}
