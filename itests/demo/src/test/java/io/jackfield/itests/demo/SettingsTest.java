package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final ManagerUser USER = ManagerUser.all("jackfield", "s3cret");

    private final Settings settings = new Settings(1, 2, 3, "pa55word");
    private final Pbx pbx = new SimulatedPbx(USER, 2, 4, 5);

    @TempDir
    private Path path;

    @BeforeEach
    void writeSettings() throws IOException {
        Path etc = Files.createDirectories(path.resolve("etc"));
        Files.writeString(etc.resolve("org.apache.karaf.shell.cfg"), "sshPort = 8101\nsshHost = 127.0.0.1\n");
        Files.writeString(
                etc.resolve("org.apache.karaf.management.cfg"), "rmiRegistryPort = 1099\nrmiServerPort = 44444\n");
        Files.writeString(etc.resolve("org.apache.karaf.features.cfg"), "featuresBoot = scr, jackfield\n");
        Files.writeString(etc.resolve("org.ops4j.pax.logging.cfg"), "log4j2.rootLogger.level = INFO\n");
        Files.writeString(etc.resolve("users.properties"), "# nobody\n");
        settings.write(new KarafFolder(path), pbx, List.of("example-call-log"));
    }

    @Test
    void karafListensAtPortsOfItsOwn() {
        assertThat(etc("org.apache.karaf.shell.cfg")).hasContent("sshPort = 1\nsshHost = 127.0.0.1\n");
        assertThat(etc("org.apache.karaf.management.cfg")).hasContent("rmiRegistryPort = 2\nrmiServerPort = 3\n");
    }

    @Test
    void thePbxAndTheExamplesAreBooted() {
        assertThat(etc("org.apache.karaf.features.cfg"))
                .hasContent("featuresBoot = scr, jackfield, jackfield-simulator, example-call-log\n");
        assertThat(etc("io.jackfield.simulator-pbx1.cfg"))
                .content()
                .contains("host = 127.0.0.1\n", "port = 4\n", "username = jackfield\n", "callsPerSecond = 2.0\n");
        assertThat(etc("io.jackfield.ami-pbx1.cfg"))
                .hasContent(
                        """
                        host = 127.0.0.1
                        port = 4
                        secret = $[secret:pbx1.secret]
                        username = jackfield
                        """);
    }

    @Test
    void karafListensWhereThePbxCallsTheIvr() {
        assertThat(etc("io.jackfield.fastagi-main.cfg")).hasContent("host = 127.0.0.1\nport = 5\n");
        assertThat(etc("io.jackfield.simulator-pbx1.cfg"))
                .content()
                .contains(
                        "extension.ivr.ivr = AGI(agi://127.0.0.1:5/ivr); Hangup\n",
                        "extension.ivr.impatient = Answer; Wait(4); SendDTMF(12); Hangup\n");
    }

    @Test
    void endedCallsGoToStandardOutput() {
        assertThat(etc("org.ops4j.pax.logging.cfg"))
                .content()
                .startsWith("log4j2.rootLogger.level = INFO\nlog4j2.appender.calls.type = Console\n");
    }

    @Test
    void secretsAreOnlyInFilesThatNobodyElseCanRead() throws IOException {
        assertThat(etc("pbx1.secret")).hasContent("s3cret");
        assertThat(etc("demo.password")).hasContent("pa55word");
        try (Stream<Path> files = Files.list(path.resolve("etc"))) {
            assertThat(files.filter(SettingsTest::holdsASecret))
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactlyInAnyOrder("pbx1.secret", "demo.password", "users.properties");
        }
        for (String file : List.of("pbx1.secret", "demo.password", "users.properties")) {
            assertThat(Files.getPosixFilePermissions(etc(file)))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
        assertThat(settings.toString()).doesNotContain("pa55word");
    }

    @Test
    void everyRunHasItsOwn() {
        Settings one = Settings.random();
        Settings two = Settings.random();

        assertThat(one.password()).hasSize(24).isNotEqualTo(two.password());
        assertThat(List.of(one.sshPort(), one.registryPort(), one.serverPort(), two.sshPort()))
                .doesNotHaveDuplicates();
    }

    private Path etc(String file) {
        return path.resolve("etc").resolve(file);
    }

    private static boolean holdsASecret(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("s3cret") || text.contains("pa55word");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
