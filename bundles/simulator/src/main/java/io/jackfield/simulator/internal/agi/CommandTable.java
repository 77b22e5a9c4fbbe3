package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.agi.Command.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The commands there are, found by the first words of a line in any case. */
final class CommandTable {

    private static final int MOST_WORDS = 3;

    private final Map<String, Command> byName = new HashMap<>();

    /** A command that needs a living channel. */
    void add(String name, int least, int most, Handler handler) {
        byName.put(name, new Command(name, least, most, false, handler));
    }

    /** A command that may be used after the hangup, too. */
    void addForDead(String name, int least, int most, Handler handler) {
        byName.put(name, new Command(name, least, most, true, handler));
    }

    /** The command with the most words that the line begins with. */
    Optional<Command> find(List<String> words) {
        for (int count = Math.min(MOST_WORDS, words.size()); count > 0; count--) {
            Command command =
                    byName.get(String.join(" ", words.subList(0, count)).toUpperCase(Locale.ROOT));
            if (command != null && wordsOf(command) == count) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    static int wordsOf(Command command) {
        return command.name().split(" ").length;
    }

    Map<String, Command> all() {
        return Map.copyOf(byName);
    }
}
