package io.jackfield.manager.spi;

import java.util.Objects;

/** A password that does not show itself. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The password in clear: for the wire, never for a log. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "xxxxxx";
    }
}
