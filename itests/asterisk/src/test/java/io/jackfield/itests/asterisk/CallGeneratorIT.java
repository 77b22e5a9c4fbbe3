package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallGeneratorIT {
    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void everyPlacedCallIsSeenToBeginAndToEndByItsUniqueid(AsteriskVersion version) throws IOException {
        try (Asterisk pbx = RealPbx.of(version).start();
                EventRecorder events = new EventRecorder(pbx);
                CallGenerator generator = new CallGenerator(pbx)) {
            List<PlacedCall> told = new ArrayList<>();
            Instant start = Instant.now();
            generator.place(12, 6, told::add);
            assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1_800));
            generator.awaitEnd(Duration.ofSeconds(30));

            assertThat(told)
                    .hasSize(12)
                    .isEqualTo(generator.placed())
                    .extracting(PlacedCall::uniqueId)
                    .doesNotHaveDuplicates();
            assertThat(told).extracting(PlacedCall::kind).contains(CallKind.values());
            for (PlacedCall call : told) {
                events.await(
                        "Newexten",
                        "Uniqueid=" + call.uniqueId(),
                        "Extension=" + call.kind().extension());
                events.await(
                        "Hangup",
                        "Uniqueid=" + call.uniqueId(),
                        "CallerIDNum=\\" + call.callerNumber(),
                        "CallerIDName=" + call.callerName());
            }
            events.await("AgentConnect", "Queue=support");
            events.await("ConfbridgeJoin", "Conference=meeting");
            events.await("DialEnd", "DestChannel=Local/101@phones.*", "DialStatus=ANSWER");
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aPbxThatIsGoneIsAFailureAndNoPlacedCall(AsteriskVersion version) {
        try (Asterisk pbx = RealPbx.of(version).start();
                CallGenerator generator = new CallGenerator(pbx)) {
            pbx.kill();

            assertThatThrownBy(() -> generator.place(CallKind.DESK, Duration.ofSeconds(1)))
                    .isInstanceOf(AsteriskException.class)
                    .hasMessageContaining("Originate");
            assertThat(generator.placed()).isEmpty();
            assertThatThrownBy(() -> new CallGenerator(pbx)).isInstanceOf(AsteriskException.class);
        }
    }
}
