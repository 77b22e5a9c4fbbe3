package io.jackfield.ajam;

import static io.jackfield.ajam.FakeAjam.md5;
import static io.jackfield.ajam.FakeAjam.userEvent;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digest authentication: every request proves itself, and a stale nonce is nothing to speak of. */
class AjamDigestTest extends AjamScene {

    private final AtomicInteger nonces = new AtomicInteger(0x402e3ea4);
    private final Map<String, Integer> counters = new ConcurrentHashMap<>();
    private final AtomicInteger stale = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private volatile String nonce;
    private volatile String formerNonce = "";

    @BeforeEach
    void askForDigest() {
        newNonce();
        pbx.faults.put("*", this::authenticate);
    }

    private void newNonce() {
        formerNonce = nonce;
        nonce = Integer.toHexString(nonces.incrementAndGet());
        counters.put(nonce, 0);
    }

    /** As {@code ast_http_auth} does it: the counter must rise, the former nonce is stale, and an older one is a stranger's. */
    private boolean authenticate(HttpExchange exchange, FakeAjam.Request request) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (given == null) {
            challenge(exchange, "");
            return true;
        }
        String expected = md5(String.join(
                ":",
                md5(FakeAjam.USER + ":asterisk:" + FakeAjam.SECRET),
                part(given, "nonce"),
                part(given, "nc"),
                part(given, "cnonce"),
                "auth",
                md5("POST:" + part(given, "uri"))));
        if (!expected.equals(part(given, "response")) || !"/arawman".equals(part(given, "uri"))) {
            challenge(exchange, "");
            return true;
        }
        synchronized (counters) {
            int count = Integer.parseInt(part(given, "nc"), 16);
            boolean known =
                    part(given, "nonce").equals(nonce) || part(given, "nonce").equals(formerNonce);
            strangers.addAndGet(known ? 0 : 1);
            if (!part(given, "nonce").equals(nonce) || count <= counters.get(nonce)) {
                stale.incrementAndGet();
                if (part(given, "nonce").equals(nonce)) {
                    newNonce();
                }
                challenge(exchange, ", stale=true");
                return true;
            }
            counters.put(nonce, count);
        }
        pbx.serveTheOne(exchange, request);
        return true;
    }

    private void challenge(HttpExchange exchange, String more) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "WWW-authenticate",
                        "Digest algorithm=MD5, realm=\"asterisk\", nonce=\"" + nonce + "\", qop=\"auth\", opaque=\""
                                + nonce + "\"" + more);
        FakeAjam.respond(exchange, 401, "text/html", "<html>Unauthorized</html>");
    }

    private static String part(String header, String key) {
        Matcher matcher = Pattern.compile("\\b" + key + "=\"?([^\",]*)").matcher(header);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Test
    void needsNoLoginAndFetchesEvents() throws Exception {
        ManagerConnection connection = up(Map.of("digest", true));
        subscribed(connection);
        pbx.event("user", userEvent("hello"));
        await().until(() -> received.size() == 2);

        assertThat(names()).containsExactly("START", "hello");
        assertThat(answer(connection.send(PING)).get("Ping")).isEqualTo("Pong");
        assertThat(pbx.requests("Login")).isEmpty();
        assertThat(pbx.uris).containsOnly("POST /arawman");
        assertThat(pbx.requests.toString()).doesNotContain(FakeAjam.SECRET);
    }

    @Test
    void aStaleNonceIsRetriedSilentlyAndTheEventsGoOn() throws Exception {
        ManagerConnection connection = up(Map.of("digest", true));
        subscribed(connection);
        newNonce();
        assertThat(answer(connection.send(ManagerAction.of("X"))).isSuccess()).isTrue();
        pbx.event("user", userEvent("one"));
        await().until(() -> received.size() == 2);
        newNonce();
        pbx.event("user", userEvent("two"));
        await().until(() -> received.size() == 3);

        assertThat(stale.get()).isPositive();
        assertThat(names()).containsExactly("START", "one", "two");
        assertThat(connection.stats().logins()).isEqualTo(1);
    }

    /** The PBX takes the old nonce and begins anew without a word. */
    @Test
    void aSessionThatWasReplacedSilentlyIsALossAndNoneOfItsEventsIsBeforeTheGap() {
        ManagerConnection connection = up(Map.of("digest", true));
        subscribed(connection);
        pbx.event("user", userEvent("old"));
        await().until(() -> received.size() == 2 && pbx.pollsUnderWay.get() == 1);
        pbx.challenge = "1";
        pbx.event("user", userEvent("of another session"));
        await().until(() -> received.size() == 3 && pbx.pollsUnderWay.get() == 1);
        pbx.event("user", userEvent("new"));
        await().until(() -> received.size() == 4);

        assertThat(names()).containsExactly("START", "old", "LOST", "new");
    }

    @Test
    void thePingNoticesAReplacementWhileNothingHappens() {
        ManagerConnection connection = up(Map.of("digest", true, "pingInterval", "100ms"));
        subscribed(connection);
        pbx.challenge = "1";
        await().until(() -> names().contains("LOST") && connection.state().isUp());

        assertThat(names()).containsExactly("START", "LOST");
        assertThat(connection.stats().logins()).isEqualTo(2);
    }

    @Test
    void manyActionsAtOnceAllGetThrough() {
        ManagerConnection connection = up(Map.of("digest", true));
        subscribed(connection);
        CompletableFuture<?>[] all = IntStream.range(0, 40)
                .mapToObj(i -> connection.send(ManagerAction.of("X")).thenApply(ManagerResponse::isSuccess))
                .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(all)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(connection.stats().logins()).isEqualTo(1);
        assertThat(strangers).hasValue(0);
    }

    @Test
    void requestsThatDepartAtOnceDoNotOvertakeEachOther() {
        ManagerConnection connection = up(Map.of("digest", true));
        CompletableFuture<?>[] all = IntStream.range(0, 40)
                .mapToObj(i -> connection.send(ManagerAction.of("X")))
                .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(all)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(stale).hasValue(0);
    }

    @Test
    void aSlowActionHoldsUpOthersForAMomentOnly() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        pbx.faults.put("Slow", (exchange, request) -> {
            pass(go);
            return authenticate(exchange, request);
        });
        ManagerConnection connection = up(Map.of("digest", true));
        CompletableFuture<?> slow = connection.send(ManagerAction.of("Slow"));

        assertThat(answer(connection.send(ManagerAction.of("X"))).isSuccess()).isTrue();
        assertThat(slow).isNotDone();
        go.countDown();
        assertThat(slow).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aWrongSecretIsARefusalAndIsNotTriedAgainSoon() {
        ManagerConnection connection = connect(Map.of("digest", true, "secret", "wrong-too"));
        assertThat(downBecause(connection))
                .contains("refuses the user or secret")
                .doesNotContain("wrong-too");
        int before = pbx.requests.size();

        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(pbx.requests).hasSize(before);
    }
}
