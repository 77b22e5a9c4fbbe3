package io.jackfield.itests.benchmarks.agi.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Divides the processors that this process may use between the server under test and the callers, which this process is: the
 * server has half of them, at most two. So neither takes time of the other, whatever the number of their threads. Needs {@code
 * taskset}, which Linux has; elsewhere, or with one processor, all are shared.
 */
public final class Processors implements AutoCloseable {

    private static final int SHARED = 2;
    private static final int MOST = 2;

    private final List<Integer> all;
    private final List<Integer> servers;

    private Processors(List<Integer> all, List<Integer> servers) {
        this.all = all;
        this.servers = servers;
    }

    /** All are shared; the server is told that it has two. */
    public static Processors shared() {
        return new Processors(List.of(), List.of());
    }

    /** Divides them until this is closed. */
    public static Processors divided(PrintStream log) throws InterruptedException {
        try {
            List<Integer> all = parse(taskset("-cp", pid()));
            int half = Math.min(MOST, all.size() / 2);
            if (half == 0) {
                log.println("Server and callers share the only processor");
                return shared();
            }
            taskset("-acp", list(all.subList(half, all.size())), pid());
            log.printf(
                    "Processors of the server: %s; of the callers: %s%n",
                    all.subList(0, half), all.subList(half, all.size()));
            return new Processors(all, all.subList(0, half));
        } catch (IOException e) {
            log.println("Server and callers share all processors: " + e.getMessage());
            return shared();
        }
    }

    /** How many the server has. */
    int servers() {
        return servers.isEmpty() ? SHARED : servers.size();
    }

    /** What stands in front of the command that starts the server. */
    List<String> prefix() {
        return servers.isEmpty() ? List.of() : List.of("taskset", "-c", list(servers));
    }

    private static String pid() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    /** Runs it and returns what it says: {@code pid 4711's current affinity list: 0,2-3}. */
    private static String taskset(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }

    private static List<Integer> parse(String said) {
        List<Integer> processors = new ArrayList<>();
        for (String range : said.substring(said.lastIndexOf(' ') + 1).strip().split(",")) {
            String[] ends = range.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(processors::add);
        }
        return processors;
    }

    private static String list(List<Integer> processors) {
        return processors.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The callers may use all of them again. */
    @Override
    public void close() throws IOException {
        if (!servers.isEmpty()) {
            try {
                taskset("-acp", list(all), pid());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
