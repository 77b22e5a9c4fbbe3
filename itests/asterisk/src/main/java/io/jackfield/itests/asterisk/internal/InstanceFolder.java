package io.jackfield.itests.asterisk.internal;

import io.jackfield.itests.asterisk.AsteriskException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one instance: configuration, control socket, database, spool and logs. */
public final class InstanceFolder {
    private static final List<String> PARTS = List.of("cache", "etc", "lib/keys", "log", "run", "spool");

    /** What the kernel allows for the path of a socket. */
    private static final int SOCKET_PATH_LIMIT = 107;

    private final Path path;
    private final boolean temporary;

    private InstanceFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
        if (socket().toString().getBytes(StandardCharsets.UTF_8).length > SOCKET_PATH_LIMIT) {
            throw new AsteriskException(
                    "the folder " + path + " is too deep: the path of Asterisk's control socket in it, " + socket()
                            + ", must not be longer than " + SOCKET_PATH_LIMIT + " bytes");
        }
        try {
            for (String part : PARTS) {
                Files.createDirectories(path.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder that {@link #release} removes. */
    public static InstanceFolder temporary() {
        try {
            return new InstanceFolder(Files.createTempDirectory("asterisk-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that stays, made if need be. */
    public static InstanceFolder lasting(Path path) {
        return new InstanceFolder(path.toAbsolutePath().normalize(), false);
    }

    public Path path() {
        return path;
    }

    public Path configuration() {
        return path.resolve("etc");
    }

    public Path socket() {
        return path.resolve("run/asterisk.ctl");
    }

    /** The last lines of what was printed at the start and of what was logged. */
    public String logTail(int lines) {
        return Stream.of("log/console", "log/messages")
                .map(path::resolve)
                .filter(Files::exists)
                .map(log -> tail(log, lines))
                .filter(tail -> !tail.isEmpty())
                .reduce((first, second) -> first + "\n" + second)
                .orElse("(nothing was logged)");
    }

    public void release() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    private static String tail(Path log, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
