package io.jackfield.itests.asterisk.internal;

import io.jackfield.itests.asterisk.AsteriskException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The shell scripts of this module, run from where the jar keeps them. */
public final class Scripts {
    private static final int LINES_TOLD = 30;

    private Scripts() {}

    /**
     * Runs a script to its end and hands over each line it prints, standard error included, as it comes.
     *
     * @return the last lines it printed
     * @throws AsteriskException with these lines if it fails
     */
    public static String run(String name, Consumer<String> listener, String... arguments) {
        try {
            Path script = Files.createTempFile("asterisk-" + name, ".sh");
            try {
                copy(name, script);
                return run(script, listener, arguments);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new AsteriskException("cannot run the script " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsteriskException("interrupted while the script " + name + " ran", e);
        }
    }

    /** Writes a script to a file, over one that is there. */
    public static void copy(String name, Path target) {
        try (InputStream script = Scripts.class.getResourceAsStream(name)) {
            Files.copy(script, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Path script, Consumer<String> listener, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                listener.accept(line);
                last.add(line);
                if (last.size() > LINES_TOLD) {
                    last.remove();
                }
            }
        }
        String told = String.join("\n", last);
        if (process.waitFor() != 0) {
            throw new AsteriskException(told);
        }
        return told;
    }
}
