package io.jackfield.itests.asterisk;

import io.jackfield.itests.asterisk.internal.AsteriskProcess;
import io.jackfield.itests.asterisk.internal.Console;
import io.jackfield.itests.asterisk.internal.InstanceFolder;
import io.jackfield.itests.asterisk.internal.ManagerSession;
import io.jackfield.itests.asterisk.internal.Ports;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One Asterisk with a folder and loopback ports of its own; any number run side by side. The ports stay the same over restarts.
 *
 * <pre>{@code
 * try (Asterisk pbx = Asterisk.v22().user("jackfield", "s3cret").start()) {
 *     connect(pbx.host(), pbx.amiPort());
 *     pbx.cli("channel originate Local/answer@default application Wait 5");
 *     pbx.kill();
 *     pbx.start();
 * }
 * }</pre>
 *
 * <p>All methods block until what they say is done. They are for one thread at a time, but {@link #cli} may be called from any.
 * Nothing of it outlives the JVM, even one that is killed.
 */
public final class Asterisk implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LINES_TOLD = 40;

    private final AsteriskInstallation installation;
    private final InstanceFolder folder;
    private final Ports ports;
    private final Map<String, ManagerUser> users;
    private final Console console;
    private AsteriskProcess process;

    Asterisk(AsteriskInstallation installation, InstanceFolder folder, Ports ports, Map<String, ManagerUser> users) {
        this.installation = installation;
        this.folder = folder;
        this.ports = ports;
        this.users = users;
        console = new Console(folder.socket());
    }

    public static AsteriskBuilder v22() {
        return of(AsteriskVersion.V22);
    }

    public static AsteriskBuilder v16() {
        return of(AsteriskVersion.V16);
    }

    public static AsteriskBuilder of(AsteriskVersion version) {
        return new AsteriskBuilder(version);
    }

    public AsteriskInstallation installation() {
        return installation;
    }

    /** The loopback address it listens on. */
    public String host() {
        return LoopbackPorts.HOST;
    }

    public int amiPort() {
        return ports.ami();
    }

    /** The port of AMI over TLS; listens if {@link AsteriskBuilder#tls} gave a certificate. */
    public int amiTlsPort() {
        return ports.amiTls();
    }

    /** The port of AJAM ({@code /rawman}, {@code /mxml}, {@code /manager}) and ARI. */
    public int httpPort() {
        return ports.http();
    }

    /** The port of the same over TLS; listens if {@link AsteriskBuilder#tls} gave a certificate. */
    public int httpTlsPort() {
        return ports.httpTls();
    }

    /** The UDP port of SIP. */
    public int sipPort() {
        return ports.sip();
    }

    /** The manager user who sees and may do everything. */
    public ManagerUser admin() {
        return users.get("admin");
    }

    /** The manager user who sees everything and may do nothing. */
    public ManagerUser reader() {
        return users.get("reader");
    }

    /** The manager user who may log in, and that is all. */
    public ManagerUser powerless() {
        return users.get("powerless");
    }

    /** Where its files are: {@code etc}, {@code log}, {@code spool} and others. */
    public Path folder() {
        return folder.path();
    }

    public boolean running() {
        return process != null && process.alive();
    }

    /**
     * Starts it and waits until it is fully booted and AMI and HTTP accept.
     *
     * @return this
     * @throws AsteriskException if it does not come up, with the end of its log; it does not run then
     * @throws IllegalStateException if it runs
     */
    public Asterisk start() {
        if (running()) {
            throw new IllegalStateException(this + " runs already");
        }
        process = AsteriskProcess.start(installation, folder.path());
        try {
            awaitBooted();
            requireListening();
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
        return this;
    }

    /**
     * Ends it as an operator would, by {@code core stop now}: calls are hung up, AMI sessions see the event Shutdown.
     *
     * @throws AsteriskException if it does not end; it is killed then
     * @throws IllegalStateException if it does not run
     */
    public void stop() {
        requireRunning();
        IOException trouble = null;
        try {
            console.run("core stop now", COMMAND_LIMIT);
        } catch (IOException e) {
            // It may be gone before it has answered: what counts is whether it ends.
            trouble = e;
        }
        if (!process.awaitEnd(STOP_LIMIT)) {
            process.kill();
            throw failure("did not stop within " + STOP_LIMIT.toSeconds() + " s and was killed", trouble);
        }
    }

    /** Ends it by SIGKILL, as a crash does: connections break, nothing is said. Does nothing if it does not run. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /**
     * Stops the process as it stands, by SIGSTOP: its connections stay open, and the kernel takes new ones, but nothing is read or
     * said until {@link #thaw}. It can be killed meanwhile.
     *
     * @throws IllegalStateException if it does not run
     */
    public void freeze() {
        requireRunning();
        process.signal("STOP");
    }

    /** Lets a frozen one go on. */
    public void thaw() {
        requireRunning();
        process.signal("CONT");
    }

    /** {@link #stop}, then {@link #start}. */
    public void restart() {
        stop();
        start();
    }

    /**
     * Runs a console command, as {@code asterisk -rx} does.
     *
     * @return its output, without blank lines before and after
     * @throws AsteriskException if it does not run or does not answer
     */
    public String cli(String command) {
        try {
            return console.run(command, COMMAND_LIMIT);
        } catch (IOException e) {
            throw failure("did not run the console command '" + command + "': " + e.getMessage(), e);
        }
    }

    /** The last lines of what it printed and of what it logged, for the message of a failed test. */
    public String logTail(int lines) {
        return folder.logTail(lines);
    }

    private void requireRunning() {
        if (!running()) {
            throw new IllegalStateException(this + " does not run");
        }
    }

    /** {@link #kill}, and removes the folder if it is a temporary one. */
    @Override
    public void close() {
        kill();
        folder.release();
    }

    @Override
    public String toString() {
        return installation.release() + " at " + host() + ":" + amiPort();
    }

    private void awaitBooted() {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!booted()) {
            if (process.awaitEnd(POLL)) {
                throw failure("did not start: it ended with status " + process.status(), null);
            }
            if (Instant.now().isAfter(limit)) {
                throw failure("did not start within " + START_LIMIT.toSeconds() + " s", null);
            }
        }
    }

    private boolean booted() {
        try {
            // Commands such as this second one and `core stop now` come a moment after Asterisk calls itself fully
            // booted.
            return console.run("core waitfullybooted", START_LIMIT).contains("fully booted")
                    && console.run("core show version", COMMAND_LIMIT).startsWith("Asterisk ");
        } catch (IOException notYet) {
            return false;
        }
    }

    private void requireListening() {
        try {
            ManagerSession.connect(host(), amiPort()).close();
            new Socket(host(), httpPort()).close();
        } catch (IOException e) {
            throw failure(
                    "runs, but AMI at %s:%d or HTTP at port %d does not accept: %s"
                            .formatted(host(), amiPort(), httpPort(), e.getMessage()),
                    e);
        }
    }

    private AsteriskException failure(String what, Exception cause) {
        return new AsteriskException(
                this + " " + what + "\n--- end of its log in " + folder.path() + "/log ---\n" + logTail(LINES_TOLD),
                cause);
    }
}
