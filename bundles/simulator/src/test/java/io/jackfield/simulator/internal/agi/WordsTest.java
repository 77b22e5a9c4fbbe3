package io.jackfield.simulator.internal.agi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.simulator.internal.calls.ApplicationArguments;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void blanksSeparateAndQuotesJoin() {
        assertThat(Words.of("  a\t b  ")).containsExactly("a", "b");
        assertThat(Words.of("a\"b c\"d \"\" \"x\\\"y\\\\z\\n\"")).containsExactly("ab cd", "", "x\"y\\zn");
        assertThat(Words.of("a\\ b \"open end ")).containsExactly("a b", "open end ");
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("a\\")).containsExactly("a");
    }

    @Test
    void wordsBeyondTheLimitAreDropped() {
        assertThat(Words.of("w ".repeat(200))).hasSize(127);
    }

    @Test
    void argumentsOfTheApplication() {
        assertThat(ApplicationArguments.split("agi://h/s,a b,,\"q,x\",(1,2),[3,4],k: v,"))
                .containsExactly("agi://h/s", "a b", "", "q,x", "(1,2)", "[3,4]", "k: v", "");
        assertThat(ApplicationArguments.split("u,a\\,b,c)d,e")).containsExactly("u", "a,b", "c)d", "e");
        assertThat(ApplicationArguments.split("u" + ",x".repeat(200)))
                .hasSize(128)
                .last()
                .asString()
                .startsWith("x,x,");
    }

    @Test
    void numbersAsCReadsThem() {
        assertThat(Numbers.leading("12abc")).hasValue(12);
        assertThat(Numbers.leading(" -1")).hasValue(-1);
        assertThat(Numbers.leading("abc")).isEmpty();
        assertThat(Numbers.leading("")).isEmpty();
        assertThat(Numbers.leading("99999999999999999999")).hasValue(999999999999999999L);
    }

    @Test
    void addresses() {
        assertThat(AgiTarget.parse("AGI://h/a/b?c")).isEqualTo(new AgiTarget.Server("h", 4573, "a/b?c"));
        assertThat(AgiTarget.parse("agi://h:99")).isEqualTo(new AgiTarget.Server("h", 99, ""));
        assertThat(AgiTarget.parse("agi://[::1]:99/x")).isEqualTo(new AgiTarget.Server("::1", 99, "x"));
        assertThat(AgiTarget.parse("agi://[::1]/x")).isEqualTo(new AgiTarget.Server("::1", 4573, "x"));
        assertThat(AgiTarget.parse("hagi://h:99/x")).isEqualTo(new AgiTarget.Server("h", 99, "x"));
        assertThat(AgiTarget.parse("hagi://h/x")).isInstanceOf(AgiTarget.Nowhere.class);
        assertThat(AgiTarget.parse("agi://h:x/y")).isInstanceOf(AgiTarget.Nowhere.class);
        assertThat(AgiTarget.parse("agi:asyncfoo")).isInstanceOf(AgiTarget.Async.class);
        assertThat(AgiTarget.parse("script.sh")).isInstanceOf(AgiTarget.Program.class);
    }
}
