package io.jackfield.simulator.internal.ajam;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.simulator.internal.ajam.DigestSessions.Admitted;
import io.jackfield.simulator.internal.ajam.DigestSessions.Challenge;
import io.jackfield.simulator.internal.ajam.DigestSessions.Outcome;
import io.jackfield.simulator.internal.ami.ManagerSession;
import io.jackfield.simulator.internal.ami.Readiness;
import io.jackfield.simulator.internal.ami.User;
import io.jackfield.simulator.internal.http.HttpRequest;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.ManualTimeline;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import io.jackfield.simulator.internal.pbx.Sounds;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in by digest, and for how long. */
class DigestSessionsTest {

    private static final User USER = new User("Jack", "s", EventClass.ALL, EventClass.ALL);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Pbx pbx = new Pbx(
            new PbxSettings(false, false, new Sounds(Map.of(), Optional.empty()), List.of()),
            new ManualTimeline(Instant.EPOCH),
            new Random(1));
    private long now = 1_000_000;
    private final DigestSessions sessions =
            new DigestSessions(List.of(USER), new Random(1), () -> TimeUnit.SECONDS.toNanos(now));

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private HttpSession make(User user, Consumer<HttpSession> whenOver) {
        Readiness readiness = new Readiness(() -> true);
        return new HttpSession(new ManagerSession("0x1", "1"), pbx, loop, Duration.ofMinutes(1), readiness, whenOver);
    }

    private Outcome ask(String authorization) {
        HttpRequest request =
                new HttpRequest("GET", "/arawman", List.of(Map.entry("Authorization", authorization)), "");
        return sessions.admit(request, this::make);
    }

    private static String digest(String nonce, String count) throws Exception {
        String who = md5("Jack:asterisk:s");
        String response = md5(who + ":" + nonce + ":" + count + ":c:auth:" + md5("GET:/x"));
        return "Digest username=\"jack\", realm=\"asterisk\", nonce=\"" + nonce + "\", uri=\"/x\", qop=auth, nc="
                + count + ", cnonce=\"c\", response=\"" + response + "\", algorithm=MD5";
    }

    private static String md5(String text) throws Exception {
        byte[] bytes = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void countsMustRiseButTheFirstMayComeTwice() throws Exception {
        HttpSession session = ((Admitted) ask(digest("0000abcd", "00000001"))).session();
        assertThat(ask(digest("0000abcd", "00000001"))).isEqualTo(new Admitted(session));
        assertThat(ask(digest("0000abcd", "0000000a"))).isEqualTo(new Admitted(session));
        Challenge stale = (Challenge) ask(digest("0000abcd", "00000002"));
        assertThat(stale.stale()).isTrue();
        assertThat(ask(digest("0000abcd", "000000ff")))
                .as("the old one stays refused, and gets the current one")
                .isEqualTo(stale);
        assertThat(ask(digest(Digest.spelled(stale.nonce()), "00000001")))
                .as("the session is the same")
                .isEqualTo(new Admitted(session));
    }

    @Test
    void aNonceIsGoodForSixtyTwoSeconds() throws Exception {
        ask(digest("0000abcd", "00000001"));
        now += 62;
        assertThat(ask(digest("0000abcd", "00000002"))).isInstanceOf(Admitted.class);
        now += 1;
        assertThat(ask(digest("0000abcd", "00000003"))).isInstanceOf(Challenge.class);
    }

    @Test
    void nobodyAsksWhereANonceCameFrom() throws Exception {
        HttpSession first = ((Admitted) ask(digest("00000001", "00000001"))).session();
        HttpSession second = ((Admitted) ask(digest("00000002", "00000001"))).session();
        assertThat(second).isNotSameAs(first);
        first.end();
        assertThat(((Admitted) ask(digest("00000001", "00000001"))).session()).isNotSameAs(first);
    }

    @Test
    void whatProvesNothingIsChallengedAfresh() throws Exception {
        String good = digest("0000abcd", "00000001");
        assertThat(good).as("of which the rest is made").satisfies(d -> assertThat(Digest.parse(d))
                .isPresent());
        for (String bad : List.of(
                "Basic amFjazpz",
                "Digest ",
                good.replace("\"jack\"", "\"joe\""),
                good.replace("response=\"", "response=\"0"),
                good.replace("uri=\"/x\"", "uri=\"/y\""),
                good.replace("nc=00000001", "nc=1"),
                good.replace(", cnonce=\"c\"", ""),
                good.replace("MD5", "SHA-256"),
                good.replace("0000abcd", "xyz"))) {
            assertThat(ask(bad)).as(bad).isInstanceOfSatisfying(Challenge.class, challenge -> assertThat(
                            challenge.stale())
                    .isFalse());
        }
    }

    @Test
    void withoutQopAsInRfc2069() throws Exception {
        String response = md5(md5("Jack:asterisk:s") + ":0000abcd:" + md5("GET:/x"));
        assertThat(ask("digest username=jack,realm=x,nonce=ABCD,uri=\"/x\",response=" + response))
                .as("the nonce counts as a number")
                .isInstanceOf(Admitted.class);
    }
}
