package io.jackfield.itests.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** An operator at work: edits files below Karaf's folder and reads its log. */
final class Operator {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    Path write(String file, String text) throws IOException {
        Path path = base().resolve(file);
        Files.createDirectories(path.getParent());
        Path fresh = Files.writeString(path.resolveSibling("." + path.getFileName() + ".tmp"), text);
        return Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String file) throws IOException {
        Files.deleteIfExists(base().resolve(file));
    }

    String read(String file) throws IOException {
        return Files.readString(base().resolve(file));
    }

    boolean exists(String file) {
        return Files.exists(base().resolve(file));
    }

    List<String> log() throws IOException {
        return Files.readAllLines(base().resolve("data/log/karaf.log"));
    }

    private static Path base() {
        return Path.of(System.getProperty("karaf.base"));
    }

    /** The log lines that contain all of these. */
    List<String> log(String... parts) throws IOException {
        return log().stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }

    /** Waits until it is so. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
