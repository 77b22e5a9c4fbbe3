package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.cli.CommandLine;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.wire.Block;
import java.util.List;

/** Runs a command of the PBX's command line. */
public final class CommandAction {

    private static final List<String> DENIED = List.of("module load", "module unload", "restart gracefully");

    private final CommandLine commandLine;

    public CommandAction(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    public void addTo(ActionTable table) {
        table.add("Command", "Execute Asterisk CLI Command.", this::command, EventClass.COMMAND);
    }

    private void command(Request request) {
        String command = request.header("Command");
        if (command.isEmpty()) {
            request.error("No command provided");
        } else if (DENIED.stream().anyMatch(command::startsWith)) {
            request.error("Command blacklisted");
        } else {
            CommandLine.Output output = commandLine.run(command);
            Block response =
                    request.response(output.failed() ? "Error" : "Success").header("Message", "Command output follows");
            output.lines().forEach(line -> response.header("Output", line));
            request.send(response);
        }
    }
}
