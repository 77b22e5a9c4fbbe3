package io.jackfield.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Captured bytes of a real Asterisk 22. */
public final class Samples {

    private Samples() {}

    static String read(String name) {
        return resource("ami-22/" + name);
    }

    /** A whole answer over HTTP. */
    public static String http(String name) {
        return resource("ajam-22/" + name);
    }

    /** Of an AGI session. */
    static String agi(String name) {
        return resource("agi-22/" + name);
    }

    private static String resource(String path) {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + path + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks(String name) {
        String text = read(name);
        return Block.parse(text.startsWith("Asterisk") ? text.substring(text.indexOf('\n') + 1) : text);
    }
}
