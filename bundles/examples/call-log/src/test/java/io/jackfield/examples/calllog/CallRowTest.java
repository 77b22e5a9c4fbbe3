package io.jackfield.examples.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallRowTest {

    private static final String CHANNEL = "Channel: PJSIP/a-1\nUniqueid: 1.1\nLinkedid: 1.1\nExten: ";

    @Test
    void textFitsTheColumnsAndDoesNotCutACharacterInTwo() {
        assertThat(CallRow.text("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(CallRow.text("x".repeat(255))).hasSize(255);
        assertThat(CallRow.text("x".repeat(254) + "😀😀")).isEqualTo("x".repeat(254));
        assertThat(CallRow.text("x".repeat(253) + "😀😀")).isEqualTo("x".repeat(253) + "😀");
        assertThat(CallRow.text(null)).isNull();
    }

    @Test
    void whatAsteriskDoesNotKnowIsNull() {
        Map<String, Object> row = row("Event: Newchannel\n" + CHANNEL + "s\nCallerIDNum: <unknown>\nCallerIDName: ");
        assertThat(row).containsEntry("caller", null).containsEntry("callerName", null);
        assertThat(row).containsEntry("dialled", null);
    }

    @Test
    void namesAreUnescaped() {
        Map<String, Object> row = row("Event: Newchannel\n" + CHANNEL + "1\nCallerIDName: Ada \\\"O\\'Neil\\\"");
        assertThat(row).containsEntry("callerName", "Ada \"O'Neil\"");
    }

    @Test
    void aChannelOfAListBeganItsDurationAgo() {
        Map<String, Object> row = row("Event: CoreShowChannel\n" + CHANNEL + "1\nDuration: 25:01:02");
        assertThat(Duration.between((OffsetDateTime) row.get("began"), (OffsetDateTime) row.get("at")))
                .isEqualTo(Duration.ofHours(25).plusSeconds(62));
    }

    @Test
    void timesAreThoseOfThePbx() {
        Map<String, Object> row = row("Event: Hangup\nTimestamp: 1700000000.012345\n" + CHANNEL);
        assertThat(row).containsEntry("at", OffsetDateTime.parse("2023-11-14T22:13:20.012345Z"));
    }

    private static Map<String, Object> row(String event) {
        return CallRow.of(new ManagerEvent(Headers.parse(event), new Origin("pbx1", "epoch"), 1));
    }
}
