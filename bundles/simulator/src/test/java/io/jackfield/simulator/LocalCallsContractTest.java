package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of Local channels, and what actions do to them, raise the events that were recorded of a real Asterisk. */
class LocalCallsContractTest {

    private static final String PARKING_LOT_AND_MUSIC = "BridgeCreate[^$]*Parking|MusicOnHold";

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .timestampEvents(true)
                .channelVariables("CONTRACT")
                .queue("contract", "contract")
                .extension("contract", "answer", "Answer", "Wait(30)", "Hangup")
                .extension("contract", "hangup", "Answer", "Hangup")
                .extension("contract", "ring", "Ringing", "Wait(30)", "Hangup")
                .extension("contract", "busy", "Busy(1)")
                .extension("contract", "congestion", "Congestion(1)")
                .extension("contract", "reject", "Hangup(21)")
                .extension("contract", "phone", "Ringing", "Wait(0.3)", "Answer", "Wait(30)", "Hangup")
                .extension("contract", "userevent", "UserEvent(Contract,Text: ${TEXT})", "Hangup")
                .extension("contract", "dial-phone", dial("Local/phone@contract/n", 10))
                .extension("contract", "dial-busy", dial("Local/busy@contract/n", 10))
                .extension("contract", "dial-congestion", dial("Local/congestion@contract/n", 10))
                .extension("contract", "dial-ring", dial("Local/ring@contract/n", 1))
                .extension("contract", "dial-two", dial("Local/busy@contract/n&Local/phone@contract/n", 10))
                .extension("contract", "100", "Ringing", "Wait(0.2)", "Answer", "Wait(30)", "Hangup")
                .extension("contract", "brief", "Answer", "Wait(0.3)", "Hangup")
                .extension("contract", "dial-transfer", "Dial(Local/phone@contract/n,10,tT)")
                .extension("contract", "conference", "Answer", "ConfBridge(contract)", "Hangup")
                .extension("contract", "park", "Answer", "Park(default)", "Hangup")
                .extension("contract", "queue", "Answer", "Queue(contract,,,,5)", "Hangup")
                .manualTime(Instant.parse("2026-11-23T06:24:44Z"))
                .start();
        client = TestClient.login(pbx, "on");
    }

    private static String[] dial(String target, int seconds) {
        return new String[] {
            "Dial(" + target + "," + seconds + ",g)", "UserEvent(Dialed,Status: ${DIALSTATUS})", "Hangup"
        };
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "dial-phone,1.5,3",
        "dial-busy,2,3",
        "dial-congestion,2,3",
        "dial-ring,2,3",
        "dial-two,60,1",
        "reject,2,1",
        "busy,2,2",
        "brief,2,1",
        "queue-nobody,30,6"
    })
    void callsThatNobodyInterferesWith(String name, double seconds, int until) {
        call(name.equals("queue-nobody") ? "queue" : name, seconds);
        advance(until);
        compare(name);
    }

    @Test
    void userEvent() {
        call("userevent", "1", "Variable: TEXT=hello");
        advance(1);
        compare("userevent");
    }

    @ParameterizedTest
    @CsvSource({"queue,phone,3,5", "queue-busy,busy,30,7", "queue-brief,brief,10,3"})
    void queued(String name, String member, double seconds, int until) {
        act("QueueAdd", "Queue: contract", "Interface: Local/" + member + "@contract/n", "MemberName: Agent");
        call("queue", seconds);
        advance(until);
        act("QueueRemove", "Queue: contract", "Interface: Local/" + member + "@contract/n");
        compare(name, "^TalkTime", "^$");
    }

    @Test
    void conference() {
        call("conference", 60);
        call("conference", 60);
        advance(2);
        String first = channel("Local/conference@contract-0000000[^;]*;2");
        act("ConfbridgeMute", "Conference: contract", "Channel: " + first);
        act("ConfbridgeUnmute", "Conference: contract", "Channel: " + first);
        act("ConfbridgeLock", "Conference: contract");
        act("ConfbridgeUnlock", "Conference: contract");
        act("Hangup", "Channel: " + first);
        act("ConfbridgeKick", "Conference: contract", "Channel: " + channel("Local/conference.*;2"));
        // Who else was there is no matter of record here.
        compare("conference", "^DestinationChannel", "^$");
    }

    @Test
    void parked() {
        call("park", 60);
        // The real one speaks the number of the space before it plays music, and its lot was used before.
        compare("park", "^$", PARKING_LOT_AND_MUSIC);
    }

    @Test
    void parkedAndFetched() {
        call("park", 60);
        advance(1);
        client.send(
                "Action: Originate",
                "Channel: Local/701@parkedcalls/n",
                "Application: Wait",
                "Data: 60",
                "Async: true",
                "ActionID: q");
        compare("park-retrieve", "^$", PARKING_LOT_AND_MUSIC);
    }

    @Test
    void parkedByAnAction() {
        call("answer", 60);
        act("Park", "Channel: " + channel("Local/answer.*;1"));
        compare("park-action", "^$", "BridgeCreate[^$]*Parking");
    }

    @ParameterizedTest
    @CsvSource({"blind,dial-transfer.*;2", "blind-callee,phone.*;1"})
    void blindTransfer(String name, String transferer) {
        call("dial-transfer", 60);
        advance(1);
        act("BlindTransfer", "Channel: " + channel("Local/" + transferer), "Context: contract", "Exten: 100");
        advance(1);
        // Which of the two leaves first is a race.
        compare(name, "^BridgeNumChannels", "^$");
    }

    @ParameterizedTest
    @CsvSource({"atxfer-complete,dial-transfer.*;2", "atxfer-callee,phone.*;1"})
    void attendedTransfer(String name, String transferer) {
        call("dial-transfer", 60);
        advance(1);
        String channel = channel("Local/" + transferer);
        act("Atxfer", "Channel: " + channel, "Context: contract", "Exten: 100");
        advance(1);
        act("Hangup", "Channel: " + channel);
        // One record of one call here; what the pair shows of the third is a race.
        compare(name, "^$", "Event: Cdr[^$]*Local/100|Event: LocalBridge[^$]*Local/100");
    }

    @Test
    void attendedTransferCancelled() {
        call("dial-transfer", 60);
        advance(1);
        String channel = channel("Local/dial-transfer.*;2");
        act("Atxfer", "Channel: " + channel, "Context: contract", "Exten: 100");
        advance(1);
        act("CancelAtxfer", "Channel: " + channel);
        compare("atxfer-cancel");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect,answer,answer.*;2",
        "redirect-wait,answer,answer.*;1",
        "redirect-caller-bridged,dial-transfer,dial-transfer.*;2",
        "redirect-callee-bridged,dial-transfer,phone.*;1"
    })
    void redirect(String name, String extension, String channel) {
        call(extension, 60);
        advance(1);
        act("Redirect", "Channel: " + channel("Local/" + channel), "Context: contract", "Exten: 100", "Priority: 1");
        advance(1);
        compare(name);
    }

    @Test
    void redirectOfBoth() {
        call("dial-transfer", 60);
        advance(1);
        act(
                "Redirect",
                "Channel: " + channel("Local/dial-transfer.*;2"),
                "Context: contract",
                "Exten: 100",
                "Priority: 1",
                "ExtraChannel: " + channel("Local/phone.*;1"),
                "ExtraContext: contract",
                "ExtraExten: answer",
                "ExtraPriority: 1");
        advance(1);
        compare("redirect-dual");
    }

    @Test
    void bridgedByAnAction() {
        call("dial-transfer", 60);
        call("answer", 60);
        advance(1);
        act("Bridge", "Channel1: " + channel("Local/answer.*;2"), "Channel2: " + channel("Local/phone.*;1"));
        compare("bridge-bridged");
    }

    @Test
    void hangupOfMany() {
        call("answer", 60);
        call("answer", 60);
        act("Hangup", "Channel: /^Local\\/answer.*1$/", "Cause: 21");
        compare("hangup-regex");
    }

    private void call(String extension, double seconds) {
        call(extension, String.valueOf(seconds));
    }

    private void call(String extension, String seconds, String... more) {
        String[] headers = new String[6 + more.length];
        headers[0] = "Action: Originate";
        headers[1] = "Channel: Local/" + extension + "@contract/n";
        headers[2] = "Application: Wait";
        headers[3] = "Data: " + seconds;
        headers[4] = "Async: true";
        headers[5] = "ActionID: q";
        System.arraycopy(more, 0, headers, 6, more.length);
        client.send(headers);
        pbx.advance(Duration.ZERO);
    }

    private void act(String action, String... headers) {
        List<String> lines = new ArrayList<>(List.of("Action: " + action));
        lines.addAll(List.of(headers));
        try (TestClient other = TestClient.login(pbx, "off")) {
            Block answer = other.ask(lines.toArray(String[]::new));
            assertThat(answer.name()).as("%s", answer).isEqualTo("Response: Success");
        }
    }

    private void advance(int seconds) {
        act("Ping");
        pbx.advance(Duration.ofSeconds(seconds));
    }

    private String channel(String regex) {
        try (TestClient other = TestClient.login(pbx, "off")) {
            other.send("Action: CoreShowChannels");
            List<Block> list = other.upTo(Block.isEvent("CoreShowChannelsComplete"));
            return list.stream()
                    .map(block -> block.get("Channel"))
                    .filter(name -> name.matches(regex))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + regex + " in " + list));
        }
    }

    private void compare(String name) {
        compare(name, "^$", "^$");
    }

    private void compare(String name, String lines, String events) {
        EventsOfCalls.compare("local-" + name, client.drain(), lines, events);
    }
}
