package io.jackfield.simulator.internal.cli;

import io.jackfield.simulator.internal.pbx.Database;
import java.util.ArrayList;
import java.util.List;

/** The PBX's small database. */
final class DatabaseCommands {

    private final Database database;

    DatabaseCommands(Database database) {
        this.database = database;
    }

    void addTo(CommandLine commands) {
        commands.add("database show", "[family [key]]", 0, 2, this::show);
        commands.add("database get", "<family> <key>", 2, 2, this::get);
        commands.add("database put", "<family> <key> <value>", 3, 3, this::put);
        commands.add("database del", "<family> <key>", 2, 2, this::delete);
    }

    private List<String> show(List<String> arguments) {
        String family = arguments.isEmpty() ? "" : arguments.get(0);
        String key = arguments.size() < 2 ? "" : arguments.get(1);
        List<String> lines = new ArrayList<>();
        database.tree(family, key).forEach((path, value) -> lines.add(String.format("%-50s: %-25s", path, value)));
        lines.add(lines.size() + " results found.");
        return lines;
    }

    private List<String> get(List<String> arguments) {
        return List.of(database.get(arguments.get(0), arguments.get(1))
                .map(value -> "Value: " + value)
                .orElse("Database entry not found."));
    }

    private List<String> put(List<String> arguments) {
        database.put(arguments.get(0), arguments.get(1), arguments.get(2));
        return List.of("Updated database successfully");
    }

    private List<String> delete(List<String> arguments) {
        boolean deleted = database.delete(arguments.get(0), arguments.get(1));
        return List.of(deleted ? "Database entry removed." : "Database entry could not be removed.");
    }
}
