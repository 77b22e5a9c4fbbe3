package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Testimony TWO_OVER_ONE_NOT = new Testimony(Set.of("a", "b", "c"), Set.of("a", "b"));

    @Test
    void everyCallWithOneFinishedRowIsRight() {
        Judgement judgement = Judgement.of(
                TWO_OVER_ONE_NOT, Set.of(), List.of(new Row("a", true), new Row("b", true), new Row("c", false)));

        assertThat(judgement.allMatched()).isTrue();
        assertThat(judgement.matched()).containsExactly("a", "b");
        assertThat(judgement.complaints("a row")).isEmpty();
    }

    @Test
    void whatIsWrongIsToldCallByCall() {
        Testimony testimony = new Testimony(
                Set.of("missing1", "missing2", "open", "twice", "right"),
                Set.of("missing1", "missing2", "open", "twice", "right"));
        Judgement judgement = Judgement.of(
                testimony,
                Set.of(),
                List.of(
                        new Row("right", true),
                        new Row("open", false),
                        new Row("twice", true),
                        new Row("twice", true),
                        new Row("invented", true)));

        assertThat(judgement.allMatched()).isFalse();
        assertThat(judgement.matched()).containsExactly("right");
        assertThat(judgement.complaints("a row"))
                .containsExactly(
                        "1 calls that never were, with a row: invented",
                        "1 calls with a row that is not finished: open",
                        "1 calls with more than a row: twice",
                        "2 calls without a row: missing1, missing2");
    }

    @Test
    void rowsFromBeforeTheWitnessCameAreNotItsBusiness() {
        Judgement judgement = Judgement.of(
                TWO_OVER_ONE_NOT,
                Set.of("earlier"),
                List.of(new Row("earlier", false), new Row("a", true), new Row("b", true)));

        assertThat(judgement.allMatched()).isTrue();
    }

    @Test
    void aCallThatIsNotOverNeedsNoRowYet() {
        Judgement judgement = Judgement.of(TWO_OVER_ONE_NOT, Set.of(), List.of(new Row("a", true), new Row("b", true)));

        assertThat(judgement.allMatched()).isTrue();
    }
}
