package io.jackfield.itests.contract.restarts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.itests.asterisk.PbxUnderTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void withoutAnyItIsAHundredOfTheBestPbx() {
        assertThat(Arguments.of()).isEqualTo(new Arguments(Optional.empty(), 100));
    }

    @Test
    void theOrderDoesNotMatter() {
        Arguments expected = new Arguments(Optional.of(PbxUnderTest.of("simulator")), 7);
        assertThat(Arguments.of("--pbx", "simulator", "7")).isEqualTo(expected);
        assertThat(Arguments.of("7", "--pbx", "simulator")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "--pbx", "--pbx 18", "--pbx real", "--times 3", ""})
    void nonsenseIsToldHowToSayIt(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(line.split(" ", -1)))
                .withMessageContaining("usage: bash itests/contract/restarts");
    }
}
