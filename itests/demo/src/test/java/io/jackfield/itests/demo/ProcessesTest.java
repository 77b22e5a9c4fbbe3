package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    @Test
    void oneThatIsLeftIsToldAndKilled() throws IOException {
        Process process = new ProcessBuilder("sleep", "300").start();
        Processes processes = Processes.ofThisOne();

        assertThatThrownBy(() -> processes.requireEnd(Duration.ofMillis(50)))
                .isInstanceOf(DemoException.class)
                .hasMessageMatching(".* were killed:.* " + process.pid() + " \\S*sleep.*");
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void oneThatEndsInTimeIsFine() throws IOException {
        Process process = new ProcessBuilder("sleep", "0.2").start();

        Processes.ofThisOne().requireEnd(Duration.ofSeconds(10));

        assertThat(process.isAlive()).isFalse();
    }
}
