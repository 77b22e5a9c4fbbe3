package io.jackfield.simulator.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which class events of a name have in Asterisk. */
final class EventClasses {

    private final Properties classes = new Properties();

    EventClasses() {
        try (InputStream in = EventClasses.class.getResourceAsStream("event-classes.properties")) {
            classes.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's own list of events cannot be read", e);
        }
    }

    String of(String event) {
        String eventClass = classes.getProperty(event);
        if (eventClass == null) {
            throw new IllegalArgumentException(
                    "No event of Asterisk is called '" + event + "': say its class with event(name, class, headers)");
        }
        return eventClass;
    }
}
