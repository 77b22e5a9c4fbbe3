package io.jackfield.examples.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.simulator.Call;
import io.jackfield.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls of a simulated PBX, and sessions captured at real ones, leave in the database. */
class CallLogRoutesTest {

    private static final String UNSEEN = "ended unseen, while events were missing";

    private final CallsDatabase database = new CallsDatabase();
    private final CamelContext context = new DefaultCamelContext();
    private final AmiConnectionFactory connections = new AmiConnectionFactory();
    private final Simulator pbx = Simulator.builder()
            .user("jackfield", "secret")
            .timestampEvents(true)
            .ringTimeout(Duration.ofMinutes(1))
            .start();
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void connect() {
        System.setErr(new PrintStream(log, true, UTF_8));
        context.getRegistry().bind("calls", database);
        context.getRegistry()
                .bind(
                        "pbx1",
                        connections.create(
                                "pbx1",
                                Map.of(
                                        "host", pbx.host(),
                                        "port", pbx.amiPort(),
                                        "username", "jackfield",
                                        "secret", "secret",
                                        "reconnectDelay", "50ms",
                                        "reconnectMaxDelay", "50ms")));
    }

    private void start() throws Exception {
        context.addRoutes(new CallLogRoutes());
        context.start();
    }

    private void startAndListen() throws Exception {
        start();
        patiently().until(() -> log().contains("Events of pbx1 begin here"));
        // The list that follows the gap is of before the first call: what a call did is told by events alone.
        pbx.event("Newchannel", channel("first", "nobody"));
        pbx.event("Hangup", channel("first", "nobody"));
        awaitRows("SELECT count(*) FROM call_log WHERE call_id = 'first' AND ended IS NOT NULL", "1");
    }

    @AfterEach
    void stop() {
        context.stop();
        connections.close();
        pbx.close();
        System.setErr(standardError);
    }

    @Test
    void aCallIsOneRowThatEndsWithItsLastLeg() throws Exception {
        startAndListen();
        Call call = pbx.call("1001", "2001");
        awaitRows(
                "SELECT caller, caller_name, dialled, answered, ended FROM call_log WHERE call_id = '%s'"
                        .formatted(call.linkedid()),
                "1001|Alice|2001|null|null");
        call.answer();
        awaitRows(
                "SELECT answered >= started, ended IS NULL FROM call_log WHERE call_id = '%s'"
                        .formatted(call.linkedid()),
                "true|true");
        call.hangup();
        awaitRows(
                "SELECT cause, ended >= answered, joined FROM call_log WHERE call_id = '%s'".formatted(call.linkedid()),
                "Normal Clearing|true|null");
        assertThat(legs(call.linkedid())).hasSize(2).allMatch(leg -> leg.endsWith("|true|Normal Clearing"));
        assertThat(log()).contains("Call " + call.linkedid() + " from 1001 to 2001 ended: Normal Clearing");
    }

