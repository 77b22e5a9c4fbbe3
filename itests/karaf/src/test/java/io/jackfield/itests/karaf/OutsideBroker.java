package io.jackfield.itests.karaf;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** A broker in a JVM of its own beside Karaf, which can be killed as if its machine had failed. Always at the same port. */
final class OutsideBroker implements AutoCloseable {
    private static final String CLASS_PATH = "outside.classpath";

    private final Path folder;
    private final int port;
    private Process process;

    OutsideBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Tells the tests in Karaf what the broker's JVM needs. Runs in the JVM that drives them. */
    static Option option() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String needed = Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes")
                        || List.of("activemq", "hawtbuf", "jakarta.jms", "slf4j").stream()
                                .anyMatch(new File(entry).getName()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
        return CoreOptions.systemProperty(CLASS_PATH).value(needed);
    }

    /** What its JVM needs, in the tests in Karaf. */
    static String classPath() {
        return System.getProperty(CLASS_PATH);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Returns when clients can connect. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        OutsideBrokerMain.class.getName(),
                        url(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.equals("ready")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the broker outside Karaf does not run");
        }
    }

    /** Returns when it is dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
