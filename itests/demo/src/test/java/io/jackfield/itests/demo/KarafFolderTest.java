package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KarafFolderTest {
    private static final String FEATURES =
            """
            # featuresBoot = nothing
            featuresRepositories = \\
                mvn:a/b/1/xml/features

            featuresBoot = \\
                (wrap/2.7.0), \\
                kar/4.4.10

            featuresBootAsynchronous=false
            """;

    @TempDir
    private Path path;

    private KarafFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(path.resolve("etc"));
        folder = new KarafFolder(path);
    }

    @Test
    void aListGrowsAndNothingElseChanges() throws IOException {
        Files.writeString(folder.etc("features.cfg"), FEATURES);

        folder.append("features.cfg", "featuresBoot", List.of("one", "two"));

        assertThat(load("features.cfg"))
                .containsEntry("featuresBoot", "(wrap/2.7.0), kar/4.4.10, one, two")
                .containsEntry("featuresRepositories", "mvn:a/b/1/xml/features")
                .containsEntry("featuresBootAsynchronous", "false");
        assertThat(folder.etc("features.cfg")).content().startsWith("# featuresBoot = nothing\n");
    }

    @Test
    void aListThatIsNotThereIsTold() throws IOException {
        Files.writeString(folder.etc("features.cfg"), "featuresBootAsynchronous=false\n");

        assertThatThrownBy(() -> folder.append("features.cfg", "featuresBoot", List.of("one")))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("features.cfg has no featuresBoot to add [one] to");
    }

    @Test
    void aValueIsReplacedWhereItStandsOrAddedAtTheEnd() throws IOException {
        Files.writeString(folder.etc("a.cfg"), FEATURES + "sshPort = 8101");

        folder.set("a.cfg", "sshPort", "1");
        folder.set("a.cfg", "featuresBoot", "$1\\none");
        folder.set("a.cfg", "new", "2");

        assertThat(folder.etc("a.cfg"))
                .content()
                .isEqualTo(
                        """
                        # featuresBoot = nothing
                        featuresRepositories = \\
                            mvn:a/b/1/xml/features

                        featuresBoot = $1\\none

                        featuresBootAsynchronous=false
                        sshPort = 1
                        new = 2
                        """);
    }

    @Test
    void secretsAreTheOwnersAlone() throws IOException {
        Files.writeString(folder.etc("secret"), "old, and open to all");

        folder.writeSecret("secret", "new");

        assertThat(folder.etc("secret")).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.etc("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void unpacksIntoACleanFolderThatNobodyElseUses(@TempDir Path other) throws Exception {
        Path distribution = distribution(other);
        Path target = other.resolve("demo");
        Files.createDirectories(target.resolve("data/log"));
        Files.writeString(target.resolve("data/log/karaf.log"), "old");

        new KarafFolder(target).unpack(distribution);

        assertThat(target.resolve("data")).doesNotExist();
        assertThat(target.resolve("etc/a.cfg")).hasContent("key = value");
        Process second = OtherJvm.start(Unpacking.class, distribution.toString(), target.toString());
        assertThat(second.inputReader().lines()).containsExactly("another demo runs in " + target + ": stop it first");
        assertThat(target.resolve("etc/a.cfg")).exists();
    }

    @Test
    void aDistributionThatIsNoneIsTold(@TempDir Path other) throws IOException {
        Path distribution = Files.writeString(other.resolve("karaf.tar.gz"), "no archive");

        assertThatThrownBy(() -> new KarafFolder(other.resolve("demo")).unpack(distribution))
                .isInstanceOf(DemoException.class)
                .hasMessageStartingWith("cannot unpack " + distribution + ": ")
                .hasMessageContaining("not in gzip format");
    }

    @Test
    void tellsTheEndOfTheLog() throws IOException {
        assertThat(folder.logTail(2)).isEmpty();

        Files.createDirectories(folder.log().getParent());
        Files.writeString(folder.log(), "one\ntwo\nthree\n");

        assertThat(folder.logTail(2)).containsExactly("two", "three");
    }

    static final class Unpacking {
        public static void main(String... arguments) {
            try {
                new KarafFolder(Path.of(arguments[1])).unpack(Path.of(arguments[0]));
                System.out.println("unpacked");
            } catch (DemoException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static Path distribution(Path parent) throws IOException, InterruptedException {
        Files.createDirectories(parent.resolve("karaf-1.0/etc"));
        Files.writeString(parent.resolve("karaf-1.0/etc/a.cfg"), "key = value");
        Path archive = parent.resolve("karaf.tar.gz");
        Process tar =
                new ProcessBuilder("tar", "-czf", archive.toString(), "-C", parent.toString(), "karaf-1.0").start();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }

    private Properties load(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream input = Files.newInputStream(folder.etc(file))) {
            properties.load(input);
        }
        return properties;
    }
}
