package io.jackfield.manager;

import java.util.List;

/** A message from the PBX. Nothing of what Asterisk sent is dropped, known to this library or not. Immutable. */
public abstract sealed class ManagerMessage permits ManagerResponse, ManagerEvent {

    private final Headers headers;

    ManagerMessage(Headers headers) {
        this.headers = headers;
    }

    /** All header lines in wire order. */
    public final Headers headers() {
        return headers;
    }

    /** The value of the first header of that name (any case), or null if it is absent. */
    public final String get(String header) {
        return headers.get(header);
    }

    /** The values of every header of that name, in order; empty if there is none. */
    public final List<String> all(String header) {
        return headers.all(header);
    }

    /** The {@code ActionID} of the action this belongs to, or null. */
    public final String actionId() {
        return get("ActionID");
    }

    /** The message as it was on the wire, without its closing empty line. */
    @Override
    public final String toString() {
        return headers.toString();
    }
}
