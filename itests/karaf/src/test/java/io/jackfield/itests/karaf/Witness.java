package io.jackfield.itests.karaf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A manager login by bare socket, which has nothing to do with the bundles under test: it raises UserEvents {@code Numbered} whose
 * header {@code N} counts up from 1, and notes when the PBX told it of each.
 */
final class Witness implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(10);

    private final Socket socket;
    private final OutputStream out;
    private final ScheduledExecutorService raising = Executors.newSingleThreadScheduledExecutor();
    private final Map<Integer, Instant> seen = new ConcurrentHashMap<>();
    private volatile int raised;
    private volatile IOException trouble;

    Witness(int port, String user, String secret) throws Exception {
        socket = new Socket("127.0.0.1", port);
        out = socket.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        send("Login", "Username: " + user, "Secret: " + secret, "Events: user");
        String line = in.readLine();
        while (!line.startsWith("Response: ")) {
            line = in.readLine();
        }
        if (!line.endsWith("Success")) {
            throw new IOException("the witness could not log in: " + line);
        }
        new Thread(() -> read(in), "witness").start();
        raising.scheduleAtFixedRate(this::raise, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void raise() {
        try {
            send("UserEvent", "UserEvent: Numbered", "N: " + (raised + 1));
            raised++;
        } catch (IOException e) {
            trouble = e;
        }
    }

    private void send(String action, String... headers) throws IOException {
        String frame = "Action: " + action + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(frame.getBytes(StandardCharsets.US_ASCII));
    }

    private void read(BufferedReader in) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("N: ")) {
                    seen.put(Integer.valueOf(line.substring(3)), Instant.now());
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                trouble = e;
            }
        }
    }

    /** How many events there were so far. */
    int raised() {
        return raised;
    }

    /** When the PBX told of an event. */
    Instant seen(int number) {
        return seen.get(number);
    }

    /** Raises no more and waits for the last event; returns its number. */
    int last() throws Exception {
        raising.shutdown();
        raising.awaitTermination(5, TimeUnit.SECONDS);
        Operator.await("the witness saw every event", () -> {
            if (trouble != null) {
                throw trouble;
            }
            return seen.size() == raised;
        });
        return raised;
    }

    @Override
    public void close() throws IOException {
        raising.shutdownNow();
        socket.close();
    }
}
