package io.jackfield.agi.spi;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import java.util.UUID;

/**
 * A command whose reply cannot be mistaken: a {@code GET FULL VARIABLE} of a bare text, which Asterisk gives back as it is, on a
 * dead channel too. Nobody can know the text beforehand. ({@code NOOP} would not do: a value with line feeds may hold a line that
 * looks like its reply.)
 */
record Echo(String text) {

    static Echo next() {
        return new Echo("jackfield-" + UUID.randomUUID());
    }

    AgiCommand command() {
        return AgiCommands.getFullVariable(text);
    }

    /** The answer may be glued behind a line that Asterisk has cut. */
    boolean isAnsweredBy(String line) {
        return line.endsWith("200 result=1 (" + text + ")");
    }
}
