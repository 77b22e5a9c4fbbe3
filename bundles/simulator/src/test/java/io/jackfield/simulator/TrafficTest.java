package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Generated calls: at their rate, the same for the same seed, complete, and with the headers of the real ones. */
class TrafficTest {

    private static final Instant START = Instant.parse("2026-11-23T05:00:00Z");

    private static SimulatorBuilder manual(long seed) {
        return Simulator.builder().user("jackfield", "secret").seed(seed).manualTime(START);
    }

    /** All events of a minute's calls and of the time until the last of them is over. */
    private static List<Block> minute(SimulatorBuilder builder, double rate) {
        List<Block> blocks = new ArrayList<>();
        try (Simulator pbx = builder.start();
                TestClient client = TestClient.login(pbx, "on")) {
            client.drain();
            pbx.traffic(rate);
            for (int i = 0; i < 6; i++) {
                pbx.advance(Duration.ofMillis(9_990));
                blocks.addAll(client.drain());
            }
            pbx.traffic(0);
            for (int i = 0; i < 6; i++) {
                pbx.advance(Duration.ofSeconds(20));
                blocks.addAll(client.drain());
            }
            assertThat(pbx.callsStarted()).isEqualTo(Math.round(60 * rate));
            assertThat(pbx.callsCompleted()).isEqualTo(pbx.callsStarted());
            assertThat(client.ask("Action: CoreStatus").get("CoreCurrentCalls")).isEqualTo("0");
        }
        return blocks;
    }

    @Test
    void theSameSeedMakesTheSameCalls() {
        List<Block> once = minute(manual(5), 4);
        assertThat(minute(manual(5), 4)).isEqualTo(once);
        assertThat(minute(manual(6), 4)).isNotEqualTo(once);
    }

    @Test
    void everyEventHasTheHeadersOfARealOne() {
        Map<String, Set<List<String>>> real = new HashMap<>();
        for (String sample : List.of(
                "events-recording-one-of-each",
                "pjsip-dial-answer",
                "pjsip-dial-busy",
                "pjsip-dial-cancel",
                "pjsip-dial-noanswer",
                "pjsip-dial-nopeer",
                "pjsip-queue-answer",
                "pjsip-queue-abandon",
                "local-queue")) {
            for (Block block : Samples.blocks(sample)) {
                // The others were recorded without time stamps, and with another channel variable.
                Block same = block.without("^Timestamp: ").replace("CONTRACT", "CAMELVAR");
                shapes(real, same).add(shape(same));
            }
        }
        Set<String> seen = new TreeSet<>();
        for (Block block : minute(manual(1).channelVariables("CAMELVAR"), 5)) {
            assertThat(shapes(real, block)).as(block.toString()).contains(shape(block));
            seen.add(block.name().substring("Event: ".length()));
        }
        assertThat(seen)
                .contains(
                        "Newchannel",
                        "Newexten",
                        "Newstate",
                        "NewConnectedLine",
                        "VarSet",
                        "DialBegin",
                        "DialState",
                        "DialEnd",
                        "BridgeCreate",
                        "BridgeEnter",
                        "BridgeLeave",
                        "BridgeDestroy",
                        "QueueCallerJoin",
                        "QueueCallerLeave",
                        "QueueCallerAbandon",
                        "QueueMemberStatus",
                        "AgentCalled",
                        "AgentConnect",
                        "AgentComplete",
                        "AgentRingNoAnswer",
                        "HangupRequest",
                        "SoftHangupRequest",
                        "Hangup",
                        "DeviceStateChange",
                        "Cdr");
    }

    private static Set<List<String>> shapes(Map<String, Set<List<String>>> all, Block block) {
        return all.computeIfAbsent(block.name(), name -> new HashSet<>());
    }

    /** Class and header names in their order; which channel variables a PBX shows, and SIP's own word, are left out. */
    private static List<String> shape(Block block) {
        List<String> shape =
                new ArrayList<>(block.without("^(\\w*ChanVariable|TechCause):").headerNames());
        shape.add(block.get("Privilege"));
        return shape;
    }

