package io.jackfield.itests.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A manager login of its own that keeps every event, to see what an Asterisk does. */
final class EventRecorder implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Socket socket;
    private final Thread reader;
    private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();

    EventRecorder(Asterisk pbx) throws IOException {
        this(pbx.host(), pbx.amiPort(), pbx.reader());
    }

    EventRecorder(String host, int port, ManagerUser user) throws IOException {
        socket = new Socket(host, port);
        String login = "Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: on\r\n\r\n"
                .formatted(user.name(), user.secret());
        socket.getOutputStream().write(login.getBytes(StandardCharsets.UTF_8));
        reader = new Thread(this::record, "event recorder");
        reader.start();
        await("FullyBooted");
    }

    /** Waits for an event of this name, now or earlier, whose headers match: {@code Header=regular expression}. */
    Map<String, String> await(String name, String... headers) {
        return Awaitility.await(name + " with " + List.of(headers))
                .atMost(LIMIT)
                .until(() -> find(name, headers), Optional::isPresent)
                .orElseThrow();
    }

    Optional<Map<String, String>> find(String name, String... headers) {
        return events.stream().filter(event -> matches(event, name, headers)).findFirst();
    }

    /** Waits until Asterisk has closed the connection. */
    void awaitEnd() {
        Awaitility.await("end of the connection").atMost(LIMIT).until(() -> !reader.isAlive());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        awaitEnd();
    }

    private static boolean matches(Map<String, String> event, String name, String... headers) {
        if (!name.equals(event.get("Event"))) {
            return false;
        }
        for (String header : headers) {
            String[] parts = header.split("=", 2);
            if (!event.getOrDefault(parts[0], "").matches(parts[1])) {
                return false;
            }
        }
        return true;
    }

    private void record() {
        try (BufferedReader input =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            Map<String, String> event = new LinkedHashMap<>();
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.isEmpty()) {
                    events.add(event);
                    event = new LinkedHashMap<>();
                } else {
                    String[] header = line.split(": ?", 2);
                    event.put(header[0], header.length == 2 ? header[1] : "");
                }
            }
        } catch (IOException closed) {
            // The end of the recording, by close() or by a crash of Asterisk.
        }
    }
}
