package io.jackfield.asyncagi.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

    private final Pieces pieces = new Pieces();

    private String joined() {
        return new String(pieces.join(), UTF_8);
    }

    @Test
    void anOrdinaryResultIsWhole() {
        assertThat(pieces.add("200%20result%3D1%20(y1)%0A")).isFalse();
        assertThat(joined()).isEqualTo("200 result=1 (y1)\n");
    }

    /** The captured reply has a value of 1800 bytes; the result of the NOOP behind it begins with what did not fit into the first. */
    @ParameterizedTest
    @ValueSource(strings = {"22", "16"})
    void theRestOfACutReplyIsInFrontOfTheNextResult(String version) throws Exception {
        Headers rest = Samples.events("agi-" + version + "/asyncagi-shifted-result.txt").stream()
                .filter(event -> event.isNamed(0, "Event") && event.valueIs(0, "AsyncAGIExec"))
                .findFirst()
                .orElseThrow();
        String head = "200 result=1 (";
        assertThat(pieces.add("200%20result%3D1%20(" + "Q".repeat(1024 - head.length())))
                .isTrue();
        assertThat(pieces.add(rest.get("Result"))).isFalse();

        assertThat(joined()).isEqualTo(head + "Q".repeat(1800) + ")\n");
    }

    @Test
    void aReplyThatFillsThePieceIsFollowedByNothing() {
        String head = "200 result=1 (";
        String value = "x".repeat(1024 - head.length() - 2);
        assertThat(pieces.add("200%20result%3D1%20(" + value + ")%0A")).isTrue();
        assertThat(pieces.add("200%20result%3D0%0A")).isFalse();

        assertThat(joined()).isEqualTo(head + value + ")\n");
    }

    @Test
    void aCharacterCutInTwoIsWholeAgain() {
        assertThat(pieces.add("a".repeat(1023) + "%C3")).isTrue();
        assertThat(pieces.add("%A9)%0A200%20result%3D0%0A")).isFalse();

        assertThat(joined()).isEqualTo("a".repeat(1023) + "é)\n");
    }

    @Test
    void anEncodedTextThatIsCutHasLostItsEnd() {
        assertThat(pieces.add("%20".repeat(682))).as("2046 characters").isTrue();
        assertThat(pieces.add("200%20result%3D0%0A")).isFalse();

        assertThat(joined()).as("known by its missing line feed").isEqualTo(" ".repeat(682));
    }

    @Test
    void anEncodedTextOfThatLengthThatIsOneLineIsWhole() {
        assertThat(pieces.add("%20".repeat(681) + "%0A")).isFalse();
        assertThat(joined()).endsWith(" \n");
    }

    @Test
    void whoNeverEndsIsGivenUp() {
        int asked = 0;
        while (pieces.add("x".repeat(1024))) {
            asked++;
        }
        assertThat(asked).isLessThan(100);
        assertThat(joined()).doesNotEndWith("\n");
    }

    @Test
    void whatIsNoNoopReplyMakesItCut() {
        assertThat(pieces.add("200%20result%3D1%20(" + "x".repeat(1010))).isTrue();
        assertThat(pieces.add("511%20Command%20Not%20Permitted%0A")).isFalse();
        assertThat(joined()).doesNotEndWith("\n").startsWith("200 result=1 (x");
    }
}
