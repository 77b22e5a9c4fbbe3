package io.jackfield.itests.asterisk;

import io.jackfield.itests.asterisk.internal.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A telephone that makes one call by SIP, as a scenario of SIPp says. SIPp is installed if this machine has none, which takes root on
 * Debian and a network. For one thread.
 */
public final class SipPhone implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    /** SIPp also takes the next port but one, for video, whether there is any or not. */
    private static final int MEDIA_PORTS = 3;

    private final Path folder;
    private final Process process;

    private SipPhone(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Begins the call; returns at once.
     *
     * @param pbx who is called
     * @param scenario in SIPp's XML
     * @throws AsteriskException if there is no SIPp and it cannot be installed
     */
    public static SipPhone call(Asterisk pbx, String extension, String scenario) {
        Scripts.run("install-sipp", System.out::println);
        try {
            Path folder = Files.createTempDirectory("sipp-");
            Files.writeString(folder.resolve("scenario.xml"), scenario);
            List<String> command = List.of(
                    "sipp",
                    pbx.host() + ":" + pbx.sipPort(),
                    "-s",
                    extension,
                    "-sf",
                    "scenario.xml",
                    "-m",
                    "1",
                    "-i",
                    LoopbackPorts.HOST,
                    "-p",
                    Integer.toString(LoopbackPorts.next()),
                    "-mi",
                    LoopbackPorts.HOST,
                    "-mp",
                    Integer.toString(LoopbackPorts.next(MEDIA_PORTS)),
                    "-nostdin",
                    "-timeout",
                    LIMIT_SECONDS + "s",
                    "-timeout_error",
                    "-trace_msg",
                    "-message_file",
                    "messages");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            process.getOutputStream().close();
            return new SipPhone(folder, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sipp", e);
        }
    }

    /**
     * Does nothing while the call is in progress.
     *
     * @throws AsteriskException if it is over, with its messages
     */
    public void requireInProgress() {
        if (!process.isAlive()) {
            throw otherThanExpected();
        }
    }

    /**
     * Blocks until the scenario has come to its end.
     *
     * @throws AsteriskException if something else happened than it says, with the messages of the call
     */
    public void awaitEnd() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw otherThanExpected();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsteriskException("interrupted during a SIP call", e);
        }
    }

    private AsteriskException otherThanExpected() {
        return new AsteriskException(
                "the SIP call went another way than its scenario:\n" + told("messages") + told("output"));
    }

    private String told(String file) {
        try {
            Path path = folder.resolve(file);
            return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the call if it is not over. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
