package io.jackfield.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle of routes as users bring them, in any version. */
final class RoutesBundle {
    private static final String ROUTES = "io.jackfield.itests.karaf.routes.NumberedEvents";
    private static final String COMPONENT = "OSGI-INF/routes.xml";

    private static final String MANIFEST =
            """
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-SymbolicName: numbered-events
            Bundle-Version: %s
            Import-Package: org.apache.camel,org.apache.camel.builder,org.apache.camel.model,org.osgi.framework
            Service-Component: %s
            """;

    private static final String DECLARATION =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="numbered-events">
              <implementation class="%s"/>
              <property name="camel.context" value="hot-bundle"/>
              <service><provide interface="org.apache.camel.RoutesBuilder"/></service>
            </scr:component>
            """
                    .formatted(ROUTES);

    private RoutesBundle() {}

    static InputStream version(String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String file = ROUTES.replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest(version));
                InputStream routes = RoutesBundle.class.getResourceAsStream("/" + file)) {
            jar.putNextEntry(new JarEntry(COMPONENT));
            jar.write(DECLARATION.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(file));
            routes.transferTo(jar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Manifest manifest(String version) throws IOException {
        return new Manifest(
                new ByteArrayInputStream(MANIFEST.formatted(version, COMPONENT).getBytes(StandardCharsets.UTF_8)));
    }
}
