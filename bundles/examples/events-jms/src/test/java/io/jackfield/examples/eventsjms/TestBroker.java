package io.jackfield.examples.eventsjms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/** A broker in a JVM of its own, always at the same port and with the same folder: it can be killed as if its machine had failed. */
final class TestBroker implements AutoCloseable {

    private final Path folder;
    private final long storeLimit;
    private final int port;
    private Process process;

    /** @param storeLimit in bytes */
    TestBroker(Path folder, long storeLimit) throws IOException {
        this.folder = folder;
        this.storeLimit = storeLimit;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Returns when clients can connect. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TestBroker.class.getName(),
                        url(),
                        folder.toString(),
                        Long.toString(storeLimit))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("the broker does not run: " + line);
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

    /** In the other JVM; it ends with the pipe to its parent. */
    public static void main(String[] args) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        KahaDBPersistenceAdapter files = new KahaDBPersistenceAdapter();
        files.setDirectory(Path.of(args[1]).toFile());
        files.setJournalMaxFileLength(256 << 10);
        files.setCheckpointInterval(200);
        files.setCleanupInterval(200);
        broker.setPersistenceAdapter(files);
        broker.getSystemUsage().setSendFailIfNoSpace(true);
        broker.getSystemUsage().getStoreUsage().setLimit(Long.parseLong(args[2]));
        broker.addConnector(args[0]);
        broker.start();
        broker.waitUntilStarted();
        OutputStream out = System.out;
        out.write("ready\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        Runtime.getRuntime().halt(0);
    }
}
