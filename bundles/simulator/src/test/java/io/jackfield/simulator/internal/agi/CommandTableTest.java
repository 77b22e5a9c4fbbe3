package io.jackfield.simulator.internal.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommandTableTest {

    private final CommandTable table = Commands.table();

    @Test
    void theCommandsAreThoseOfAsteriskAndSoIsWhatADeadChannelMayDo() throws IOException {
        Map<String, Boolean> expected = new HashMap<>();
        try (InputStream in = getClass().getResourceAsStream("/samples/agi-commands.tsv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        String[] columns = line.split("\t");
                        expected.put(columns[0], columns[3].equals("yes"));
                    });
        }
        assertThat(table.all().values().stream().collect(Collectors.toMap(Command::name, Command::dead)))
                .hasSize(47)
                .isEqualTo(expected);
    }

    @Test
    void eachCommandCanBeExplained() {
        Usage usage = new Usage();
        assertThat(table.all().keySet())
                .allSatisfy(name -> assertThat(usage.of(name)).isNotBlank());
    }

    @Test
    void theLongestNameCounts() {
        assertThat(table.find(List.of("get", "Full", "variable", "X"))
                        .orElseThrow()
                        .name())
                .isEqualTo("GET FULL VARIABLE");
        assertThat(table.find(List.of("HANGUP", "x")).orElseThrow().name()).isEqualTo("HANGUP");
        assertThat(table.find(List.of("GET"))).isEmpty();
        assertThat(table.find(List.of("GET VARIABLE", "X"))).isEmpty();
        assertThat(table.find(List.of())).isEmpty();
    }
}
