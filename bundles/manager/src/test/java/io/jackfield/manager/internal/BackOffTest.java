package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {

    /** Always the largest value asked for: shows the ceilings. */
    private static final class Highest implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long bound) {
            assertThat(bound).isPositive();
            return bound - 1;
        }
    }

    @Test
    void theCeilingDoublesUpToTheCapAndStaysThere() {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(1500), new Highest());

        assertThat(delays(backOff, 7)).containsExactly(100L, 200L, 400L, 800L, 1500L, 1500L, 1500L);
        assertThat(delays(backOff, 10_000)).containsOnly(1500L);
    }

    @Test
    void aResetBeginsAnew() {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(1500), new Highest());
        delays(backOff, 20);
        backOff.reset();

        assertThat(delays(backOff, 2)).containsExactly(100L, 200L);
    }

    @Test
    void theWholeRangeFromAMillisecondIsUsedSoThatManyNodesSpread() {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(100), new Random(1));
        List<Long> delays = delays(backOff, 10_000);

        assertThat(delays).allMatch(delay -> delay >= 1 && delay <= 100).contains(1L, 100L);
        assertThat(delays.stream().distinct()).hasSize(100);
    }

    @Test
    void aCapBelowTheFirstDelayIsRaisedToIt() {
        BackOff backOff = new BackOff(Duration.ofSeconds(5), Duration.ofMillis(1), new Highest());

        assertThat(delays(backOff, 3)).containsOnly(5_000L);
    }

    @Test
    void theLongestDelaysThatCanBeConfiguredDoNotOverflow() {
        Duration longest = Duration.ofHours(999_999_999);
        BackOff backOff = new BackOff(longest, longest, new Highest());
        assertThat(delays(backOff, 100)).containsOnly(longest.toMillis());

        BackOff wide = new BackOff(Duration.ofDays(300), longest, new Highest());
        assertThat(delays(wide, 100)).isSorted().endsWith(longest.toMillis());
    }

    @Test
    void afterARefusalAtLeastHalfOfTheLongDelayPasses() {
        assertThat(new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), new Highest())
                        .afterRefusal(Duration.ofSeconds(60)))
                .isEqualTo(60_000);
        BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(backOff.afterRefusal(Duration.ofSeconds(60))).isBetween(30_000L, 60_000L);
        }
    }

    private static List<Long> delays(BackOff backOff, int count) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            delays.add(backOff.next());
        }
        return delays;
    }
}
