package io.jackfield.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A response or event as a client sees it. */
record Block(List<String> lines) {

    static Predicate<Block> isEvent(String name) {
        return block -> block.name().equals("Event: " + name);
    }

    static Predicate<Block> isId(String actionId) {
        return block -> block.get("ActionID").equals(actionId);
    }

    /** Blocks of a captured stream, without what comes from Asterisk's test framework. */
    static List<Block> parse(String captured) {
        List<Block> blocks = new ArrayList<>();
        for (String block : captured.split("\r\n\r\n")) {
            List<String> lines = Stream.of(block.split("\r\n"))
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (!lines.isEmpty() && !lines.get(0).equals("Event: TestEvent")) {
                blocks.add(new Block(lines));
            }
        }
        return blocks;
    }

    /** The first line. */
    String name() {
        return lines.get(0);
    }

    boolean is(String event) {
        return name().equals("Event: " + event);
    }

    /** The first value of a header, "" if there is none. */
    String get(String header) {
        return lines.stream()
                .filter(line -> line.startsWith(header + ": "))
                .map(line -> line.substring(header.length() + 2))
                .findFirst()
                .orElse("");
    }

    List<String> headerNames() {
        return lines.stream().map(line -> line.replaceFirst(":.*", "")).toList();
    }

    /** Without the lines that match. */
    Block without(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Block(
                lines.stream().filter(line -> !pattern.matcher(line).find()).toList());
    }

    Block replace(String regex, String replacement) {
        return new Block(
                lines.stream().map(line -> line.replaceAll(regex, replacement)).toList());
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