    @Test
    void nothingIsLeftOver() {
        List<Block> blocks = minute(manual(3), 10);
        assertThat(values(blocks, "Hangup", "Channel")).isEqualTo(values(blocks, "Newchannel", "Channel"));
        assertThat(values(blocks, "BridgeDestroy", "BridgeUniqueid"))
                .isEqualTo(values(blocks, "BridgeCreate", "BridgeUniqueid"));
        assertThat(count(blocks, "BridgeLeave")).isEqualTo(count(blocks, "BridgeEnter"));
        assertThat(count(blocks, "BridgeEnter")).isEqualTo(2 * count(blocks, "BridgeCreate"));
        assertThat(count(blocks, "DialEnd")).isEqualTo(count(blocks, "DialBegin"));
        assertThat(count(blocks, "AgentComplete")).isEqualTo(count(blocks, "AgentConnect"));
        assertThat(count(blocks, "QueueCallerLeave")).isEqualTo(count(blocks, "QueueCallerJoin"));
        for (Block event : blocks) {
            if (event.is("BridgeEnter") && event.get("BridgeNumChannels").equals("2")) {
                assertThat(event.get("Linkedid")).isEqualTo(event.get("Uniqueid"));
            }
        }
    }

    private static Set<String> values(List<Block> blocks, String event, String header) {
        return blocks.stream()
                .filter(Block.isEvent(event))
                .map(block -> block.get(header))
                .collect(Collectors.toSet());
    }

    private static long count(List<Block> blocks, String event) {
        return blocks.stream().filter(Block.isEvent(event)).count();
    }

    @Test
    void recordsSayWhatTheEventsSaid() {
        try (Simulator pbx = manual(2).traffic(3).start();
                TestClient client = TestClient.login(pbx, "cdr")) {
            List<Block> cdrs = new ArrayList<>();
            for (int second = 0; second < 90; second++) {
                pbx.advance(Duration.ofSeconds(1));
                cdrs.addAll(client.drain());
                if (second == 30) {
                    pbx.traffic(0);
                }
            }
            Map<String, CallRecord> records =
                    pbx.recentCalls().stream().collect(Collectors.toMap(CallRecord::linkedid, r -> r));
            assertThat(records).hasSize((int) pbx.callsStarted());
            assertThat(records.values()).extracting(CallRecord::disposition).contains(Disposition.values()[0]);
            for (Block cdr : cdrs) {
                CallRecord record = records.remove(cdr.get("UniqueID"));
                assertThat(record.channel()).isEqualTo(cdr.get("Channel"));
                assertThat(record.callerNumber()).isEqualTo(cdr.get("Source"));
                assertThat(record.extension()).isEqualTo(cdr.get("Destination"));
                assertThat(record.disposition().label()).isEqualTo(cdr.get("Disposition"));
                assertThat(record.answered().isPresent())
                        .isEqualTo(!cdr.get("AnswerTime").isEmpty());
                assertThat(record.duration().toSeconds()).isEqualTo(Long.parseLong(cdr.get("Duration")));
            }
            assertThat(records).isEmpty();
        }
    }

    @Test
    void anHourPassesInAMoment() {
        try (Simulator pbx = manual(1).traffic(0.5).start()) {
            pbx.advance(Duration.ofHours(1));
            pbx.traffic(0);
            pbx.advance(Duration.ofMinutes(2));
            assertThat(pbx.callsStarted()).isEqualTo(1_801);
            assertThat(pbx.callsCompleted()).isEqualTo(1_801);
        }
    }

    @Test
    void itGoesByItselfWithoutManualTime() {
        try (Simulator pbx = Simulator.builder()
                .user("jackfield", "secret")
                .answerAfter(Duration.ofMillis(20))
                .talkTime(Duration.ofMillis(10), Duration.ofMillis(50))
                .traffic(100)
                .start()) {
            Awaitility.await().until(() -> pbx.callsCompleted() > 100);
            assertThat(pbx.recentCalls()).extracting(CallRecord::disposition).contains(Disposition.ANSWERED);
            pbx.traffic(0);
            long started = pbx.callsStarted();
            Awaitility.await().until(() -> pbx.callsCompleted() > started * 3 / 4);
            assertThat(pbx.callsStarted()).isEqualTo(started);
        }
    }

    @Test
    void anImpossibleRateIsRefused() {
        assertThatThrownBy(() -> Simulator.builder().traffic(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        try (Simulator pbx = manual(1).start()) {
            assertThatThrownBy(() -> pbx.traffic(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
