package io.jackfield.itests.asterisk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code install} against a machine whose package tools are stand-ins: no network, no root. */
class InstallScriptTest {
    private static final List<String> REAL =
            List.of("bash", "cat", "chmod", "env", "flock", "mkdir", "mktemp", "mv", "rm", "sleep", "touch");

    @TempDir
    private Path machine;

    private Path commands;
    private Path cache;

    @BeforeEach
    void makeMachine() throws IOException {
        commands = Files.createDirectories(machine.resolve("bin"));
        cache = machine.resolve("cache");
        for (String name : REAL) {
            Path real = Stream.of("/usr/bin/", "/bin/")
                    .map(folder -> Path.of(folder + name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            command(name, "exec " + real + " \"$@\"");
        }
        command("id", "echo 0");
        command("unshare", "shift; exec \"$@\"");
        command("chroot", "exec \"$1$2\" \"$3\"");
        mmdebstrapInstalling("Asterisk 22.10.1");
    }

    @Test
    void installsWhatItSaidItWould() throws Exception {
        Run run = install("22");

        assertThat(run.status).isZero();
        assertThat(run.output).containsSubsequence("installing Asterisk 22", cache + "/22", "Asterisk 22.10.1 is in");
        assertThat(cache.resolve("22/usr/sbin/asterisk")).isExecutable();
        assertThat(cache).isDirectoryNotContaining("glob:**/.partial*");
    }

    @Test
    void whatIsThereNeedsNeitherRootNorToolsAndStaysAsItIs() throws Exception {
        install("22");
        Files.delete(commands.resolve("mmdebstrap"));
        command("id", "echo 1000");

        Run again = install("22");

        assertThat(again.status).isZero();
        assertThat(again.output).doesNotContain("installing").contains("Asterisk 22 is in " + cache + "/22");
    }

    @Test
    void withoutRootItSaysWhatToDo() throws Exception {
        command("id", "echo 1000");

        Run run = install("22", "16");

        assertThat(run.status).isOne();
        assertThat(run.output)
                .contains("takes root", "-Dpbx.home=", "-Dpbx=simulator", "22 16")
                .doesNotContain("installing Asterisk");
        assertThat(cache).doesNotExist();
    }

    @Test
    void installsItsOwnToolWhenThatIsMissing() throws Exception {
        Path tool = commands.resolve("mmdebstrap");
        Files.move(tool, machine.resolve("package"));
        command("apt-get", "case \"$*\" in *mmdebstrap) mv " + machine.resolve("package") + " " + tool + " ;; esac");

        Run run = install("22");

        assertThat(run.status).isZero();
        assertThat(run.output).contains("installing the package mmdebstrap");
    }

    @Test
    void anotherMajorVersionIsAFailureAndIsNotKept() throws Exception {
        mmdebstrapInstalling("Asterisk 23.1.0");

        Run run = install("22");

        assertThat(run.status).isOne();
        assertThat(run.output).contains("wanted Asterisk 22", "Asterisk 23.1.0", "-Dpbx.home.22=");
        assertThat(cache).isDirectoryNotContaining("glob:**/{22,.partial*}");
    }

    @Test
    void aFailedInstallLeavesNothingAndCanBeRepeated() throws Exception {
        command("mmdebstrap", "mkdir -p \"${@: -1}/usr/sbin\"; echo 'E: no such mirror' >&2; exit 25");
        Run failed = install("22");
        assertThat(failed.status).isOne();
        assertThat(failed.output).contains("no such mirror", "-Dpbx=simulator");
        assertThat(cache).isDirectoryNotContaining("glob:**/{22,.partial*}");

        mmdebstrapInstalling("Asterisk 22.10.1");
        assertThat(install("22").status).isZero();
    }

    @Test
    void whatAKilledInstallLeftIsNotTakenForAWholeOne() throws Exception {
        Files.createDirectories(cache.resolve(".partial-22.abcdef/usr/sbin"));
        Files.createDirectories(cache.resolve("22"));

        Run run = install("22");

        assertThat(run.status).isOne();
        assertThat(run.output).contains(cache + "/22 is there but holds no Asterisk");
        assertThat(cache).isDirectoryNotContaining("glob:**/.partial*");
    }

    @Test
    void twoAtOnceInstallOnce() throws Exception {
        Process first = start("22");
        Process second = start("22");

        assertThat(outcome(first).status).isZero();
        assertThat(outcome(second).status).isZero();
        assertThat(machine.resolve("installs")).content().hasLineCount(1);
        assertThat(cache.resolve("22/usr/sbin/asterisk")).isExecutable();
    }

    @Test
    void anUnknownVersionIsRefusedBeforeAnythingIsDone() throws Exception {
        Run run = install("22", "18");

        assertThat(run.status).isOne();
        assertThat(run.output).contains("18", "22 and 16");
        assertThat(cache).doesNotExist();
    }

    private void mmdebstrapInstalling(String release) throws IOException {
        command(
                "mmdebstrap",
                """
                tree=${@: -1}
                echo one >>%1$s/installs
                sleep 0.3
                mkdir -p "$tree/usr/sbin"
                echo 'echo "%2$s"' >"$tree/usr/sbin/asterisk"
                chmod +x "$tree/usr/sbin/asterisk\""""
                        .formatted(machine, release));
    }

    private void command(String name, String script) throws IOException {
        Path file = commands.resolve(name);
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run install(String... versions) throws Exception {
        return outcome(start(versions));
    }

    private Process start(String... versions) throws IOException {
        Path script = machine.resolve("install.sh");
        Scripts.copy("install", script);
        List<String> command = new ArrayList<>(
                List.of(commands.resolve("bash").toString(), script.toString(), "--cache", cache.toString()));
        command.addAll(List.of(versions));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", commands.toString());
        return builder.start();
    }

    private static Run outcome(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Run(int status, String output) {}
}
