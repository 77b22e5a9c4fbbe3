package io.jackfield.itests.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A running Karaf. It ends when this JVM does, in whatever way. */
final class Karaf implements AutoCloseable {
    /**
     * Becomes Karaf, in a session of its own so that Ctrl-C in a terminal reaches this JVM only. Standard input is its leash: a pipe
     * whose other end this JVM holds; when that is let go, Karaf is asked to stop.
     */
    private static final List<String> COMMAND = List.of(
            "setsid",
            "bash",
            "-c",
            "exec 3<&0 </dev/null; { cat <&3; kill $$; } >/dev/null 2>&1 & exec 3<&-; exec \"$0\" server",
            "bin/karaf");

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int LINES_KEPT = 20;

    private final Process process;
    private final Thread reader;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private volatile Consumer<String> listener = line -> {};

    private Karaf(Process process) {
        this.process = process;
        reader = new Thread(this::read, "karaf-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the one in this folder, without waiting for anything. */
    static Karaf start(Path folder) {
        ProcessBuilder builder = new ProcessBuilder(COMMAND);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(key -> key.matches("KARAF_.*|JAVA|JAVA_OPTS|EXTRA_JAVA_OPTS|JAVA_DEBUG_.*|CLASSPATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The script becomes Java instead of waiting for it.
        builder.environment().put("KARAF_EXEC", "exec");
        try {
            return new Karaf(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Karaf in " + folder, e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Tells of each line it prints from now on, on a thread that it must not hold up. */
    void onLine(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Completes with the exit status when it ends. */
    CompletableFuture<Integer> onEnd() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The last lines that it printed. */
    List<String> lastLines() {
        synchronized (lastLines) {
            return List.copyOf(lastLines);
        }
    }

    /** Stops it as an operator would; if it takes too long it is killed. Blocks until it is gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new DemoException("Karaf did not stop within " + STOP_LIMIT.toSeconds() + " s and was killed");
            }
            reader.join(STOP_LIMIT.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of Karaf", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while Karaf stopped", e);
        }
    }

    private void read() {
        try (Stream<String> lines = process.inputReader().lines()) {
            lines.forEach(line -> {
                synchronized (lastLines) {
                    lastLines.addLast(line);
                    if (lastLines.size() > LINES_KEPT) {
                        lastLines.removeFirst();
                    }
                }
                listener.accept(line);
            });
        }
    }
}
