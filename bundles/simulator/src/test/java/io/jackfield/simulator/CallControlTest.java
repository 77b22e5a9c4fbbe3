package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do to calls under way, also at the wrong moment: whatever it is, in the end everything is clean. */
class CallControlTest {

    private Simulator pbx;
    private TestClient client;
    private TestClient events;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .phone("1001", "Alice")
                .phone("1002", "Bob")
                .phone("2001", "Carol")
                .phone("2002", "Dave", PhoneBehaviour.BUSY)
                .phone("2003", "Eve", PhoneBehaviour.NO_ANSWER)
                .queue("sales", "601", "2001")
                .extension("from-internal", "meet", "Answer", "ConfBridge(room)", "Wait(5)")
                .extension("from-internal", "wait", "Answer", "Wait(5)")
                .extension("from-internal", "park", "Answer", "Park()", "Wait(5)")
                .extension("from-internal", "fetch", "ParkedCall(default,701)", "Wait(5)")
                .extension("from-internal", "local", "Dial(Local/wait@from-internal/n,10,g)", "Wait(5)")
                .manualTime(Instant.parse("2026-01-01T08:00:00Z"))
                .start();
        client = TestClient.login(pbx, "off");
        events = TestClient.login(pbx, "call,agent");
    }

    @AfterEach
    void stop() {
        client.close();
        events.close();
        pbx.close();
    }

    private Block act(String action, String... headers) {
        List<String> lines = new ArrayList<>(List.of("Action: " + action));
        lines.addAll(List.of(headers));
        return client.ask(lines.toArray(String[]::new));
    }

    private void advance(int seconds) {
        pbx.advance(Duration.ofSeconds(seconds));
    }

    private List<Block> list(String action) {
        client.send("Action: " + action);
        List<Block> list = client.upTo(
                block -> !block.get("EventList").isEmpty() && block.name().startsWith("Event: "));
        return list.subList(1, list.size() - 1);
    }

    private List<String> channels() {
        return list("CoreShowChannels").stream()
                .map(channel -> channel.get("Channel"))
                .toList();
    }

    private String channel(String beginning) {
        return channels().stream()
                .filter(name -> name.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + beginning + " in " + channels()));
    }

    private String peer(String channel) {
        return act("Getvar", "Channel: " + channel, "Variable: BRIDGEPEER").get("Value");
    }

    private List<String> heard() {
        return events.drain().stream()
                .map(block -> block.name().substring("Event: ".length()))
                .toList();
    }

    private void allIsClean() {
        assertThat(channels()).isEmpty();
        assertThat(list("BridgeList"))
                .extracting(bridge -> bridge.get("BridgeType"))
                .isSubsetOf("parking");
        assertThat(list("BridgeList"))
                .extracting(bridge -> bridge.get("BridgeNumChannels"))
                .isSubsetOf("0");
        Set<String> states = list("DeviceStateList").stream()
                .map(device -> device.get("State"))
                .collect(Collectors.toSet());
        assertThat(states).containsOnly("NOT_INUSE");
        assertThat(pbx.callsCompleted()).isEqualTo(pbx.callsStarted());
        assertThat(act("ConfbridgeListRooms").get("Message")).isEqualTo("No active conferences.");
        assertThat(list("ParkedCalls")).isEmpty();
    }

    @Test
    void anEnquiryAtABusyTelephoneLeadsBack() {
        Call call = pbx.call("1001", "2001").answer();
        heard();
        act("Atxfer", "Channel: " + call.channel(), "Exten: 2002", "Context: from-internal");
        assertThat(heard()).containsSubsequence("Hold", "MusicOnHoldStart", "DialEnd", "MusicOnHoldStop", "Unhold");
        assertThat(peer(call.channel())).startsWith("PJSIP/2001-");
        call.hangup();
        allIsClean();
    }

    @Test
    void anEnquiryAtNobodyLeadsBackAtOnce() {
        Call call = pbx.call("1001", "2001").answer();
        act("Atxfer", "Channel: " + call.channel(), "Exten: nobody", "Context: from-internal");
        assertThat(channels()).hasSize(2);
        call.hangupByCallee();
        allIsClean();
    }

    @Test
    void whoEnquiresAndHangsUpTooEarlyEndsTheCall() {
        Call call = pbx.call("1001", "2001").answer();
        act("Atxfer", "Channel: " + call.channel(), "Exten: 2003", "Context: from-internal");
        assertThat(channels()).hasSize(5);
        call.hangup();
        allIsClean();
        assertThat(heard()).doesNotContain("AttendedTransfer");
    }

    @Test
    void whoWaitsAndHangsUpEndsTheCall() {
        Call call = pbx.call("1001", "2001").answer();
        act("Atxfer", "Channel: " + call.channel(), "Exten: wait", "Context: from-internal");
        assertThat(peer(call.channel())).startsWith("Local/wait@from-internal-");
        call.hangupByCallee();
        allIsClean();
    }

    @Test
    void theThirdWhoIsSentElsewhereLeavesTheTwoAlone() {
        Call call = pbx.call("1001", "2001").answer();
        act("Atxfer", "Channel: " + call.channel(), "Exten: wait", "Context: from-internal");
        String third = channel("Local/wait");
        assertThat(act("Redirect", "Channel: " + third, "Context: from-internal", "Exten: meet", "Priority: 1")
                        .get("Message"))
                .isEqualTo("Redirect successful");
        assertThat(peer(call.channel())).startsWith("PJSIP/2001-");
        act("Command", "Command: channel request hangup all");
        allIsClean();
    }

    @Test
    void twoOfAFinishedEnquiryEndTogether() {
        Call call = pbx.call("1001", "2001").answer();
        act("Atxfer", "Channel: " + call.channel(), "Exten: wait", "Context: from-internal");
        call.hangup();
        assertThat(channels()).hasSize(3).noneMatch(name -> name.startsWith("PJSIP/1001"));
        assertThat(peer(channel("PJSIP/2001"))).startsWith("Local/wait@");
        call.hangupByCallee();
        allIsClean();
    }

    @Test
    void aTelephoneThatRingsCannotBeHad() {
        Call call = pbx.call("1001", "2001");
        String ringing = channel("PJSIP/2001");
        for (String action : List.of(
                "Redirect\r\nContext: from-internal\r\nExten: wait\r\nPriority: 1\r\nChannel: " + ringing,
                "Park\r\nChannel: " + ringing,
                "Bridge\r\nChannel1: " + ringing + "\r\nChannel2: " + call.channel(),
                "BlindTransfer\r\nExten: wait\r\nChannel: " + ringing)) {
            assertThat(act(action).name()).as(action).isEqualTo("Response: Error");
        }
        act("Hangup", "Channel: " + call.channel());
        allIsClean();
    }

    @Test
    void aCallerWhoIsSentElsewhereStopsTheRinging() {
        Call call = pbx.call("1001", "2001");
        act("Redirect", "Channel: " + call.channel(), "Context: from-internal", "Exten: wait", "Priority: 1");
        assertThat(channels()).containsExactly(call.channel());
        advance(6);
        allIsClean();
    }

    @Test
    void whoIsSentOutOfAConferenceOrAQueueOrAParkingSpaceLeavesIt() {
        for (String place : List.of("meet", "601", "park")) {
            Call call = pbx.call("1001", place);
            act("Redirect", "Channel: " + call.channel(), "Context: from-internal", "Exten: wait", "Priority: 1");
            assertThat(channels()).as(place).containsExactly(call.channel());
            call.hangup();
            allIsClean();
        }
        assertThat(heard())
                .contains(
                        "ConfbridgeLeave",
                        "ConfbridgeEnd",
                        "QueueCallerAbandon",
                        "QueueCallerLeave",
                        "ParkedCallGiveUp");
    }

    @Test
    void twoWhoAreSentOnAtOnceBothLive() {
        for (boolean callerFirst : List.of(true, false)) {
            Call call = pbx.call("1001", "2001").answer();
            String callee = channel("PJSIP/2001");
            assertThat(act(
                                    "Redirect",
                                    "Channel: " + (callerFirst ? call.channel() : callee),
                                    "ExtraChannel: " + (callerFirst ? callee : call.channel()),
                                    "Context: from-internal",
                                    "Exten: meet",
                                    "Priority: 1")
                            .get("Message"))
                    .isEqualTo("Dual Redirect successful");
            assertThat(list("ConfbridgeList\r\nConference: room"))
                    .extracting(member -> member.get("Channel"))
                    .containsExactlyInAnyOrder(call.channel(), callee);
            act("Command", "Command: channel request hangup all");
            allIsClean();
        }
    }

    @Test
    void aParkedCallComesToAnEndByItself() {
        pbx.call("1001", "park");
        advance(599);
        assertThat(list("ParkedCalls")).singleElement().satisfies(parked -> assertThat(parked.get("ParkingTimeout"))
                .isEqualTo("1"));
        advance(1);
        allIsClean();
        assertThat(heard()).contains("ParkedCallTimeOut");
    }

    @Test
    void aFullParkingLotTakesNobody() {
        for (int i = 0; i < 20; i++) {
            pbx.call("1001", "park");
        }
        assertThat(list("ParkedCalls")).hasSize(20);
        Call late = pbx.call("1002", "park");
        assertThat(list("ParkedCalls")).hasSize(20);
        assertThat(late.isActive()).as("goes on in the dialplan").isTrue();
        advance(5);
        assertThat(late.isActive()).isFalse();
        pbx.call("1002", "fetch").hangup();
        assertThat(list("ParkedCalls")).hasSize(19);
        act("Command", "Command: channel request hangup all");
        allIsClean();
    }

    @Test
    void aLockedConferenceLetsNobodyIn() {
        Call first = pbx.call("1001", "meet");
        act("ConfbridgeLock", "Conference: room");
        Call second = pbx.call("1002", "meet");
        assertThat(list("ConfbridgeListRooms")).singleElement().satisfies(room -> assertThat(room.lines())
                .contains("Parties: 1", "Locked: Yes"));
        assertThat(act("Getvar", "Channel: " + second.channel(), "Variable: CONFBRIDGE_RESULT")
                        .get("Value"))
                .isEqualTo("FAILED");
        act("ConfbridgeMute", "Conference: room", "Channel: " + first.channel());
        assertThat(list("ConfbridgeList\r\nConference: room").get(0).get("Muted"))
                .isEqualTo("Yes");
        first.hangup();
        second.hangup();
        allIsClean();
    }

    @Test
    void twoWhoAreBridgedGoOnWhereTheyWere() {
        Call one = pbx.call("1001", "wait");
        Call two = pbx.call("1002", "meet");
        act("Bridge", "Channel1: " + one.channel(), "Channel2: " + two.channel());
        assertThat(peer(one.channel())).isEqualTo(two.channel());
        one.hangup();
        assertThat(channels()).containsExactly(two.channel());
        advance(5);
        allIsClean();
    }

    @Test
    void nothingOfItIsLeftAfterARestart() {
        pbx.call("1001", "park");
        pbx.call("1002", "meet");
        pbx.kill();
        pbx.boot();
        client.close();
        client = TestClient.login(pbx, "off");
        assertThat(channels()).isEmpty();
        assertThat(list("BridgeList")).isEmpty();
        assertThat(list("ParkedCalls")).isEmpty();
        pbx.call("1001", "park").hangup();
        assertThat(channels()).isEmpty();
    }

    /** Many actions on whatever is there, in an order nobody thought of. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 187, 1035})
    void whateverHappensEverythingEnds(long seed) {
        Random random = new Random(seed);
        List<String> story = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            story.add(step(random));
        }
        advance(1);
        act("Command", "Command: channel request hangup all");
        advance(30);
        try {
            allIsClean();
        } catch (AssertionError unclean) {
            throw new AssertionError("after " + story, unclean);
        }
    }

    private String step(Random random) {
        List<String> channels = channels();
        String one = channels.isEmpty() ? "none" : channels.get(random.nextInt(channels.size()));
        String two = channels.isEmpty() ? "none" : channels.get(random.nextInt(channels.size()));
        List<String> extensions =
                List.of("2001", "2002", "2003", "601", "meet", "wait", "park", "fetch", "local", "nowhere");
        String exten = extensions.get(random.nextInt(extensions.size()));
        String place = "Context: from-internal\r\nExten: " + exten + "\r\nPriority: 1";
        String action =
                switch (random.nextInt(14)) {
                    case 0 -> "Hangup\r\nChannel: " + one;
                    case 1, 2 -> "Redirect\r\nChannel: " + one + "\r\n" + place;
                    case 3 -> "Redirect\r\nChannel: " + one + "\r\nExtraChannel: " + two + "\r\n" + place;
                    case 4, 5 -> "BlindTransfer\r\nChannel: " + one + "\r\n" + place;
                    case 6, 7 -> "Atxfer\r\nChannel: " + one + "\r\n" + place;
                    case 8 -> "CancelAtxfer\r\nChannel: " + one;
                    case 9 -> "Bridge\r\nChannel1: " + one + "\r\nChannel2: " + two;
                    case 10 -> "Park\r\nChannel: " + one;
                    case 11 -> "ConfbridgeKick\r\nConference: room\r\nChannel: " + one;
                    default -> "";
                };
        if (!action.isEmpty()) {
            act(action);
            return action.replace("\r\n", " ");
        }
        if (random.nextBoolean() || exten.equals("nowhere")) {
            int seconds = random.nextInt(3);
            advance(seconds);
            return "advance " + seconds;
        }
        Call call = pbx.call("100" + (1 + random.nextInt(2)), exten);
        if (exten.equals("2001") && random.nextBoolean()) {
            call.answer();
        }
        return "call " + exten;
    }
}
