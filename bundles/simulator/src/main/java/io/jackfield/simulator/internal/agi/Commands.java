package io.jackfield.simulator.internal.agi;

/** Puts the table of all commands together. */
final class Commands {

    private Commands() {}

    static CommandTable table() {
        CommandTable table = new CommandTable();
        VariableCommands.addTo(table);
        DatabaseCommands.addTo(table);
        ChannelCommands.addTo(table);
        DialplanCommands.addTo(table);
        PromptCommands.addTo(table);
        SayCommands.addTo(table);
        DigitCommands.addTo(table);
        RecordCommand.addTo(table);
        TextCommands.addTo(table);
        SpeechCommands.addTo(table);
        return table;
    }
}
