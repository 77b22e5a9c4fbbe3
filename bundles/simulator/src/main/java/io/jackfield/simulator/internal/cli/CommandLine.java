package io.jackfield.simulator.internal.cli;

import io.jackfield.simulator.internal.calls.Switchboard;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds a command by its first words and runs it. */
public final class CommandLine {

    /** What a command printed, line by line. */
    public record Output(boolean failed, List<String> lines) {}

    private record Command(
            int minArguments, int maxArguments, String usage, Function<List<String>, List<String>> body) {

        Output run(List<String> arguments) {
            return arguments.size() < minArguments || arguments.size() > maxArguments
                    ? new Output(true, List.of("Usage: " + usage))
                    : new Output(false, body.apply(arguments));
        }
    }

    /** The longest words come first, so that they are tried first. */
    private final SortedMap<String, Command> commands =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    public CommandLine(Switchboard board) {
        new CoreCommands(board.pbx()).addTo(this);
        new QueueCommands(board).addTo(this);
        new DatabaseCommands(board.pbx().database()).addTo(this);
    }

    /** A command without arguments. */
    void add(String words, Function<List<String>, List<String>> body) {
        add(words, "", 0, 0, body);
    }

    void add(String words, String arguments, int min, int max, Function<List<String>, List<String>> body) {
        commands.put(words, new Command(min, max, words + " " + arguments, body));
    }

    public Output run(String command) {
        String line = command.strip().replaceAll("\\s+", " ");
        for (Map.Entry<String, Command> known : commands.entrySet()) {
            String words = known.getKey();
            if (line.equals(words)) {
                return known.getValue().run(List.of());
            }
            if (line.startsWith(words + " ")) {
                return known.getValue()
                        .run(List.of(line.substring(words.length() + 1).split(" ")));
            }
        }
        return new Output(
                true,
                List.of("No such command '" + line + "' (type 'core show help " + line
                        + "' for other possible commands)"));
    }
}
