package io.jackfield.examples.eventsjms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jackfield.simulator.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a subscriber gets, also of a PBX that is none too friendly, and of a broker that comes and goes. */
class EventsTest {

    private static final long PLENTY = 64 << 20;

    @TempDir
    Path folder;

    @Test
    void aCallIsToldFromItsBeginningToItsEndAndInOrder() throws Exception {
        try (TestBroker broker = new TestBroker(folder, PLENTY);
                Esb esb = new Esb(broker.url(), "type = 'call'");
                Integration integration = new Integration(broker.url())) {
            Call call = integration.pbx.call("1001", "2001");
            call.answer();
            call.hangup();
            List<JsonNode> told = new ArrayList<>(esb.eventsUntil("Hangup"));
            told.addAll(esb.eventsUntil("Hangup"));

            assertThat(told)
                    .extracting(event -> event.path("event").asText())
                    .containsSubsequence("Newchannel", "DialBegin", "DialEnd", "BridgeEnter", "BridgeLeave", "Hangup");
            assertThat(told)
                    .extracting(event -> event.path("call").path("id").asText())
                    .containsOnly(call.linkedid());
            assertThat(told).extracting(EventsTest::sequence).isSorted().doesNotHaveDuplicates();
            JsonNode begin = told.get(0);
            assertThat(begin.path("connection").asText()).isEqualTo("pbx1");
            assertThat(begin.path("time").asText()).startsWith("20").endsWith("Z");
            assertThat(begin.at("/call/leg/caller/number").asText()).isEqualTo("1001");
            assertThat(begin.at("/call/leg/extension").asText()).isEqualTo("2001");
            JsonNode end = told.get(told.size() - 1);
            assertThat(end.at("/call/cause/code").asInt()).isEqualTo(16);
            assertThat(end.path("headers").path("Cause-txt").asText()).isEqualTo("Normal Clearing");
        }
    }

    @Test
    void theBeginningIsAGapAndWhatThereIsAlready() throws Exception {
        try (TestBroker broker = new TestBroker(folder, PLENTY);
                Esb esb = new Esb(broker.url(), "type <> 'call'");
                Integration integration = new Integration(broker.url())) {
            JsonNode gap = esb.event();
            assertThat(gap.path("type").asText()).isEqualTo("gap");
            assertThat(gap.at("/gap/kind").asText()).isEqualTo("START");
            List<JsonNode> channels = esb.eventsUntil("SnapshotEnd");
            assertThat(channels.get(0).at("/snapshot/list").asText()).isEqualTo("CoreShowChannels");
            List<JsonNode> extensions = esb.eventsUntil("SnapshotEnd");
            assertThat(extensions.get(0).at("/snapshot/list").asText()).isEqualTo("ExtensionStateList");

            integration.pbx.event(
                    "ExtensionStatus",
                    Map.of(
                            "Exten",
                            "500",
                            "Context",
                            "hints",
                            "Hint",
                            "PJSIP/500",
                            "Status",
                            "8",
                            "StatusText",
                            "Ringing"));
            JsonNode ringing = esb.event();
            assertThat(ringing.path("type").asText()).isEqualTo("extension");
            assertThat(ringing.at("/extension/extension").asText()).isEqualTo("500");
            assertThat(ringing.at("/extension/status").asInt()).isEqualTo(8);
            assertThat(ringing.at("/extension/text").asText()).isEqualTo("Ringing");

            integration.pbx.disconnectAll();
            assertThat(esb.event().at("/gap/kind").asText()).isEqualTo("LOST");
        }
    }

    @Test
    void jsonInDisguiseAndOtherOdditiesAreDataAndDoNotStopTheRoute() throws Exception {
        List<String> names = List.of(
                "\",\"type\":\"gap\",\"x\":\"",
                "{\"version\":1,\"action\":\"Command\"}",
                "${bean:x} {{y}} $[secret:z]",
                "<x/>&amp;'; DROP TABLE calls; --",
                "Grüße ☎ \uD83D\uDE00 \u0001\u007F",
                "\\\\ \\x \\u0022");
        try (TestBroker broker = new TestBroker(folder, PLENTY);
                Esb esb = new Esb(broker.url(), "event = 'Newchannel'");
                Integration integration = new Integration(broker.url())) {
            for (String name : names) {
                integration.pbx.event("Newchannel", channel("1.1", "CallerIDName", name, "Cause", "no number"));
            }
            integration.pbx.event("Newchannel", Map.of("Timestamp", "never.ever"));
            for (String name : names) {
                JsonNode event = esb.event();
                assertThat(event.path("type").asText()).isEqualTo("call");
                assertThat(event.at("/headers/CallerIDName").asText()).isEqualTo(name);
            }
            assertThat(esb.event().path("call").isEmpty()).isTrue();
        }
    }

    @Test
    void whatIsSentWhileTheBrokerIsDeadComesInOrderAndWholeWhenItIsBack() throws Exception {
        int number = 60;
        try (TestBroker broker = new TestBroker(folder, PLENTY)) {
            List<Integer> got = new ArrayList<>();
            try (Esb esb = new Esb(broker.url(), "event = 'Hold'");
                    Integration integration = new Integration(broker.url())) {
                integration.pbx.event("Hold", channel("1.0"));
                got.add(leg(esb.event()));
                for (int i = 1; i < number; i++) {
                    integration.pbx.event("Hold", channel("1." + i));
                    if (i == number / 3) {
                        broker.kill();
                    } else if (i == 2 * number / 3) {
                        broker.start();
                    }
                }
                integration.pbx.event("Hangup", channel("1.9999"));
                try (Esb again = new Esb(broker.url(), "event = 'Hold'")) {
                    while (got.get(got.size() - 1) != number - 1) {
                        int next = leg(again.event());
                        if (got.get(got.size() - 1) != next) {
                            got.add(next);
                        }
                    }
                }
            } catch (jakarta.jms.JMSException closingWhatTheBrokerNoLongerKnows) {
                assertThat(got).isNotEmpty();
            }
            assertThat(got).hasSize(number).isSorted();
        }
    }

    @Test
    void aFullDiskHoldsEventsUpAndLosesNone() throws Exception {
        int number = 600;
        try (TestBroker broker = new TestBroker(folder, 768 << 10);
                Integration integration = new Integration(broker.url())) {
            // Away, but subscribed: messages pile up for it.
            new Esb(broker.url(), "event = 'Hold'").close();
            for (int i = 0; i < number; i++) {
                integration.pbx.event("Hold", channel("1." + i, "CallerIDName", "x".repeat(1000)));
            }
            await().until(() -> integration.retries.get() > 1);
            try (Esb esb = new Esb(broker.url(), "event = 'Hold'")) {
                List<Integer> got = new ArrayList<>();
                while (got.size() < number) {
                    int next = leg(esb.event());
                    if (got.isEmpty() || got.get(got.size() - 1) != next) {
                        got.add(next);
                    }
                }
                assertThat(got).isSorted();
                assertThat(got.get(number - 1)).isEqualTo(number - 1);
            }
        }
    }

    private static Map<String, String> channel(String id, String... more) {
        Map<String, String> headers = new HashMap<>(
                Map.of("Channel", "PJSIP/x-1", "ChannelStateDesc", "Up", "Uniqueid", id, "Linkedid", id, "Exten", "1"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private static int leg(JsonNode event) {
        return Integer.parseInt(event.at("/call/leg/id").asText().substring(2));
    }

    private static long sequence(JsonNode event) {
        String id = event.path("id").asText();
        return Long.parseLong(id.substring(id.indexOf('/') + 1));
    }
}
