package io.jackfield.itests.contract.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final int KIB = 1024;
    private static final Footprint BEFORE = new Footprint(List.of("main", "io"), 5_000 * KIB);

    @Test
    void hasAFigureALine() {
        Summary summary =
                new Summary("simulator", List.of(good(1, 900), good(2, 100), good(3, 200)), 7, BEFORE, BEFORE);

        assertThat(summary.faults()).isEmpty();
        assertThat(summary.toString().lines())
                .containsExactly(
                        "pbx=simulator",
                        "restarts=3",
                        "events=30",
                        "shed=7",
                        "median_reconnect_ms=200",
                        "slowest_reconnect_ms=900",
                        "unbalanced=0",
                        "faults=0",
                        "threads_before=2",
                        "threads_after=2",
                        "heap_before_kib=5000",
                        "heap_after_kib=5000");
    }

    @Test
    void everythingThatGrewOrWasWrongIsAFault() {
        Round wrong = new Round(1, Duration.ofSeconds(1), 10, List.of("one less"), List.of("late"));
        Footprint after = new Footprint(List.of("main", "io", "stray"), (5_000 + 1_024 + 2 * 16 + 1) * KIB);
        Summary summary = new Summary("simulator", List.of(wrong, good(2, 5)), 0, BEFORE, after);

        assertThat(summary.faults()).hasSize(3);
        assertThat(summary.faults().get(0)).contains("restart 1", "one less", "late");
        assertThat(summary.faults().get(1)).contains("stray");
        assertThat(summary.faults().get(2)).contains("heap grew");
        assertThat(summary.toString()).contains("unbalanced=1", "faults=3");
    }

    @Test
    void fewerThreadsAndALittleMoreHeapAreNone() {
        Footprint after = new Footprint(List.of("main"), (5_000 + 1_024 + 16) * KIB);

        assertThat(new Summary("simulator", List.of(good(1, 5)), 0, BEFORE, after).faults())
                .isEmpty();
    }

    private static Round good(int number, long millis) {
        return new Round(number, Duration.ofMillis(millis), 10, List.of(), List.of());
    }
}
