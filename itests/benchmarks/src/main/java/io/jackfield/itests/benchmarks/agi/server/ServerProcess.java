package io.jackfield.itests.benchmarks.agi.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Java process of its own with one server under test at a time. It is given one or two processors and 1 GiB of heap, whatever
 * the machine has. For one thread.
 */
public final class ServerProcess implements AutoCloseable {

    private static final int SECONDS_TO_EXIT = 10;

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private ServerProcess(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it, without a server; its log goes to this one's standard error. */
    public static ServerProcess start(Processors processors) throws IOException {
        List<String> command = new ArrayList<>(processors.prefix());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors.servers(),
                "-Xms1g",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName()));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Starts a server.
     *
     * @param sessions how many it has to serve at the same time
     * @return where it listens
     */
    public InetSocketAddress start(Servers server, int sessions) throws IOException {
        long[] port = ask("start " + server + " " + sessions);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) port[0]);
    }

    /** How many sessions the server has begun and completed so far. */
    public Progress progress() throws IOException {
        long[] sessions = ask("progress");
        return new Progress(sessions[0], sessions[1]);
    }

    /** What the process needs now; blocks while it collects its garbage. */
    public Vitals vitals() throws IOException {
        long[] numbers = ask("vitals");
        return new Vitals((int) numbers[0], (int) numbers[1], numbers[2]);
    }

    /** The processor time that the process has used so far; empty where the system does not tell. */
    public Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    /** Stops the server. */
    public void stop() throws IOException {
        ask("stop");
    }

    private long[] ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the process of the servers ended at '" + command + "'; it says above why");
        }
        return Stream.of(answer.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** Ends the process. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(SECONDS_TO_EXIT, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
