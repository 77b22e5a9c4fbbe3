package io.jackfield.asyncagi.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.manager.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Bytes that a real Asterisk has sent. */
public final class Samples {

    private Samples() {}

    /** The messages of a captured file. */
    public static List<Headers> events(String file) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + file)) {
            return Arrays.stream(new String(in.readAllBytes(), UTF_8).split("\r\n\r\n"))
                    .filter(block -> !block.isBlank())
                    .map(Headers::parse)
                    .toList();
        }
    }
}
