package io.jackfield.camel.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

/** The finished jar: its manifest says exactly what it needs and gives, and what its service files name is in it. */
class JarIT {
    private static final String SERVICES = "META-INF/services/";
    private static final String CONVERTERS = SERVICES + "org/apache/camel/TypeConverterLoader";

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("camel.core.jar"));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void importsNothingDynamicallyAndOnlyEventAdminOptionally() throws IOException {
        assertThat(header("DynamicImport-Package")).isEmpty();
        assertThat(header("Import-Package").filter(clause -> clause.contains("optional")))
                .singleElement()
                .asString()
                .startsWith("org.osgi.service.event;");
    }

    @Test
    void importsAllButTheJdkWithARange() throws IOException {
        assertThat(header("Import-Package").filter(clause -> !clause.matches("(javax|org\\.w3c|org\\.xml)\\..*")))
                .isNotEmpty()
                .allSatisfy(clause -> assertThat(clause).containsPattern("version=\"\\[\\d[\\d.]*,\\d[\\d.]*\\)\""));
    }

    @Test
    void exportsCamelInItsVersionAndImportsNoneOfIt() throws IOException {
        String version = System.getProperty("camel.version");

        assertThat(header("Export-Package")).hasSizeGreaterThan(100).allSatisfy(clause -> assertThat(clause)
                .startsWith("org.apache.camel")
                .contains("version=\"" + version + "\""));
        assertThat(header("Import-Package")).noneMatch(clause -> clause.startsWith("org.apache.camel"));
    }

    @Test
    void sortsAfterUpstreamsBundleOfTheSameCamel() throws IOException {
        Version ours = new Version(jar.getManifest().getMainAttributes().getValue("Bundle-Version"));
        Version upstream = new Version(System.getProperty("camel.version"));

        assertThat(ours).isGreaterThan(upstream);
        assertThat(ours.getMicro()).isEqualTo(upstream.getMicro());
    }

    @Test
    void holdsTheConverterLoadersOfAllItsParts() {
        assertThat(classes(jar.getJarEntry(CONVERTERS)))
                .containsExactlyInAnyOrder(
                        "org.apache.camel.component.file.GenericFileConverterLoader",
                        "org.apache.camel.converter.CamelBaseBulkConverterLoader",
                        "org.apache.camel.converter.jaxp.CamelXmlJaxpBulkConverterLoader",
                        "org.apache.camel.converter.stream.StreamCacheBulkConverterLoader");
    }

    @Test
    void holdsEveryClassItsServiceFilesName() {
        List<JarEntry> services = jar.stream()
                .filter(entry -> entry.getName().startsWith(SERVICES))
                .filter(entry -> !entry.isDirectory() && !entry.getName().endsWith(".json"))
                .toList();

        assertThat(services).hasSizeGreaterThan(200).allSatisfy(service -> assertThat(classes(service))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(jar.getEntry(name.replace('.', '/') + ".class"))
                        .as(name)
                        .isNotNull()));
    }

    /** The converter loaders are listed one a line; every other service file names one class in {@code class=}. */
    private List<String> classes(JarEntry service) {
        try (var in = jar.getInputStream(service)) {
            Stream<String> lines = new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"));
            return service.getName().equals(CONVERTERS)
                    ? lines.toList()
                    : lines.filter(line -> line.startsWith("class="))
                            .map(line -> line.substring("class=".length()))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clauses of a header: split at each comma that is not between quotes. */
    private Stream<String> header(String name) throws IOException {
        String value = jar.getManifest().getMainAttributes().getValue(name);
        return value == null ? Stream.empty() : Stream.of(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }
}
