package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {
    @TempDir
    private Path temporary;

    private Process jvm;

    @BeforeEach
    void assumeIncluded() {
        RealPbx.assumeIncluded(AsteriskVersion.V22);
    }

    @AfterEach
    void end() throws InterruptedException {
        if (jvm != null) {
            jvm.destroy();
            jvm.waitFor();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void placesItsCallsOnceTheUserHasLoggedIn() throws IOException {
        try (BufferedReader output = start("--user", "camel", "--calls", "3", "--rate", "10")) {
            String ami = output.readLine();
            assertThat(ami).startsWith("ami=127.0.0.1:");
            assertThat(output.readLine()).startsWith("http=127.0.0.1:");
            int port = Integer.parseInt(ami.substring(ami.indexOf(':') + 1));

            try (EventRecorder events =
                    new EventRecorder(LoopbackPorts.HOST, port, ManagerUser.all("camel", "s3cret"))) {
                List<String> calls = linesUpTo("calls=3", output);
                assertThat(calls)
                        .hasSize(3)
                        .allMatch(line -> line.matches("call=\\S+ (DESK|QUEUE|CONFERENCE) \\+49\\d+"));
                for (String call : calls) {
                    events.await("Hangup", "Uniqueid=" + call.substring("call=".length(), call.indexOf(' ')));
                }
            }
        }
    }

    @Test
    void anUnknownOptionIsToldWithTheUsage() throws IOException, InterruptedException {
        try (BufferedReader output = start("--call", "3")) {
            assertThat(output.lines().toList())
                    .contains("not understood: --call")
                    .anyMatch(line -> line.startsWith("usage:"));
        }
        assertThat(jvm.waitFor()).isEqualTo(2);
    }

    private BufferedReader start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-Dpbx.home.22="
                        + AsteriskInstallation.find(AsteriskVersion.V22).tree(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PBX_SECRET", "s3cret");
        jvm = builder.start();
        return jvm.inputReader();
    }

    private static List<String> linesUpTo(String last, BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); !last.equals(line); line = output.readLine()) {
            assertThat(line).as("after " + lines).isNotNull();
            lines.add(line);
        }
        return lines;
    }
}
