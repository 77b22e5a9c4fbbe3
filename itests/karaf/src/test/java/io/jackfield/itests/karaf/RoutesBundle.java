package io.jackfield.itests.karaf;

import java.io.IOException;
import java.io.InputStream;

/** A bundle of routes as users bring them, in any version. */
final class RoutesBundle {
    private static final ComponentBundle BUNDLE = new ComponentBundle(
            "numbered-events",
            "io.jackfield.itests.karaf.routes.NumberedEvents",
            "org.apache.camel.RoutesBuilder",
            "camel.context",
            "hot-bundle",
            "org.apache.camel,org.apache.camel.builder,org.apache.camel.model,org.osgi.framework");

    private RoutesBundle() {}

    static InputStream version(String version) throws IOException {
        return BUNDLE.version(version);
    }
}
