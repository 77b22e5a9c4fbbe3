package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How AGI sessions begin and end, and what the dialplan makes of it. */
class AgiSessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgiServer server = new AgiServer();
    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = with("AGI(" + server.url() + "/ivr)", "Set(WENT=on)", "Wait(60)");
    }

    private static Simulator with(String... steps) {
        return Simulator.builder()
                .extension("from-internal", "700", steps)
                .extension("from-internal", "h", "Set(LATE=${AGISTATUS})")
                .extension("elsewhere", "x", "NoOp", "NoOp", "Set(WENT=two)", "Set(WENT=three)", "Wait(60)")
                .start();
    }

    private void startWith(String... steps) {
        pbx.close();
        pbx = with(steps);
    }

    @AfterEach
    void stop() {
        pbx.close();
        server.close();
    }

    private Call call() {
        return pbx.call("1001", "700");
    }

    private static void awaitVariable(Call call, String name, String value) {
        Awaitility.await().pollInSameThread().untilAsserted(() -> assertThat(call.variable(name))
                .contains(value));
    }

    @Test
    void theServerClosesAndTheDialplanGoesOn() {
        Call call = call();
        server.accept().close();
        awaitVariable(call, "WENT", "on");
        assertThat(call.variable("AGISTATUS")).contains("SUCCESS");
        assertThat(call.isActive()).isTrue();
        call.hangup();
        assertThat(call.variable("LATE")).contains("SUCCESS");
    }

    @Test
    void aResetIsTheServersEndToo() {
        Call call = call();
        server.accept().reset();
        awaitVariable(call, "WENT", "on");
        assertThat(call.variable("AGISTATUS")).contains("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({"failure", "FAILUREXYZ", "Failure of mine"})
    void aServerThatSaysFailureFails(String line) {
        Call call = call();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.send(line + "\n").rest()).containsExactly("HANGUP");
        }
        awaitVariable(call, "AGISTATUS", "FAILURE");
        awaitVariable(call, "WENT", "on");
    }

    @Test
    void aHangupEndsTheCallOnlyWhenTheServerLetsGo() {
        Call call = call();
        AgiServer.Session session = server.accept();
        call.hangup();
        assertThat(session.line()).isEqualTo("HANGUP");
        assertThat(session.ask("SET VARIABLE NOTE late")).isEqualTo("200 result=1");
        assertThat(session.ask("EXEC Wait 5")).isEqualTo("200 result=-1");
        assertThat(session.ask("EXEC Dial PJSIP/2001")).isEqualTo("200 result=-1");
        assertThat(call.isActive()).isTrue();
        session.close();
        call.awaitEnd(PATIENCE);
        assertThat(call.variable("AGISTATUS")).contains("HANGUP");
        assertThat(call.variable("LATE")).contains("HANGUP");
        assertThat(call.variable("NOTE")).contains("late");
        assertThat(call.variable("WENT")).isEmpty();
    }

    @Test
    void aFailureBeforeTheHangupStays() {
        Call call = call();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("GOSUB nowhere s 1")).isEqualTo("200 result=-1 Gosub label not found");
            call.hangup();
            assertThat(session.line()).isEqualTo("HANGUP");
        }
        call.awaitEnd(PATIENCE);
        assertThat(call.variable("AGISTATUS")).contains("FAILURE");
    }

    @Test
    void whoIsNotThereMakesTheAttemptAFailure() {
        for (String url : List.of(
                "agi://127.0.0.1:" + closedPort() + "/x",
                "agi://127.0.0.1?x=1",
                "hagi://services.invalid/x",
                "agi://name.invalid/x",
                "agi://127.0.0.1:0")) {
            startWith("AGI(" + url + ")", "Set(WENT=on)", "Wait(60)");
            Call call = call();
            awaitVariable(call, "WENT", "on");
            assertThat(call.variable("AGISTATUS")).as(url).contains("FAILURE");
        }
        startWith("AGI(script.sh)", "Wait(60)");
        awaitVariable(call(), "AGISTATUS", "NOTFOUND");
        startWith("EAGI(" + server.url() + ")", "Wait(60)");
        awaitVariable(call(), "AGISTATUS", "FAILURE");
    }

    private static int closedPort() {
        try (AgiServer closed = new AgiServer()) {
            return closed.port();
        }
    }

    @Test
    void formsOfTheAddress() {
        startWith("AGI(hAgi://127.0.0.1:" + server.port() + "/a/b?c#d%20)", "Wait(60)");
        call();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.environment("request")).isEqualTo("hAgi://127.0.0.1:" + server.port() + "/a/b?c#d%20");
            assertThat(session.environment("network_script")).isEqualTo("a/b?c#d%20");
            assertThat(session.environment("callerid")).isEqualTo("1001");
            assertThat(session.environment("calleridname")).isEqualTo("Alice");
            assertThat(session.environment("callingpres")).isEqualTo("0");
            assertThat(session.environment("dnid")).isEqualTo("700");
            assertThat(session.environment("type")).isEqualTo("PJSIP");
            assertThat(session.environment("context")).isEqualTo("from-internal");
        }
    }

    @Test
    void aSessionAfterTheHangupIsDeadFromTheStart() {
        pbx.close();
        pbx = Simulator.builder()
                .extension("from-internal", "700", "Wait(60)")
                .extension("from-internal", "h", "AGI(" + server.url() + "/late)", "Set(LATE=${AGISTATUS})")
                .start();
        Call call = call();
        call.hangup();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.environment("extension")).isEqualTo("h");
            assertThat(session.ask("ANSWER")).startsWith("511 ");
            assertThat(session.ask("NOOP")).isEqualTo("200 result=0");
            assertThat(session.halfClose().rest()).containsExactly("HANGUP");
        }
        call.awaitEnd(PATIENCE);
        assertThat(call.variable("LATE")).contains("SUCCESS");
    }

    @Test
    void whereTheChannelGoesOn() {
        Call call = call();
        try (AgiServer.Session session = server.accept()) {
            session.ask("SET CONTEXT elsewhere");
            session.ask("SET EXTENSION x");
            assertThat(session.ask("SET PRIORITY 4")).isEqualTo("200 result=0");
        }
        awaitVariable(call, "WENT", "three");
        startWith("NoOp", "NoOp", "AGI(" + server.url() + ")");
        Call next = call();
        try (AgiServer.Session session = server.accept()) {
            session.ask("SET CONTEXT elsewhere");
            session.ask("SET EXTENSION x");
        }
        awaitVariable(next, "WENT", "three");
        startWith("AGI(" + server.url() + ")");
        Call jump = call();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("EXEC Goto elsewhere,x,3")).isEqualTo("200 result=0");
        }
        awaitVariable(jump, "WENT", "three");
    }

    @Test
    void anApplicationRunsInsideTheSession() {
        Call call = call();
        try (AgiServer.Session session = server.accept()) {
            session.send("EXEC Dial PJSIP/2001,20,g\n");
            Awaitility.await().pollInSameThread().ignoreExceptions().until(() -> {
                call.answer();
                return true;
            });
            call.hangupByCallee();
            assertThat(session.line()).isEqualTo("200 result=0");
            assertThat(session.ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (ANSWER)");
            assertThat(session.ask("EXEC \"Dial\" \"PJSIP/4711\"")).isEqualTo("200 result=0");
            assertThat(session.ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (CHANUNAVAIL)");
            assertThat(session.ask("EXEC NoSuchThing")).isEqualTo("200 result=-2");
            assertThat(session.ask("EXEC Set A=${EXTEN}")).isEqualTo("200 result=0");
            assertThat(session.ask("GET VARIABLE A")).isEqualTo("200 result=1 (${EXTEN})");
            session.ask("SET VARIABLE AGIEXECFULL yes");
            session.ask("EXEC Set A=${EXTEN}");
            assertThat(session.ask("GET VARIABLE A")).isEqualTo("200 result=1 (700)");
            assertThat(session.ask("EXEC Hangup")).isEqualTo("200 result=-1");
            assertThat(session.line()).isEqualTo("HANGUP");
        }
        call.awaitEnd(PATIENCE);
        assertThat(call.variable("AGISTATUS")).contains("HANGUP");
    }

    @Test
    void inTheMiddleOfALineNothingElseIsSeen() {
        Call call = call();
        try (AgiServer.Session session = server.accept()) {
            session.send("NO");
            assertThat(session.send("OP\n").line()).isEqualTo("200 result=0");
            session.send("SET VARIABLE N a\0b c\n");
            session.send(" X Y\n");
            assertThat(session.line()).startsWith("520-");
            while (!session.line().startsWith("520 ")) {}
            assertThat(session.send("\0gone\n").ask("NOOP")).isEqualTo("200 result=0");
            assertThat(session.send("SET VARIABLE LAST yes").halfClose().line()).isEqualTo("200 result=1");
        }
        awaitVariable(call, "LAST", "yes");
    }

    @Test
    void whoeverHangsUpHimselfHearsTheReplyFirst() {
        Call call = call();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("HANGUP")).isEqualTo("200 result=1");
            assertThat(session.line()).isEqualTo("HANGUP");
            assertThat(session.ask("HANGUP")).startsWith("511 ");
        }
        call.awaitEnd(PATIENCE);
    }

    @Test
    void aDyingPbxCutsItsSessions() {
        call();
        try (AgiServer.Session session = server.accept()) {
            session.send("WAIT FOR DIGIT -1\n");
            pbx.kill();
            assertThat(session.line()).isNull();
            pbx.boot();
        }
        call();
        try (AgiServer.Session session = server.accept()) {
            assertThat(session.ask("NOOP")).isEqualTo("200 result=0");
        }
    }

    @Test
    void aThousandAtOnceNeedNoThreadEach() {
        pbx.close();
        pbx = Simulator.builder()
                .extension("from-internal", "700", "AGI(" + server.url() + "/many)")
                .promptLength(Duration.ofHours(1))
                .start();
        int threads = Thread.activeCount();
        List<Call> calls = new ArrayList<>();
        List<AgiServer.Session> sessions = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> {
            calls.add(call());
            sessions.add(server.accept().send("STREAM FILE long \"\"\n"));
        });
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        calls.forEach(call -> call.awaitPrompt("long", PATIENCE).hangup());
        sessions.forEach(session -> {
            assertThat(session.line()).startsWith("200 result=-1 endpos=");
            assertThat(session.line()).isEqualTo("HANGUP");
            session.close();
        });
        calls.forEach(call -> call.awaitEnd(PATIENCE));
    }
}
