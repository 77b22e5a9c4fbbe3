package io.jackfield.simulator.internal.ajam;

import java.util.Optional;
import java.util.stream.Stream;

/** The paths there are. */
enum Endpoint {
    RAWMAN(Shape.RAW, false),
    MANAGER(Shape.HTML, false),
    MXML(Shape.XML, false),
    ARAWMAN(Shape.RAW, true),
    AMANAGER(Shape.HTML, true),
    AMXML(Shape.XML, true);

    private final Shape shape;
    private final boolean digest;

    Endpoint(Shape shape, boolean digest) {
        this.shape = shape;
        this.digest = digest;
    }

    Shape shape() {
        return shape;
    }

    /** Whether each request proves who sends it, instead of a login at the beginning. */
    boolean isDigest() {
        return digest;
    }

    /** Upper and lower case are alike, and a slash may follow. */
    static Optional<Endpoint> at(String path, String prefix) {
        if (!path.regionMatches(true, 0, prefix + "/", 0, prefix.length() + 1)) {
            return Optional.empty();
        }
        String rest = path.substring(prefix.length() + 1);
        String name = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        return Stream.of(values())
                .filter(endpoint -> endpoint.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
