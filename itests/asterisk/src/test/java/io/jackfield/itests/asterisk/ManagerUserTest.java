package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerUserTest {
    @Test
    void neverTellsItsSecret() {
        assertThat(ManagerUser.all("camel", "s3cret").toString())
                .contains("camel")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a\nwrite = all", "[general", "ü"})
    void whatWouldChangeTheFileIsRefusedWithoutTellingIt(String secret) {
        assertThatThrownBy(() -> ManagerUser.readOnly("camel", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the secret of a manager user must be printable ASCII without blanks, semicolons and brackets, and not empty");
        assertThatThrownBy(() -> ManagerUser.readOnly(secret, "s3cret")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotBeTheSectionOfSettings() {
        assertThatThrownBy(() -> ManagerUser.all("general", "s3cret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("general");
    }
}
