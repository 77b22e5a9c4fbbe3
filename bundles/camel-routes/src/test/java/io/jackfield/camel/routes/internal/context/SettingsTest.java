package io.jackfield.camel.routes.internal.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void givesValuesAndNothingForUnknownKeys() {
        Settings settings = new Settings("x", Map.of("queue", "calls"));
        assertThat(settings.getProperty("queue")).isEqualTo("calls");
        assertThat(settings.getProperty("other")).isNull();
    }

    @Test
    void namesAKeyWhoseSecretDoesNotExist() {
        Settings settings = new Settings("orders", Map.of("password", "$[secret:nowhere]"));
        assertThatThrownBy(() -> settings.getProperty("password"))
                .hasMessageContainingAll("password", "etc/io.jackfield.routes-orders.cfg", "$[secret:nowhere]");
    }

    @Test
    void drainsTenSecondsUnlessToldOtherwise() {
        assertThat(new Settings("x", Map.of()).drainTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(new Settings("x", Map.of("drainTimeout", "1m30s")).drainTimeout())
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(new Settings("x", Map.of("drainTimeout", "2500")).drainTimeout())
                .isEqualTo(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "0", "-5s", "999"})
    void refusesATimeoutThatIsNone(String value) {
        Settings settings = new Settings("orders", Map.of("drainTimeout", value));
        assertThatThrownBy(settings::drainTimeout)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("drainTimeout", "etc/io.jackfield.routes-orders.cfg", "10s")
                .hasMessageEndingWith("but is: " + value);
    }

    @Test
    void showsKeysOnly() {
        assertThat(new Settings("x", Map.of("password", "geheim")))
                .asString()
                .contains("password")
                .doesNotContain("geheim");
    }
}
