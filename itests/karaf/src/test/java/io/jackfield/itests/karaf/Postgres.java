package io.jackfield.itests.karaf;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL of the tests' own on a loopback port, from binaries that Maven fetches. The JVM that drives the tests unpacks it and, when it
 * ends in whatever way, takes it away again; tests in Karaf start and stop it. PostgreSQL never runs as root: if the tests do, it is nobody's.
 */
final class Postgres {
    static final String USER = "postgres";
    static final String PASSWORD = "s3cret-of-the-database";

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final String NOBODY = "65534";
    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final String port;

    private Postgres(Path folder, String port) {
        this.folder = folder;
        this.port = port;
    }

    /** The one that was unpacked for the tests; for use in Karaf. */
    static Postgres ofTheseTests() {
        return new Postgres(Path.of(System.getProperty("postgres.folder")), System.getProperty("postgres.port"));
    }

    /** Unpacks one and makes its database, but does not start it; for use in the JVM that drives the tests. */
    static Option unpacked() {
        try {
            Path folder = Files.createTempDirectory("postgres-");
            Postgres postgres = new Postgres(folder, Integer.toString(LoopbackPorts.next()));
            postgres.tieToThisJvm();
            postgres.unpack();
            postgres.createDatabase();
            return CoreOptions.composite(
                    systemProperty("postgres.folder").value(folder.toString()),
                    systemProperty("postgres.port").value(postgres.port));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no PostgreSQL for the tests: " + e.getMessage(), e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?socketTimeout=30";
    }

    void start() throws Exception {
        String options = "-h 127.0.0.1 -p " + port + " -k " + folder + " -c fsync=off";
        run(command(
                "pg_ctl", "start", "-w", "-t", "30", "-l", folder.resolve("log").toString(), "-o", options));
    }

    /** Ends it at once, its connections with it. */
    void stop() throws Exception {
        run(command("pg_ctl", "stop", "-m", "fast"));
    }

    /** A process that holds on to this JVM's end of a pipe, and clears away when that breaks. */
    private void tieToThisJvm() throws IOException {
        String clearAway = String.join(" ", command("pg_ctl", "stop", "-m", "immediate"));
        new ProcessBuilder("setsid", "sh", "-c", "cat; " + clearAway + "; rm -rf " + folder)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void unpack() throws IOException, InterruptedException {
        try (InputStream binaries = Postgres.class.getResourceAsStream(BINARIES)) {
            if (binaries == null) {
                throw new IOException("there is no " + BINARIES + " on the class path");
            }
            Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                    .inheritIO()
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            try (OutputStream archive = tar.getOutputStream()) {
                new XZInputStream(binaries).transferTo(archive);
            }
            if (tar.waitFor() != 0) {
                throw new IOException("tar cannot unpack " + BINARIES);
            }
        }
    }

    private void createDatabase() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (asRoot()) {
            run(List.of("chown", "-R", NOBODY, folder.toString()));
        }
        run(command("initdb", "-U", USER, "-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF-8", "--no-sync"));
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (asRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of("-D", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("postgres-", ".said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(said));
        }
        Files.delete(said);
    }

    private static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
