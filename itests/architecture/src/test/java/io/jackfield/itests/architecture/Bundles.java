package io.jackfield.itests.architecture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The jars of this build on the class path. */
final class Bundles {

    private Bundles() {}

    static Stream<File> ours() {
        List<File> jars = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.getName().endsWith(".jar"))
                .filter(file -> symbolicName(file).startsWith("io.jackfield."))
                .toList();
        if (jars.size() < 12) {
            throw new IllegalStateException("Only " + jars + " are on the class path: run this with mvn verify");
        }
        return jars.stream();
    }

    static Manifest manifest(File jar) {
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Manifest() : manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be read", e);
        }
    }

    static String header(File jar, String name) {
        String value = manifest(jar).getMainAttributes().getValue(name);
        return value == null ? "" : value;
    }

    /** The clauses of a manifest header: commas within quotes do not separate. */
    static List<String> clauses(File jar, String header) {
        String value = header(jar, header);
        return value.isEmpty() ? List.of() : List.of(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }

    private static String symbolicName(File jar) {
        return header(jar, "Bundle-SymbolicName");
    }
}
