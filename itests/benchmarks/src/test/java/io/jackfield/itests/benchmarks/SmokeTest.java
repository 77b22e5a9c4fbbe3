package io.jackfield.itests.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.benchmarks.agi.AgiParked;
import io.jackfield.itests.benchmarks.agi.AgiThroughput;
import io.jackfield.itests.benchmarks.ami.AmiIngest;
import io.jackfield.itests.benchmarks.ami.AmiLatency;
import io.jackfield.itests.benchmarks.ami.AmiRoute;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each benchmark for a moment: that it runs, that nothing is lost, and what it prints; how fast it is says nothing here. */
class SmokeTest {

    private static final Rounds ONE = new Rounds(0, 1);

    static Stream<Arguments> benchmarks() {
        return Stream.of(
                Arguments.of(
                        new AmiIngest(ONE, 2_000),
                        List.of(
                                "ami_ingest_vs_asterisk_java",
                                "ami_ingest_vs_baseline",
                                "ami_ingest_bytes_per_event",
                                "ami_ingest_bytes_per_filtered_event")),
                Arguments.of(new AmiLatency(1_000, 1), List.of("ami_ping_p99_ms")),
                Arguments.of(new AmiRoute(ONE, 2_000), List.of("ami_route_vs_camel_asterisk")),
                Arguments.of(
                        new AgiParked(100, 20, 10),
                        List.of(
                                "agi_parked_served",
                                "agi_parked_threads",
                                "agi_parked_kib_per_call",
                                "agi_parked_ramp_s",
                                "agi_saturated_refusal_ms")),
                Arguments.of(
                        new AgiThroughput(ONE, 50),
                        List.of(
                                "agi_throughput_p99_vs_asterisk_java_32",
                                "agi_throughput_p99_vs_asterisk_java_1000",
                                "agi_throughput_vs_asterisk_java_32",
                                "agi_throughput_vs_asterisk_java_1000")));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void runsAndPrintsItsFigures(Benchmark benchmark, List<String> names) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Main.report(List.of(benchmark), new PrintStream(printed, true, StandardCharsets.UTF_8), System.err);
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();

        List<String> figures = lines.subList(lines.size() - names.size(), lines.size());
        assertThat(figures).extracting(line -> line.split("=")[0]).isEqualTo(names);
        assertThat(figures)
                .extracting(line -> Double.parseDouble(line.split("=")[1]))
                .allMatch(value -> value > 0 && value < 1e6);
    }

    @Test
    void aFigureThatMissesItsTargetIsNamed() throws Exception {
        Benchmark slow = new Benchmark() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public List<Figure> run(PrintStream log) {
                return List.of(Figure.atLeast(2, "speed", 1.94), Figure.atMost(5, "size", 5.04));
            }
        };
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();

        assertThat(Main.report(List.of(slow), System.out, new PrintStream(complaints, true, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains("slow: speed is 1.9, and should be at least 2.0")
                .doesNotContain("size");
    }
}
