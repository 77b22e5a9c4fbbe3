package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PbxUnderTestTest {
    @Test
    void everyChoiceNamesItsAsterisks() {
        assertThat(PbxUnderTest.of("real").versions())
                .containsExactlyInAnyOrder(AsteriskVersion.V22, AsteriskVersion.V16);
        assertThat(PbxUnderTest.of("22").versions()).containsExactly(AsteriskVersion.V22);
        assertThat(PbxUnderTest.of("16").versions()).containsExactly(AsteriskVersion.V16);
        assertThat(PbxUnderTest.of("simulator").versions()).isEmpty();
    }

    @Test
    void theSimulatorIsLeftOutOnlyWhenAnAsteriskIsNamed() {
        assertThat(PbxUnderTest.of("")).isEqualTo(new PbxUnderTest(EnumSet.allOf(AsteriskVersion.class), true));
        assertThat(PbxUnderTest.of("simulator").simulator()).isTrue();
        assertThat(List.of("real", "22", "16"))
                .noneMatch(choice -> PbxUnderTest.of(choice).simulator());
    }

    @Test
    void aMistypedChoiceIsNotTakenForNone() {
        assertThatThrownBy(() -> PbxUnderTest.of("simulater"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dpbx=simulater")
                .hasMessageContaining("simulator");
    }

    @Test
    void theReasonToSkipNamesOptionAndVersion() {
        assertThat(PbxUnderTest.of("22").skipReason(AsteriskVersion.V16)).contains("-Dpbx", "Asterisk 16");
    }
}
