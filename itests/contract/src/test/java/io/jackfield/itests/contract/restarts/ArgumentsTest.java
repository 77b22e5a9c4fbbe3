package io.jackfield.itests.contract.restarts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.contract.Transport;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void withoutAnyItIsAHundredOfTheBestPbx() {
        assertThat(Arguments.of()).isEqualTo(new Arguments(Optional.empty(), Transport.AMI, 100));
    }

    @Test
    void theOrderDoesNotMatter() {
        Arguments expected = new Arguments(Optional.of(PbxUnderTest.of("simulator")), Transport.AJAM, 7);
        assertThat(Arguments.of("--pbx", "simulator", "--over", "ajam", "7")).isEqualTo(expected);
        assertThat(Arguments.of("7", "--over", "ajam", "--pbx", "simulator")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "many", "--pbx", "--pbx 18", "--pbx real", "--over", "--over http", "--times 3", ""})
    void nonsenseIsToldHowToSayIt(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(line.split(" ", -1)))
                .withMessageContaining("usage: bash itests/contract/restarts");
    }
}
