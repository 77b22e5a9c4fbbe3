package io.jackfield.simulator.internal.agi;

import java.util.Locale;
import java.util.Optional;

/** What the first argument of the application names. */
sealed interface AgiTarget {

    int DEFAULT_PORT = 4573;

    /**
     * A FastAGI server.
     *
     * @param script all that follows the first slash, verbatim; "" if nothing does
     */
    record Server(String host, int port, String script) implements AgiTarget {}

    /** Commands come by the manager interface. */
    record Async() implements AgiTarget {}

    /** A name that only a lookup of services could resolve, or no host and port at all: there is nobody to call. */
    record Nowhere() implements AgiTarget {}

    /** A program on the PBX itself; there are none. */
    record Program() implements AgiTarget {}

    static AgiTarget parse(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("agi:async")) {
            return new Async();
        }
        if (lower.startsWith("agi://")) {
            return server(url.substring("agi://".length()));
        }
        if (lower.startsWith("hagi://")) {
            String rest = url.substring("hagi://".length());
            boolean port = rest.split("/", 2)[0].contains(":");
            return port ? server(rest) : new Nowhere();
        }
        return new Program();
    }

    private static AgiTarget server(String rest) {
        int slash = rest.indexOf('/');
        String script = slash < 0 ? "" : rest.substring(slash + 1);
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        int bracket = authority.startsWith("[") ? authority.indexOf(']') : 0;
        int colon = bracket < 0 ? -1 : authority.indexOf(':', bracket);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        Optional<Integer> port = colon < 0 ? Optional.of(DEFAULT_PORT) : port(authority.substring(colon + 1));
        String bare = bracket > 0 ? host.substring(1, bracket) : host;
        return port.isEmpty() || bare.isEmpty() ? new Nowhere() : new Server(bare, port.get(), script);
    }

    private static Optional<Integer> port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port < 1 << 16 ? Optional.of(port) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
