package io.jackfield.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A bundle with one component, as users bring them, in any version.
 *
 * @param name its symbolic name
 * @param type the class of the component; it is named, so that the tests need not load it
 * @param service the interface that it provides
 * @param property the name of its only service property
 * @param value the value of that
 * @param imports the packages it needs
 */
record ComponentBundle(String name, String type, String service, String property, String value, String imports) {
    private static final String COMPONENT = "OSGI-INF/component.xml";

    private static final String MANIFEST =
            """
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-SymbolicName: %s
            Bundle-Version: %s
            Import-Package: %s
            Service-Component: %s
            """;

    private static final String DECLARATION =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
              <implementation class="%s"/>
              <property name="%s" value="%s"/>
              <service><provide interface="%s"/></service>
            </scr:component>
            """;

    InputStream version(String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String file = type.replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest(version));
                InputStream component = ComponentBundle.class.getResourceAsStream("/" + file)) {
            jar.putNextEntry(new JarEntry(COMPONENT));
            jar.write(
                    DECLARATION.formatted(name, type, property, value, service).getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(file));
            component.transferTo(jar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private Manifest manifest(String version) throws IOException {
        String text = MANIFEST.formatted(name, version, imports, COMPONENT);
        return new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
