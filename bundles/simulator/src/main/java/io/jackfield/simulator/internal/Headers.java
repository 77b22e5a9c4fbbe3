package io.jackfield.simulator.internal;

/** Keeps line ends out of what becomes a header. */
final class Headers {

    private Headers() {}

    static void check(String name, String value) {
        if (hasLineEnd(name) || hasLineEnd(value)) {
            throw new IllegalArgumentException(
                    "A header must not contain a line end; use raw(bytes) to send broken ones: " + name);
        }
    }

    private static boolean hasLineEnd(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }
}
