package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallLedgerTest {
    private final CallLedger ledger = new CallLedger();

    @Test
    void aCallIsOverWhenItsLastChannelIs() {
        began("1.1", "1.1");
        began("1.2", "1.1");
        ended("1.1", "1.1");
        assertThat(ledger.over()).isEmpty();

        ended("1.2", "1.1");
        assertThat(ledger.over()).containsExactly("1.1");
        assertThat(ledger.known()).containsExactly("1.1");
    }

    @Test
    void aChannelStaysWithTheCallItBeganIn() {
        began("1.1", "1.1");
        began("2.1", "2.1");
        // The two met in a conference: Asterisk gave both the older Linkedid.
        ended("2.1", "1.1");

        assertThat(ledger.over()).containsExactly("2.1");
    }

    @Test
    void aCallThatWasThereBeforeIsKnownButNotSeenWhole() {
        ended("0.1", "0.1");
        began("0.2", "0.1");
        ended("0.2", "0.1");

        assertThat(ledger.known()).containsExactly("0.1");
        assertThat(ledger.over()).isEmpty();
    }

    @Test
    void aCallThatGoesOnIsNotOver() {
        began("1.1", "1.1");
        began("1.2", "1.1");
        ended("1.2", "1.1");
        began("1.3", "1.1");

        assertThat(ledger.over()).isEmpty();
        assertThat(ledger.known()).containsExactly("1.1");
    }

    @Test
    void whatSaysNothingAboutCallsIsPassedOver() {
        ledger.accept(Map.of("Response", "Success"));
        ledger.accept(Map.of("Event", "FullyBooted"));
        ledger.accept(Map.of("Event", "Newstate", "Uniqueid", "1.1", "Linkedid", "1.1"));

        assertThat(ledger.known()).isEmpty();
    }

    private void began(String channel, String call) {
        ledger.accept(Map.of("Event", "Newchannel", "Uniqueid", channel, "Linkedid", call));
    }

    private void ended(String channel, String call) {
        ledger.accept(Map.of("Event", "Hangup", "Uniqueid", channel, "Linkedid", call));
    }
}
