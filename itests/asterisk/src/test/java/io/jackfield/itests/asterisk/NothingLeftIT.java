package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However an instance ends, no process, mount or folder of it is left, and the installation is as it was. */
class NothingLeftIT {
    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void closingARunningOneLeavesNothing(AsteriskVersion version) throws IOException {
        Set<ProcessHandle> others = ProcessHandle.current().descendants().collect(Collectors.toSet());
        Asterisk pbx = RealPbx.of(version).start();
        List<ProcessHandle> processes = ProcessHandle.current()
                .descendants()
                .filter(process -> !others.contains(process))
                .toList();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(3);

        pbx.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(pbx.folder()).doesNotExist();
        assertThat(mounts()).noneMatch(mount -> mount.contains(pbx.folder().toString()));
        assertThat(mounts())
                .noneMatch(mount -> mount.contains(pbx.installation().tree() + "/"));
        assertThat(pbx.installation().tree().resolve("mnt")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aKilledJvmTakesItsAsteriskAlong(AsteriskVersion version, @TempDir Path folder) throws IOException {
        RealPbx.assumeIncluded(version);
        Process jvm = jvm(
                version, List.of(), folder, AsteriskInstallation.find(version).tree());
        List<ProcessHandle> processes = awaitRunning(jvm);
        assertThat(processes).hasSizeGreaterThanOrEqualTo(3);

        jvm.destroyForcibly();

        awaitEnd(processes);
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void runsForAUserWhoIsNotRoot(AsteriskVersion version, @TempDir Path folder)
            throws IOException, InterruptedException {
        RealPbx.assumeIncluded(version);
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeTrue(succeeds("test", "-w", "/root"), "only root can become somebody else");
        List<String> userNamespace = new ArrayList<>(asNobody);
        userNamespace.addAll(List.of("unshare", "--map-root-user", "true"));
        assumeTrue(succeeds(userNamespace.toArray(String[]::new)), "this kernel lets nobody but root make namespaces");

        // The cache of root is nobody else's business: show the tree to the other user at a place of its own.
        Path tree = AsteriskInstallation.find(version).tree();
        Path shown = Files.createDirectory(folder.resolve("tree"));
        List<String> prefix = new ArrayList<>(
                List.of("unshare", "--mount", "bash", "-c", "mount --bind \"$0\" \"$1\" && shift && exec \"$@\""));
        prefix.addAll(List.of(tree.toString(), shown.toString()));
        prefix.addAll(asNobody);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        Process jvm = jvm(version, prefix, folder, shown);
        List<ProcessHandle> processes = awaitRunning(jvm);
        jvm.destroy();

        awaitEnd(processes);
    }

    /** A JVM that runs nothing but one Asterisk. */
    private static Process jvm(AsteriskVersion version, List<String> prefix, Path folder, Path tree)
            throws IOException {
        Path jar = Files.copy(fixture(), folder.resolve("fixture.jar"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dpbx.home=" + tree,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                jar.toString(),
                Main.class.getName(),
                "--pbx",
                Integer.toString(version.major())));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Path fixture() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until it says where AMI is; its processes then. */
    private static List<ProcessHandle> awaitRunning(Process jvm) throws IOException {
        BufferedReader output = jvm.inputReader();
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("ami=127.0.0.1:")) {
                return jvm.descendants().toList();
            }
        }
        throw new AssertionError("it ended: " + said);
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        Awaitility.await("end of the processes").atMost(Duration.ofSeconds(20)).until(() -> processes.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    private static List<String> mounts() throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return mounts.toList();
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
