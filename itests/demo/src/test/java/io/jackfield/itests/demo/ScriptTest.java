package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code karaf-assembly/demo} says before it builds or starts anything. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../karaf-assembly/demo").toAbsolutePath();

    @TempDir
    private Path elsewhere;

    @ParameterizedTest
    @CsvSource({
        "--chek,demo: what is '--chek'?",
        "check,demo: what is 'check'?",
        "--check --pbx,'demo: --pbx is simulator or real, not '''''",
        "--pbx 16 --check,'demo: --pbx is simulator or real, not ''16'''",
    })
    void whatItDoesNotKnowIsToldWithTheUsage(String arguments, String message) throws Exception {
        Process demo = start(Map.of(), arguments.split(" "));

        assertThat(demo.getInputStream()).isEmpty();
        assertThat(errors(demo)).startsWith(message + "\nusage: bash karaf-assembly/demo ");
        assertThat(demo.waitFor()).isEqualTo(2);
    }

    @Test
    void helpIsNoError() throws Exception {
        Process demo = start(Map.of(), "--help");

        assertThat(demo.inputReader().readLine()).startsWith("usage: bash karaf-assembly/demo ");
        assertThat(demo.getErrorStream()).isEmpty();
        assertThat(demo.waitFor()).isZero();
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        Process demo = start(Map.of("JAVA_HOME", elsewhere.toString()), "--check");

        assertThat(errors(demo))
                .isEqualTo("demo: there is no " + elsewhere + "/bin/java: install a JDK 17 or 21, or set JAVA_HOME\n");
        assertThat(demo.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"11.0.2,11", "1.8.0_402,1", "24,24", "25-ea,25"})
    void aJavaThatKarafDoesNotRunOnIsRefused(String version, String release) throws Exception {
        Path java = Files.createDirectories(elsewhere.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2024-01-16' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Process demo = start(Map.of("JAVA_HOME", elsewhere.toString()), "--check");

        assertThat(errors(demo))
                .isEqualTo("demo: Karaf 4.4 runs on Java 17 to 23, and " + java + " is Java " + release
                        + ": set JAVA_HOME\n");
        assertThat(demo.waitFor()).isEqualTo(1);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
