package io.jackfield.simulator.internal.agi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How each command is to be used, in the markup that Asterisk's explanations have. */
final class Usage {

    private final Properties texts = new Properties();

    Usage() {
        try (InputStream in = Usage.class.getResourceAsStream("usage.properties")) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's own explanations of AGI commands cannot be read", e);
        }
    }

    /** One line or several, without an end of the last one. */
    String of(String command) {
        return texts.getProperty(command.replace(' ', '.'));
    }
}
