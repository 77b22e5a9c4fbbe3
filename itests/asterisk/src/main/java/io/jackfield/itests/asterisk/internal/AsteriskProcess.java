package io.jackfield.itests.asterisk.internal;

import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.AsteriskInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A running Asterisk with all processes and mounts that belong to it. It ends when this JVM ends, in whatever way: see the script
 * {@code run}.
 */
public final class AsteriskProcess {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

    private final Process process;

    private AsteriskProcess(Process process) {
        this.process = process;
    }

    /** Starts without waiting for anything; what it prints goes to {@code log/console} in the folder. */
    public static AsteriskProcess start(AsteriskInstallation installation, Path folder) {
        Path script = folder.resolve("run.sh");
        Scripts.copy("run", script);
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                script.toString(),
                "start",
                installation.tree().toString(),
                installation.program(),
                folder.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("log/console").toFile()));
        try {
            return new AsteriskProcess(builder.start());
        } catch (IOException e) {
            throw new AsteriskException("cannot run bash: " + e.getMessage(), e);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The exit status of a process that has ended. */
    public int status() {
        return process.exitValue();
    }

    /** Waits for its end; false if it still runs after this time. */
    public boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsteriskException("interrupted while waiting for Asterisk", e);
        }
    }

    /**
     * Sends a signal to Asterisk, not to those who watch over it.
     *
     * @param name without SIG, such as STOP
     */
    public void signal(String name) {
        String pid = Long.toString(asterisk().pid());
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new AsteriskException("cannot send SIG" + name + " to process " + pid);
            }
        } catch (IOException e) {
            throw new AsteriskException("cannot run kill: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsteriskException("interrupted while sending a signal to Asterisk", e);
        }
    }

    private ProcessHandle asterisk() {
        return process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/asterisk"))
                .findFirst()
                .orElseThrow(() -> new AsteriskException("Asterisk does not run"));
    }

    /** Ends it by SIGKILL. When this returns nothing of it is left: no process, no port, no mount. */
    public void kill() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AsteriskException("cannot let go of Asterisk: " + e.getMessage(), e);
        }
        if (!awaitEnd(KILL_LIMIT)) {
            process.destroyForcibly();
            throw new AsteriskException("Asterisk did not end within " + KILL_LIMIT.toSeconds() + " s of being killed");
        }
    }
}
