package io.jackfield.simulator.internal.agi;

/** Speech recognition, as it is on a PBX that has no engine for it. */
final class SpeechCommands {

    private SpeechCommands() {}

    static void addTo(CommandTable table) {
        table.add("SPEECH CREATE", 1, 1, i -> i.reply(0));
        table.add("SPEECH SET", 2, 2, i -> i.reply(0));
        table.add("SPEECH LOAD GRAMMAR", 2, 2, i -> i.reply(0));
        table.add("SPEECH ACTIVATE GRAMMAR", 1, 1, i -> i.reply(0));
        table.add("SPEECH DEACTIVATE GRAMMAR", 1, 1, i -> i.reply(0));
        table.add("SPEECH RECOGNIZE", 2, 3, i -> i.reply(0));
        table.addForDead("SPEECH UNLOAD GRAMMAR", 1, 1, i -> i.reply(0));
        table.addForDead("SPEECH DESTROY", 0, Command.ANY, i -> i.reply(0));
    }
}
