package io.jackfield.camel.ajam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog of ajam is that of ami, whose tables are in the README, under another name. */
class OptionsTest {

    private static final JsonObject AJAM = catalog("camel-ajam", "ajam");
    private static final JsonObject AMI = catalog("camel-ami", "ami");

    private static JsonObject catalog(String module, String scheme) {
        Path file =
                Path.of("..", module, "src/generated/resources/META-INF/io/jackfield/camel", scheme, scheme + ".json");
        try {
            return (JsonObject) Jsoner.deserialize(Files.readString(file));
        } catch (DeserializationException | java.io.IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"componentProperties", "properties", "headers"})
    void areThoseOfAmi(String part) {
        Map<String, Object> options = AJAM.getMap(part);

        assertThat(options).isNotEmpty().isEqualTo(AMI.getMap(part));
    }

    @Test
    void theSchemeIsAnother() {
        assertThat((Map<?, ?>) AJAM.getMap("component"))
                .extracting(map -> map.get("scheme"))
                .isEqualTo("ajam");
    }
}
