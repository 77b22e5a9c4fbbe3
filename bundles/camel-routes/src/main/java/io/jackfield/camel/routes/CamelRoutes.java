package io.jackfield.camel.routes;

/** The names by which bundles and operators talk to the runner of routes. */
public final class CamelRoutes {
    /**
     * Service property of a {@code RoutesBuilder} service: the name of the Camel context that its routes run in.
     * Services with the same name share one context. Without the property, the services of a bundle share a context
     * named after the bundle's symbolic name.
     */
    public static final String CONTEXT = "camel.context";

    /**
     * The folder in a bundle whose {@code *.camel.yaml} and {@code *.camel.xml} files are run while the bundle is active, each
     * as a context named after the file.
     */
    public static final String FOLDER = "OSGI-INF/camel";

    /**
     * The PID of the configuration whose keys <code>{{key}}</code> finds in every context, and at the same time the
     * factory PID of the configurations for one context each, named after it: {@code etc/io.jackfield.routes.cfg} and
     * {@code etc/io.jackfield.routes-<context>.cfg}. Where both have a key, the one for the context wins.
     */
    public static final String PID = "io.jackfield.routes";

    /**
     * Configuration key: how long a context that is stopped lets the exchanges in flight go on, in Camel's notation
     * ({@code 10s}, {@code 1m}, or milliseconds). Default {@value #DEFAULT_DRAIN_TIMEOUT}.
     */
    public static final String DRAIN_TIMEOUT = "drainTimeout";

    public static final String DEFAULT_DRAIN_TIMEOUT = "10s";

    private CamelRoutes() {}
}
