package io.jackfield.itests.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Karaf that has not run yet: the unpacked distribution, and its configuration files. */
final class KarafFolder {
    static final String HOST = "127.0.0.1";

    private static final String OWNER_ONLY = "rw-------";

    private final Path path;

    /** Open as long as this object is there. */
    private FileChannel lock;

    KarafFolder(Path path) {
        this.path = path;
    }

    /**
     * Unpacks the distribution. What was in the folder is removed.
     *
     * @throws DemoException if another demo runs in this folder, or the distribution cannot be unpacked
     */
    void unpack(Path distribution) {
        try {
            lock();
            remove();
            Files.createDirectories(path);
            Process tar = new ProcessBuilder(
                            "tar", "-xzf", distribution.toString(), "-C", path.toString(), "--strip-components=1")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tar.waitFor() != 0) {
                throw new DemoException("cannot unpack " + distribution + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new DemoException("cannot unpack " + distribution + " into " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    Path path() {
        return path;
    }

    Path etc(String file) {
        return path.resolve("etc").resolve(file);
    }

    Path log() {
        return path.resolve("data/log/karaf.log");
    }

    /** Writes a new configuration. */
    void configure(String pid, Map<String, String> values) {
        String lines = new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        write(etc(pid + ".cfg"), lines);
    }

    /** Gives a key of a file another value; all else in the file stays as it is. */
    void set(String file, String key, String value) {
        String text = read(etc(file));
        Matcher entry = entry(text, key);
        String line = key + " = " + value;
        write(etc(file), entry.find() ? entry.replaceFirst(Matcher.quoteReplacement(line)) : addLine(text, line));
    }

    /** Adds to the list that is the value of a key. */
    void append(String file, String key, List<String> more) {
        String text = read(etc(file));
        Matcher entry = entry(text, key);
        if (!entry.find()) {
            throw new DemoException(etc(file) + " has no " + key + " to add " + more + " to");
        }
        String longer = entry.group() + more.stream().map(", "::concat).collect(Collectors.joining());
        write(etc(file), entry.replaceFirst(Matcher.quoteReplacement(longer)));
    }

    /** Adds lines at the end of a file. */
    void append(String file, String lines) {
        write(etc(file), addLine(read(etc(file)), lines));
    }

    /** Writes a file that nobody but its owner may read. */
    void writeSecret(String file, String text) {
        Path secret = etc(file);
        try {
            Files.deleteIfExists(secret);
            Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(secret, text);
    }

    /** Puts a file where Karaf deploys it. */
    void deploy(String file, String text) {
        write(path.resolve("deploy").resolve(file), text);
    }

    /** A file below the folder, if it is there. */
    Optional<String> read(String file) {
        Path found = path.resolve(file);
        return Files.exists(found) ? Optional.of(read(found)) : Optional.empty();
    }

    /** The last lines of its log. */
    List<String> logTail(int lines) {
        if (!Files.exists(log())) {
            return List.of();
        }
        List<String> all = read(log()).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** A key with its value, which goes on behind each line that ends in a backslash. */
    private static Matcher entry(String text, String key) {
        return Pattern.compile("(?m)^[ \\t]*" + Pattern.quote(key) + "[ \\t]*[=:](?:.*\\\\\\R)*.*$")
                .matcher(text);
    }

    private static String addLine(String text, String line) {
        return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps other demos out of this folder until this JVM ends. */
    private void lock() throws IOException {
        Path file = path.resolveSibling(path.getFileName() + ".lock");
        lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new DemoException("another demo runs in " + path + ": stop it first");
        }
    }

    private void remove() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
