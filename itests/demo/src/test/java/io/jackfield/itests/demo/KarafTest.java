package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script of Karaf is played by scripts of the test. */
class KarafTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void stopsByTheSignalOfAnOperator() throws IOException {
        script("trap 'echo stopped in order; exit 3' TERM; echo $1; while :; do sleep 0.05; done");
        List<String> lines = new CopyOnWriteArrayList<>();
        Karaf karaf = Karaf.start(folder);
        karaf.onLine(lines::add);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(karaf.lastLines()).containsExactly("server"));
        assertThat(karaf.alive()).isTrue();
        Processes processes = Processes.ofThisOne();

        karaf.close();

        assertThat(karaf.onEnd()).succeedsWithin(LIMIT).isEqualTo(3);
        assertThat(lines).endsWith("stopped in order");
        processes.requireEnd(LIMIT);
    }

    @Test
    void tellsHowItEndedByItself() throws IOException {
        script("seq 1 25; exit 7");
        try (Karaf karaf = Karaf.start(folder)) {
            assertThat(karaf.onEnd()).succeedsWithin(LIMIT).isEqualTo(7);
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(karaf.lastLines()).hasSize(20).endsWith("25"));
        }
    }

    @Test
    void isOneProcessWithTheScriptAndTheSameJava() throws IOException {
        script("echo $KARAF_EXEC $JAVA_HOME; ps -o sid= -p $$; echo $$");
        try (Karaf karaf = Karaf.start(folder)) {
            assertThat(karaf.onEnd()).succeedsWithin(LIMIT).isEqualTo(0);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(karaf.lastLines()).hasSize(3));
            assertThat(karaf.lastLines().get(0)).isEqualTo("exec " + System.getProperty("java.home"));
            assertThat(karaf.lastLines().get(1).strip())
                    .as("session")
                    .isEqualTo(karaf.lastLines().get(2));
        }
    }

    @Test
    void endsWithAJvmThatIsKilled() throws Exception {
        script("echo $$ > pid.tmp && mv pid.tmp pid; exec sleep 300");
        Process jvm = OtherJvm.start(Running.class, folder.toString());
        Path pid = folder.resolve("pid");
        await().atMost(LIMIT).until(() -> Files.exists(pid));
        ProcessHandle karaf =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        jvm.destroyForcibly().waitFor();

        CompletableFuture<ProcessHandle> end = karaf.onExit();
        assertThat(end).succeedsWithin(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void script(String text) throws IOException {
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("karaf");
        Files.writeString(script, "#!/bin/bash\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static final class Running {
        public static void main(String... arguments) {
            Karaf.start(Path.of(arguments[0])).onEnd().join();
        }
    }
}
