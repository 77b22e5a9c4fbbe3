package io.jackfield.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {

    static Stream<File> bundles() {
        return Bundles.ours();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyImportHasAVersionRange(File bundle) {
        assertThat(Bundles.clauses(bundle, "Import-Package"))
                .filteredOn(clause -> !clause.startsWith("javax.")
                        && !clause.startsWith("org.w3c.dom")
                        && !clause.startsWith("org.xml.sax"))
                .allSatisfy(clause -> assertThat(clause).containsPattern("version=\"[\\[(].*,.*[)\\]]\""));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void camelIsImportedFromItsFirstTestedVersionOn(File bundle) {
        assertThat(Bundles.clauses(bundle, "Import-Package"))
                .filteredOn(clause -> clause.startsWith("org.apache.camel"))
                .allSatisfy(clause -> assertThat(clause).contains("version=\"[4.18,5)\""));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingInternalOfOursIsExported(File bundle) {
        assertThat(Bundles.clauses(bundle, "Export-Package"))
                .filteredOn(clause -> clause.startsWith("io.jackfield"))
                .noneMatch(clause -> clause.split(";")[0].contains("internal"))
                .allSatisfy(clause -> assertThat(clause).contains("version="));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingIsImportedDynamicallyAndJava17IsAskedFor(File bundle) {
        assertThat(Bundles.header(bundle, "DynamicImport-Package")).isEmpty();
        assertThat(Bundles.header(bundle, "Require-Capability")).contains("(&(osgi.ee=JavaSE)(version=17))");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyPackageOfOursIsDescribed(File bundle) throws IOException {
        Set<String> packages = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        try (JarFile jar = new JarFile(bundle)) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("io/jackfield/") && name.endsWith(".class"))
                    .forEach(name -> {
                        String folder = name.substring(0, name.lastIndexOf('/'));
                        packages.add(folder);
                        if (name.endsWith("/package-info.class")) {
                            described.add(folder);
                        }
                    });
        }
        assertThat(described).isEqualTo(packages);
    }
}
