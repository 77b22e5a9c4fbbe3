package io.jackfield.manager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "Queue*, QueueMemberAdded, true",
        "Queue*, Queue, true",
        "Queue*, Queu, false",
        "*Queue, QueueQueu, false",
        "*Queue, QueuQueue, true",
        "*a*b*, xaxxbx, true",
        "*a*b*, xbxxax, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "a?c, abbc, false",
        "??, ab, true",
        "*, '', true",
        "**, '', true",
        "'', '', true",
        "'', a, false",
        "?, '', false",
        "a*, '', false",
        "abc, abcd, false",
        "abcd, abc, false",
        "a.c, abc, false",
        "[a], a, false",
        "*ab, aab, true",
        "a*a, a, false",
        "***a, bbba, true",
    })
    void matchesAsAPersonWouldReadIt(String pattern, String text, boolean expected) {
        assertThat(matches(pattern, false, text)).isEqualTo(expected);
    }

    @Test
    void caseCountsUnlessToldOtherwise() {
        assertThat(matches("hangup", false, "Hangup")).isFalse();
        assertThat(matches("hangup", true, "Hangup")).isTrue();
        assertThat(matches("HANG*", true, "hangupRequest")).isTrue();
        assertThat(matches("[", true, "{")).as("no letters").isFalse();
    }

    @Test
    void textOfManyBytesMatchesItself() {
        assertThat(matches("z\u00fcrich*", false, "z\u00fcrich-1")).isTrue();
        assertThat(matches("z??rich", false, "z\u00fcrich")).as("? is one byte").isTrue();
    }

    @Test
    void onlyTheGivenStretchOfTheBufferIsLookedAt() {
        byte[] buffer = "xxHangupyy".getBytes(UTF_8);

        assertThat(new Glob("Hangup", false).matches(buffer, 2, 8)).isTrue();
        assertThat(new Glob("Hangup*y", false).matches(buffer, 2, 8)).isFalse();
        assertThat(new Glob("", false).matches(buffer, 3, 3)).isTrue();
    }

    @Test
    void aHostilePatternCostsNoTime() {
        String text = "a".repeat(5_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(matches("*a*a*a*a*a*a*a*a*a*a*b", false, text)).isFalse());
    }

    @RepeatedTest(20)
    void agreesWithRegularExpressionsOnRandomPatterns(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            String pattern = word(random, "aab*?", 8);
            String text = word(random, "aab", 10);
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), text);

            assertThat(matches(pattern, false, text))
                    .as("'%s' on '%s'", pattern, text)
                    .isEqualTo(expected);
        }
    }

    private static String word(Random random, String letters, int longest) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static boolean matches(String pattern, boolean ignoreCase, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Glob(pattern, ignoreCase).matches(bytes, 0, bytes.length);
    }
}
