package io.jackfield.camel.routes.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What was logged since this was made; slf4j-simple writes to whatever System.err is at the moment. */
final class LogLines implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    LogLines() {
        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
    }

    List<String> all() {
        return lines.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<String> with(String text) {
        return all().stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        System.setErr(before);
        before.print(lines.toString(StandardCharsets.UTF_8));
    }
}
