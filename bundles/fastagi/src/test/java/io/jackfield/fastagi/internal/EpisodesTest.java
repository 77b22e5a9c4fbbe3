package io.jackfield.fastagi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.fastagi.CapturedLog;
import org.junit.jupiter.api.Test;

class EpisodesTest {

    private final Episodes episodes = new Episodes("FastAGI server main");

    @Test
    void thousandsAreOneLineWhenTheyBeginAndOneWhenTheyEnd() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 5000; i++) {
                episodes.occurs("loses sessions", "call " + i);
                episodes.occurs("refuses calls", "call " + i);
            }
            episodes.endQuiet();
            assertThat(log.lines("WARN")).hasSize(2).allMatch(line -> line.endsWith("call 0"));
            assertThat(log.lines("INFO")).isEmpty();
            episodes.endAll();
            assertThat(log.lines("INFO"))
                    .hasSize(2)
                    .anyMatch(line -> line.contains("FastAGI server main loses sessions: 5000 in all"));
            episodes.occurs("loses sessions", "again");
            assertThat(log.lines("WARN")).hasSize(3);
        }
    }
}
