package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls played by hand, and other things a test can have a PBX do. */
class CallTest {

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .phone("1001", "José \"Pepe\"")
                .phone("1002", "Bob")
                .phone("2001", "Carol")
                .phone("2002", "Dave")
                .phone("2003", "Eve", PhoneBehaviour.BUSY)
                .queue("support", "600", "2001", "2002")
                .manualTime(Instant.parse("2026-11-23T05:00:00Z"))
                .start();
        client = TestClient.login(pbx, "on");
        client.drain();
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    @Test
    void whatHappensIsThereWhenTheMethodReturns() {
        Call call = pbx.call("1001", "2001");
        assertThat(call.isActive()).isTrue();
        assertThat(client.drain()).extracting(Block::name).contains("Event: Newchannel", "Event: DialState");
        call.answer();
        assertThat(client.drain())
                .extracting(Block::name)
                .containsSubsequence(
                        "Event: DialEnd", "Event: BridgeCreate", "Event: BridgeEnter", "Event: BridgeEnter");
        pbx.advance(Duration.ofSeconds(90));
        call.hangup();
        assertThat(call.isActive()).isFalse();
        List<Block> end = client.drain();
        assertThat(end).filteredOn(Block.isEvent("Hangup")).hasSize(2);
        assertThat(end).filteredOn(Block.isEvent("Cdr")).singleElement().satisfies(cdr -> assertThat(
                        cdr.get("BillableSeconds"))
                .isEqualTo("90"));
        assertThat(pbx.recentCalls()).singleElement().satisfies(record -> {
            assertThat(record.linkedid()).isEqualTo(call.linkedid());
            assertThat(record.callerName()).isEqualTo("José \"Pepe\"");
            assertThat(record.extension()).isEqualTo("2001");
            assertThat(record.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(record.duration()).isEqualTo(Duration.ofSeconds(90));
        });
    }

    @Test
    void namesAreSentAsUtf8AndEscaped() {
        pbx.call("1001", "2001");
        String name = new String(
                "José \\\"Pepe\\\"".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(client.event("Newchannel").get("CallerIDName")).isEqualTo(name);
    }

    @Test
    void stepsThatDoNotFitSaySo() {
        Call call = pbx.call("1001", "2001").answer();
        assertThatThrownBy(call::answer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1001 -> 2001")
                .hasMessageContaining("Up");
        call.hangupByCallee();
        assertThatThrownBy(call::hangup).isInstanceOf(IllegalStateException.class);
        Call busy = pbx.call("1002", "2003");
        assertThat(busy.isActive()).isFalse();
        assertThatThrownBy(busy::hangupByCallee).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pbx.call("4711", "2001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4711")
                .hasMessageContaining("1002");
        assertThatThrownBy(() -> pbx.call("1001", "9999"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9999");
    }

    @Test
    void aTelephoneThatRangMayRefuse() {
        pbx.call("1001", "2001").busy();
        assertThat(client.drain())
                .filteredOn(Block.isEvent("DialEnd"))
                .singleElement()
                .satisfies(end -> assertThat(end.get("DialStatus")).isEqualTo("BUSY"));
        assertThat(pbx.recentCalls().get(0).disposition()).isEqualTo(Disposition.BUSY);
    }

    @Test
    void variablesAreSeenByClients() {
        Call call = pbx.call("1001", "2001").variable("TENANT", "a\\b\"c");
        assertThat(client.until(block -> block.get("Variable").equals("TENANT")).get("Value"))
                .isEqualTo("a\\\\b\\\"c");
        Block answer = client.ask("Action: Getvar", "Channel: " + call.channel(), "Variable: TENANT");
        assertThat(answer.get("Value")).isEqualTo("a\\b\"c");
        assertThatThrownBy(() -> call.variable("X", "a\r\nEvent: Forged")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyEventCanBeRaised() {
        pbx.event("PeerStatus", Map.of("Peer", "PJSIP/1001"));
        Block event = client.event("PeerStatus");
        assertThat(event.get("Privilege")).isEqualTo("system,all");
        assertThat(event.get("Peer")).isEqualTo("PJSIP/1001");
        pbx.event("Whatever", "user", Map.of("A", "é"));
        assertThat(client.event("Whatever").lines()).contains("Privilege: user,all", "A: Ã©");
        assertThatThrownBy(() -> pbx.event("Whatever", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Whatever");
        assertThatThrownBy(() -> pbx.event("X", "nonsense", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> pbx.event("UserEvent", Map.of("A", "b\nC: d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rawBytesGoOutAsTheyAre() {
        pbx.raw("Event: Broken\r\nno colon\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(client.block().lines()).containsExactly("Event: Broken", "no colon");
    }

    @Test
    void aCallToAQueueRingsAnAgentAndMayBeAbandoned() {
        Call first = pbx.call("1001", "600");
        assertThat(client.event("AgentCalled").get("MemberName")).isEqualTo("Carol");
        Call second = pbx.call("1002", "600");
        assertThat(client.event("AgentCalled").get("MemberName")).isEqualTo("Dave");
        first.answer();
        assertThat(client.event("AgentConnect").get("DestChannel")).startsWith("PJSIP/2001-");
        second.hangup();
        Block abandon = client.event("QueueCallerAbandon");
        assertThat(abandon.get("Position")).isEqualTo("1");
        assertThat(abandon.get("OriginalPosition")).isEqualTo("2");
        Call third = pbx.call("1002", "600");
        assertThat(client.event("AgentCalled").get("MemberName")).isEqualTo("Dave");
        third.busy();
        assertThat(client.event("AgentRingNoAnswer").get("MemberName")).isEqualTo("Dave");
        first.hangup();
        assertThat(client.event("AgentComplete").get("Reason")).isEqualTo("caller");
        pbx.advance(Duration.ofSeconds(1));
        assertThat(client.event("AgentCalled").get("MemberName")).isEqualTo("Carol");
        client.send("Action: QueueStatus");
        Block parameters = client.event("QueueParams");
        assertThat(parameters.get("Completed")).isEqualTo("1");
        assertThat(parameters.get("Abandoned")).isEqualTo("1");
        assertThat(parameters.get("Calls")).isEqualTo("1");
    }

    @Test
    void whoeverWaitsTooLongLeavesTheQueue() {
        pbx.call("1001", "600");
        pbx.advance(Duration.ofSeconds(31));
        List<Block> blocks = client.drain();
        assertThat(blocks)
                .filteredOn(Block.isEvent("AgentRingNoAnswer"))
                .extracting(block -> block.get("RingTime"))
                .containsExactly("15");
        assertThat(blocks)
                .filteredOn(block -> block.get("Variable").equals("QUEUESTATUS"))
                .extracting(block -> block.get("Value"))
                .containsExactly("TIMEOUT");
        assertThat(pbx.callsCompleted()).isEqualTo(1);
    }

    @Test
    void clientsAskedForThese() {
        client.send("Action: Originate", "Channel: PJSIP/1001", "Variable: a=1", "Variable: b=é");
        client.send("Action: Login", "Username: x", "Secret: hidden", "Key: hidden");
        client.drain();
        List<ReceivedAction> actions = pbx.actions();
        ReceivedAction originate = actions.stream()
                .filter(action -> action.name().equals("Originate"))
                .findFirst()
                .orElseThrow();
        assertThat(originate.user()).isEqualTo("jackfield");
        assertThat(originate.header("channel")).isEqualTo("PJSIP/1001");
        assertThat(originate.headers())
                .filteredOn(header -> header.getKey().equals("Variable"))
                .hasSize(2);
        assertThat(actions.toString()).doesNotContain("hidden").doesNotContain("secret");
    }
}
