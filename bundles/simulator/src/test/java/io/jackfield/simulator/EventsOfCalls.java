package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Compares events with captured ones: those that say how a call went, without what differs from run to run. */
final class EventsOfCalls {

    private EventsOfCalls() {}

    /**
     * The same events with the same headers in the same order within each event; the order of events differs from run to
     * run on the real one, whose threads race, as does how often it says the same thing again.
     *
     * @param lines lines that match are left out
     * @param events events that have a match are left out
     */
    static void compare(String sample, List<Block> heard, String lines, String events) {
        Set<String> expected = new LinkedHashSet<>();
        Set<String> actual = new LinkedHashSet<>();
        collect(Samples.blocks(sample), lines, events, expected::add);
        collect(heard, lines, events, actual::add);
        Set<String> missing = new LinkedHashSet<>(expected);
        missing.removeAll(actual);
        actual.removeAll(expected);
        assertThat("missing: " + missing + "\ntoo many: " + actual).isEqualTo("missing: []\ntoo many: []");
    }

    private static void collect(List<Block> blocks, String lines, String events, Consumer<String> into) {
        Pattern leftOut = Pattern.compile(events);
        for (Block block : blocks) {
            if (!isItsOwn(block) && !leftOut.matcher(block.toString()).find()) {
                into.accept(normal(block).without(lines).toString());
            }
        }
    }

    /** Variables that only real media and SIP have, states that queues derive for hints, and those of Local channels, which come late. */
    private static boolean isItsOwn(Block block) {
        return block.get("Variable").matches("RTPAUDIO.*|BRIDGEPVTCALLID|SIPDOMAIN|BRIDGEPEER")
                || block.get("Device").matches(".*_avail|Local/.*|CBAnn/.*")
                || block.name().startsWith("Response")
                || block.is("SuccessfulAuth");
    }

    /** Without identifiers, times, the bridge's technology that changes with media, and where threads were just then. */
    private static Block normal(Block block) {
        return block.replace("\\b\\d{10}\\.\\d+", "UNIQUEID")
                .replace("\\b\\d{10}\\b", "SECONDS")
                .replace("((PJSIP|Local)/[^-]+(-\\w+)?(@\\w+)?|CBAnn/\\w+)-[0-9a-f]{8}", "$1-N")
                .replace("[0-9a-f-]{36}", "UUID")
                .replace("Time: 20.*", "Time: WHEN")
                .replace("native_rtp", "simple_bridge")
                .replace("^(Value): \\d+$", "$1: NUMBER")
                .without("^(CallsTaken|LastCall|Duration|BillableSeconds): ");
    }
}
