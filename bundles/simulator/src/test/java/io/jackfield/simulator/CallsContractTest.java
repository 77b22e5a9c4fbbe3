package io.jackfield.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls between telephones raise the events that were recorded of a real Asterisk. */
class CallsContractTest {

    private Simulator pbx;
    private TestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .phone("1001", "Alice")
                .phone("1002", "Bob")
                .phone("2001", "Carol")
                .phone("2002", "Dave", PhoneBehaviour.BUSY)
                .phone("2003", "Eve", PhoneBehaviour.NO_ANSWER)
                .phone("2004", "Frank")
                .queue("support", "600", "2001", "2004")
                .extension("from-internal", "600", "Answer", "Queue(support,,,,20)")
                .extension("from-internal", "700", "Answer", "Wait(2)")
                .extension("from-internal", "2999", "Dial(PJSIP/2999,6)")
                .ringTimeout(Duration.ofSeconds(6))
                .answerAfter(Duration.ofSeconds(1))
                .manualTime(Instant.parse("2026-11-23T06:24:44Z"))
                .start();
        client = TestClient.login(pbx, "on");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    @Test
    void answeredAndEndedByTheOneWhoWasCalled() {
        Call call = pbx.call("1001", "2001");
        pbx.advance(Duration.ofSeconds(1));
        call.answer();
        pbx.advance(Duration.ofSeconds(2));
        call.hangupByCallee();
        compare("pjsip-dial-answer");
    }

    @Test
    void busy() {
        pbx.call("1001", "2002");
        compare("pjsip-dial-busy");
    }

    @Test
    void nobodyAnswers() {
        pbx.call("1001", "2003");
        pbx.advance(Duration.ofSeconds(6));
        compare("pjsip-dial-noanswer");
    }

    @Test
    void callerGivesUp() {
        Call call = pbx.call("1001", "2003");
        client.drain();
        pbx.advance(Duration.ofSeconds(1));
        call.hangup();
        // What the telephone that rang says to being dropped is its own affair.
        compare("pjsip-dial-cancel", "TechCause|^Cause(-txt)?: ");
    }

    @Test
    void noSuchTelephone() {
        pbx.call("1002", "2999");
        compare("pjsip-dial-nopeer");
    }

    @Test
    void hungUpByAnAction() {
        Call call = pbx.call("1001", "2004").answer();
        client.drain();
        pbx.advance(Duration.ofSeconds(5));
        client.ask("Action: Hangup", "Channel: " + call.channel(), "Cause: 17");
        compare("pjsip-hangup-action");
    }

    @Test
    void queuedAndEndedByTheAgent() {
        Call call = pbx.call("1001", "600");
        pbx.advance(Duration.ofSeconds(1));
        call.answer();
        pbx.advance(Duration.ofSeconds(2));
        call.hangupByCallee();
        // Whether the agent's channel has its new data, and rings, when it is spoken of: threads race for that.
        compare("pjsip-queue-answer", "^(Dest)?(ChannelState(Desc)?|ConnectedLine.*|Exten): ");
    }

    @Test
    void originated() {
        client.send(
                "Action: Originate",
                "ActionID: 7",
                "Channel: PJSIP/1001",
                "Exten: 700",
                "Context: from-internal",
                "Priority: 1",
                "Async: true",
                "CallerID: \"Click\" <555>",
                "Variable: A=1,B=2",
                "Variable: C=3",
                "Account: acc");
        client.block();
        pbx.advance(Duration.ofSeconds(4));
        compare("pjsip-originate-async");
    }

    @Test
    void originatedToABusyTelephone() {
        originate("2002");
        compare("pjsip-originate-async-busy");
    }

    @Test
    void originatedAndNotAnswered() {
        originate("2003");
        pbx.advance(Duration.ofSeconds(2));
        compare("pjsip-originate-async-noanswer");
    }

    private void originate(String number) {
        client.send(
                "Action: Originate",
                "ActionID: 7",
                "Channel: PJSIP/" + number,
                "Application: Wait",
                "Data: 1",
                "Async: true",
                "Timeout: 1500");
        client.block();
    }

    @Test
    void membersOfAQueueComeAndGo() {
        for (String action : List.of(
                "QueueAdd\r\nMemberName: Alice\r\nPenalty: 2",
                "QueuePause\r\nPaused: true\r\nReason: lunch",
                "QueuePause\r\nPaused: false",
                "QueueRemove")) {
            client.send("Action: " + action, "Queue: support", "Interface: PJSIP/1001");
        }
        compare("queue-member-events");
    }

    private void compare(String sample) {
        compare(sample, "^$");
    }

    private void compare(String sample, String except) {
        // This one had no music.
        EventsOfCalls.compare(sample, client.drain(), except, "Event: MusicOnHold");
    }
}
