package io.jackfield.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptPatternTest {

    @ParameterizedTest
    @CsvSource({
        "lcr, lcr, {}",
        "lcr, /lcr/, {}",
        "ivr/{queue}, ivr/sales, {queue=sales}",
        "ivr/{queue}, ivr/a%20b%2Fc, {queue=a b/c}",
        "ivr/{queue}/{lang}, ivr/sales/de, '{lang=de, queue=sales}'",
        "ivr/*, ivr, {}",
        "ivr/*, ivr/a/b, {}",
        "{tenant}/*, t1/a/b, {tenant=t1}",
        "*, '', {}",
        "*, any/thing, {}",
        "a b, a%20b, {}"
    })
    void matches(String pattern, String script, String parameters) {
        Map<String, String> found = ScriptPattern.parse(pattern).match(script).orElseThrow();
        assertThat(new java.util.TreeMap<>(found)).hasToString(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "lcr, LCR",
        "lcr, lcr/x",
        "lcr, ''",
        "ivr/{queue}, ivr",
        "ivr/{queue}, ivr/",
        "ivr/{queue}, ivr/a/b",
        "ivr/*, ivrs",
        "{a}/*, ''"
    })
    void doesNotMatch(String pattern, String script) {
        assertThat(ScriptPattern.parse(pattern).match(script)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a*", "*/a", "a/{b", "a/{b}c", "{}", "{1}", "{a}/{a}", "a?x=1"})
    void whatIsNoPatternIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScriptPattern.parse(text))
                .withMessageContaining("cript pattern");
    }

    @Test
    void theMostLiteralComesFirst() {
        List<String> ordered =
                List.of("a/b/c", "a/b", "a/b/*", "a/{x}/c", "a/{x}", "a", "a/*", "{x}/b", "{x}", "{x}/*", "*");
        for (int seed = 0; seed < 50; seed++) {
            List<String> shuffled = new java.util.ArrayList<>(ordered);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(shuffled.stream().map(ScriptPattern::parse).sorted().map(ScriptPattern::toString))
                    .containsExactlyElementsOf(ordered);
        }
    }

    @Test
    void namesOfParametersMakeNoDifference() {
        assertThat(ScriptPattern.parse("ivr/{a}"))
                .isEqualTo(ScriptPattern.parse("/ivr/{b}"))
                .hasSameHashCodeAs(ScriptPattern.parse("ivr/{b}"))
                .isNotEqualTo(ScriptPattern.parse("ivr/*"));
        assertThat(Stream.of("a", "a/", "b").map(ScriptPattern::parse).collect(Collectors.toSet()))
                .hasSize(2);
    }
}
