package io.jackfield.agi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bytes captured from real PBXs: everything in {@code samples/agi-22} and {@code samples/agi-16}. */
public final class Samples {

    private Samples() {}

    /** The names of all dialogs, such as {@code agi-22/gosub}. */
    public static List<String> dialogs() {
        return names(".dialog.txt");
    }

    /** The names of all environments recorded alone. */
    public static List<String> environments() {
        return names(".txt").stream().filter(name -> name.contains("/env")).toList();
    }

    /** What Asterisk sent in it. */
    public static byte[] received(String name) {
        try {
            return Files.readAllBytes(root().resolve(name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A dialog as a list of exchanges; the first has no line sent.
     *
     * @param sent without its line feed
     * @param received all that came before the next line was sent
     */
    public record Exchange(String sent, String received) {

        public byte[] bytes() {
            return received.getBytes(ISO_8859_1);
        }
    }

    /** The dialog, made of what its marks say; a chunk sent may have several lines. */
    public static List<Exchange> dialog(String name) {
        String text;
        try {
            text = Files.readString(root().resolve(name + ".dialog.txt"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Exchange> exchanges = new ArrayList<>();
        StringBuilder sent = new StringBuilder();
        StringBuilder received = new StringBuilder();
        StringBuilder now = received;
        for (String line : text.split("(?<=\n)")) {
            if (line.startsWith(">>")) {
                if (now == received) {
                    exchanges.add(new Exchange(sent.toString().stripTrailing(), received.toString()));
                    sent.setLength(0);
                    received.setLength(0);
                }
                now = sent;
                line = line.substring(2);
            } else if (line.startsWith("<<")) {
                now = received;
                line = line.substring(2);
            }
            now.append(line);
        }
        exchanges.add(new Exchange(sent.toString().stripTrailing(), received.toString()));
        return exchanges;
    }

    private static List<String> names(String ending) {
        try (Stream<Path> files = Files.walk(root())) {
            return files.map(file -> root().relativize(file).toString())
                    .filter(name -> name.endsWith(ending) && (ending.contains("dialog") || !name.contains("dialog")))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
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
