package io.jackfield.asyncagi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationArgumentsTest {

    private static List<String> split(String data) {
        return ApplicationArguments.split(data);
    }

    @Test
    void commasSeparateAndEmptyArgumentsCount() {
        assertThat(split("agi:async")).containsExactly("agi:async");
        assertThat(split("agi:async,lcr")).containsExactly("agi:async", "lcr");
        assertThat(split("agi:async,,x,")).containsExactly("agi:async", "", "x", "");
        assertThat(split("a, b ")).containsExactly("a", " b ");
    }

    @Test
    void parenthesesBracketsAndQuotesHoldTogetherAndQuotesAreTakenAway() {
        assertThat(split("a,(b,c),[d,e],\"f,g\",h")).containsExactly("a", "(b,c)", "[d,e]", "f,g", "h");
        assertThat(split("a,x\\,y,\\\"z")).containsExactly("a", "x,y", "\"z");
        assertThat(split("a,b),c\\")).containsExactly("a", "b)", "c");
    }

    @Test
    void theLastOfTooManyTakesTheRest() {
        List<String> many = split("a" + ",x".repeat(200));
        assertThat(many).hasSize(128);
        assertThat(many.get(127)).startsWith("x,x").hasSize(1 + 2 * 73);
    }
}