    @Test
    void parallelCallsKeepTheirRows() throws Exception {
        startAndListen();
        List<Call> calls = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            calls.add(pbx.call("100" + i, "200" + i));
            rows.add("100%d|200%d|%s|%s".formatted(i, i, i % 3 != 0, i % 3 == 0 ? "User busy" : "Normal Clearing"));
        }
        for (int i = 1; i <= 9; i++) {
            Call call = calls.get(i - 1);
            if (i % 3 == 0) {
                call.busy();
            } else {
                call.answer();
            }
        }
        Collections.reverse(calls);
        calls.stream().filter(Call::isActive).forEach(Call::hangup);
        awaitRows(
                "SELECT caller, dialled, answered IS NOT NULL, cause FROM call_log"
                        + " WHERE ended IS NOT NULL AND call_id <> 'first' ORDER BY caller",
                rows.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "blind-by-callee-22, 6", "blind-by-callee-16, 6",
        "blind-by-caller-22, 6", "blind-by-caller-16, 6",
        "attended-22, 8", "attended-16, 8",
        "redirect-22, 6", "redirect-16, 6",
    })
    void aCallThatIsTransferredStaysOneRow(String captured, int legs) throws Exception {
        startAndListen();
        replay(captured);
        awaitRows(
                "SELECT call_id, caller_name, answered IS NOT NULL, joined FROM call_log"
                        + " WHERE ended IS NOT NULL AND call_id <> 'first'",
                "call-1|Ada|true|null");
        assertThat(legs("call-1")).hasSize(legs).noneMatch(leg -> leg.contains("|false|"));
        assertThat(database.query("SELECT (SELECT max(ended) FROM call_leg WHERE call_id = 'call-1') = ended"
                        + " FROM call_log WHERE call_id = 'call-1'"))
                .containsExactly("true");
    }

    @ParameterizedTest
    @CsvSource({
        "two-calls-joined-22, 4, 4", "two-calls-joined-16, 4, 4",
        "pickup-22, 4, 2", "pickup-16, 4, 2",
    })
    void callsThatAsteriskLinksStayTwoRowsAndTheLaterNamesTheOther(String captured, int legs, int legsOfLater)
            throws Exception {
        startAndListen();
        replay(captured);
        awaitRows(
                "SELECT call_id, joined FROM call_log WHERE ended IS NOT NULL AND call_id <> 'first' ORDER BY call_id",
                "call-1|null",
                "call-2|call-1");
        assertThat(legs("call-1")).hasSize(legs).noneMatch(leg -> leg.contains("|false|"));
        assertThat(legs("call-2")).hasSize(legsOfLater).noneMatch(leg -> leg.contains("|false|"));
    }

    @Test
    void callsThatEndedWhileThePbxWasAwayAreClosedAndSayWhy() throws Exception {
        startAndListen();
        Call call = pbx.call("1001", "2001").answer();
        awaitRows("SELECT count(*) FROM call_log WHERE answered IS NOT NULL", "1");
        pbx.kill();
        pbx.boot();
        awaitRows(
                "SELECT caller, cause, ended > answered FROM call_log WHERE call_id = '%s'".formatted(call.linkedid()),
                "1001|" + UNSEEN + "|true");
        assertThat(legs(call.linkedid())).hasSize(2).allMatch(leg -> leg.endsWith("|true|" + UNSEEN));
        assertThat(log()).contains("1 calls of pbx1 ended unseen");
        Call next = pbx.call("1002", "2002").answer().hangup();
        awaitRows(
                "SELECT cause FROM call_log WHERE ended IS NOT NULL AND call_id = '%s'".formatted(next.linkedid()),
                "Normal Clearing");
    }

    @Test
    void afterALostConnectionCallsGoOnHaveEndedOrHaveBegunUnseen() throws Exception {
        startAndListen();
        Call goesOn = pbx.call("1001", "2001").answer();
        Call ends = pbx.call("1002", "2002").answer();
        awaitRows("SELECT count(*) FROM call_log WHERE answered IS NOT NULL", "2");
        pbx.answer("Login").times(1).late(Duration.ofSeconds(1));
        pbx.disconnectAll();
        ends.hangup();
        Call begins = pbx.call("1003", "2003").answer();
        Call neverSeen = pbx.call("1004", "2004").answer().hangup();
        String rows = "SELECT caller, caller_name, dialled, answered IS NOT NULL, cause, in_doubt FROM call_log c"
                + " JOIN call_leg l ON l.uniqueid = c.call_id WHERE c.call_id <> 'first' ORDER BY caller";
        awaitRows(
                rows.replace("cause", "c.cause").replace("answered", "c.answered"),
                "1001|Alice|2001|true|null|false",
                "1002|Bob|2002|true|" + UNSEEN + "|true",
                "1003|Carol|2003|true|null|false");
        assertThat(database.query("SELECT 1 FROM call_log WHERE call_id = '%s'".formatted(neverSeen.linkedid())))
                .isEmpty();
        goesOn.hangup();
        begins.hangup();
        awaitRows(
                "SELECT caller, cause FROM call_log WHERE ended IS NOT NULL AND call_id <> 'first' ORDER BY caller",
                "1001|Normal Clearing",
                "1002|" + UNSEEN,
                "1003|Normal Clearing");
    }

    @Test
    void aCallThatBeganBeforeTheRouteHasItsRow() throws Exception {
        Call call = pbx.call("1001", "2001");
        start();
        awaitRows("SELECT caller, dialled, answered, ended FROM call_log", "1001|2001|null|null");
        assertThat(legs(call.linkedid())).hasSize(2);
        call.answer().hangup();
        awaitRows("SELECT answered IS NOT NULL, cause FROM call_log WHERE ended IS NOT NULL", "true|Normal Clearing");
    }

    @Test
    void withoutAListOfChannelsCallsStayOpenAndTheLogSaysSo() throws Exception {
        pbx.answer("CoreShowChannels").withError("Permission denied");
        startAndListen();
        pbx.call("1001", "2001").answer();
        awaitRows("SELECT count(*) FROM call_log WHERE answered IS NOT NULL", "1");
        pbx.kill();
        pbx.boot();
        awaitRows("SELECT DISTINCT ended, in_doubt FROM call_leg WHERE call_id <> 'first'", "null|true");
        patiently().untilAsserted(() -> assertThat(log())
                .contains("pbx1 does not list its channels: ")
                .contains("Permission denied"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'); DROP TABLE call_log; --",
                "${bean:x} {{y}} :#z ?",
                "\u202Etxt.exe \uD83D\uDE00 e\u0301\u200B\uFEFF \uFFFF",
            })
    void whateverCallersAreCalledIsData(String caller) throws Exception {
        startAndListen();
        pbx.event("Newchannel", channel("1.1", caller));
        awaitRows("SELECT caller, caller_name FROM call_log WHERE call_id = '1.1'", caller + "|" + caller);
    }

    @Test
    void aCallerWithNulOrAnEndlessNameKeepsItsRow() throws Exception {
        startAndListen();
        pbx.event("Newchannel", channel("1.1", "9".repeat(300)));
        pbx.raw(
                "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/a\0b\r\nCallerIDNum: 1\0002\r\nUniqueid: 2.1\r\nLinkedid: 2.1\r\n\r\n"
                        .getBytes(UTF_8));
        awaitRows("SELECT caller FROM call_log WHERE call_id <> 'first' ORDER BY call_id", "9".repeat(255), "1\uFFFD2");
    }

    @Test
    void anEventSeenTwiceChangesNothing() throws Exception {
        startAndListen();
        for (int i = 0; i < 2; i++) {
            replay("blind-by-callee-22");
        }
        pbx.event("Newchannel", channel("last", "1001"));
        awaitRows("SELECT caller FROM call_log WHERE call_id = 'last'", "1001");
        assertThat(database.query("SELECT call_id, ended IS NOT NULL FROM call_log WHERE call_id LIKE 'call%'"))
                .containsExactly("call-1|true");
        assertThat(legs("call-1")).hasSize(6);
    }

    @Test
    void whileTheDatabaseIsAwayEventsWaitAndTheLogSaysItOnce() throws Exception {
        startAndListen();
        database.away(true);
        Call during = pbx.call("1001", "2001").answer().hangup();
        patiently().until(() -> log().contains("The database #calls fails, events wait: Connection refused"));
        Call later = pbx.call("1002", "2002").answer().hangup();
        patiently().until(() -> pbx.callsCompleted() == 2);
        assertThat(database.query("SELECT call_id FROM call_log")).containsExactly("first");
        database.away(false);
        for (Call call : List.of(during, later)) {
            awaitRows(
                    "SELECT cause FROM call_log WHERE ended IS NOT NULL AND call_id = '%s'".formatted(call.linkedid()),
                    "Normal Clearing");
        }
        patiently().until(() -> log().contains("The database #calls works again"));
        assertThat(log()).containsOnlyOnce("The database #calls fails").containsOnlyOnce("works again");
    }

    @Test
    void whatDoesNotFitTheQueueLeavesNoCallOpen() throws Exception {
        context.getPropertiesComponent().addInitialProperty("call-log.queue", "3");
        startAndListen();
        Call call = pbx.call("1001", "2001").answer();
        awaitRows("SELECT count(*) FROM call_log WHERE answered IS NOT NULL", "1");
        database.away(true);
        Call goesOn = pbx.call("1002", "2002").answer();
        call.hangup();
        for (int i = 0; i < 10; i++) {
            pbx.call("1003", "2003").answer().hangup();
        }
        database.away(false);
        awaitRows(
                "SELECT caller, cause FROM call_log WHERE caller IN ('1001', '1002') ORDER BY caller",
                "1001|" + UNSEEN,
                "1002|null");
        assertThat(log()).contains("Events of pbx1 begin here, or are missing: OVERFLOW");
        goesOn.hangup();
        awaitRows("SELECT DISTINCT ended IS NOT NULL FROM call_leg", "true");
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartGetsTheCallsOfMeanwhile() throws Exception {
        database.away(true);
        start();
        patiently().until(() -> log().contains("The database #calls fails"));
        Call call = pbx.call("1001", "2001").answer().hangup();
        database.away(false);
        awaitRows("SELECT call_id, cause FROM call_log WHERE ended IS NOT NULL", call.linkedid() + "|Normal Clearing");
    }

    private void replay(String captured) throws Exception {
        try (InputStream file = getClass().getResourceAsStream("/samples/" + captured + ".txt")) {
            pbx.replay(file, Simulator.AS_FAST_AS_POSSIBLE);
        }
    }

    private static Map<String, String> channel(String id, String caller) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Channel", "PJSIP/" + id);
        headers.put("CallerIDNum", caller);
        headers.put("CallerIDName", caller);
        headers.put("Uniqueid", id);
        headers.put("Linkedid", id);
        return headers;
    }

    private List<String> legs(String call) {
        return database.query("SELECT uniqueid, ended IS NOT NULL, cause FROM call_leg WHERE call_id = '" + call + "'");
    }

    private void awaitRows(String sql, String... rows) {
        patiently().untilAsserted(() -> assertThat(database.query(sql)).as(sql).containsExactly(rows));
    }

    /** Longer than the time between two lists that follow shed events. */
    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private String log() {
        return log.toString(UTF_8);
    }
}
