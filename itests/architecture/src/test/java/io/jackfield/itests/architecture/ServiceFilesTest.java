package io.jackfield.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceFilesTest {

    private static final String SERVICES = "META-INF/services/";

    static Stream<File> bundles() {
        return Bundles.ours();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyClassNamedByAServiceFileIsInTheJar(File bundle) throws IOException {
        Set<String> missing = new TreeSet<>();
        try (JarFile jar = new JarFile(bundle)) {
            for (JarEntry entry : jar.stream()
                    .filter(e -> e.getName().startsWith(SERVICES) && !e.isDirectory())
                    // Camel keeps descriptions of its beans there, too.
                    .filter(e -> !e.getName().endsWith(".json"))
                    .toList()) {
                for (String name : classesNamedIn(jar, entry)) {
                    if (jar.getEntry(name.replace('.', '/') + ".class") == null) {
                        missing.add(entry.getName() + " names " + name);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Camel's files hold {@code class=…}; those of the JDK's ServiceLoader, and Camel's list of loaders, a class a line. */
    private static List<String> classesNamedIn(JarFile jar, JarEntry entry) throws IOException {
        String file = entry.getName().substring(SERVICES.length());
        boolean oneClassALine = file.indexOf('/') < 0 || file.endsWith("/TypeConverterLoader");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .filter(line -> oneClassALine || line.startsWith("class="))
                    .map(line -> oneClassALine ? line : line.substring("class=".length()))
                    .toList();
        }
    }
}
