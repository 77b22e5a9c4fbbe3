package io.jackfield.manager.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Bytes captured from real PBXs: everything below {@code samples/ami-22} and {@code samples/ami-16}. */
final class Samples {

    private Samples() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers to one action each, whose ActionID was {@code T-1}. */
    static List<Path> answers() {
        return all().stream().filter(file -> file.getParent().endsWith("lists")).toList();
    }

    static byte[] read(String name) {
        return read(root().resolve(name));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Samples.class.getResource("/samples").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
