package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A manager connection of our own, which Jackfield has no hand in. May be used from any thread. */
final class ManagerLine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket = new Socket();
    private final Consumer<Map<String, String>> listener;
    private volatile IOException failure;

    /**
     * Logs in.
     *
     * @param listener is told of each event, one after the other
     * @throws DemoException if the PBX does not let it
     */
    ManagerLine(String host, int port, ManagerUser user, Consumer<Map<String, String>> listener) {
        this.listener = listener;
        try {
            ManagerMessages messages = login(host, port, user);
            Thread reader = new Thread(() -> read(messages), "manager-line");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            close();
            throw new DemoException(
                    "cannot listen to the PBX at " + host + ":" + port + " as " + user.name() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Sends an action; its answer is heard as any other message is.
     *
     * @param headers each a line such as {@code Exten: 100}
     * @throws DemoException if the connection is lost
     */
    synchronized void send(String action, String... headers) {
        try {
            write(action, headers);
        } catch (IOException e) {
            failure = e;
            requireHearing();
        }
    }

    /** @throws DemoException if something may have been missed, because the connection is lost */
    void requireHearing() {
        if (failure != null) {
            throw new DemoException("the witness lost its connection to the PBX: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new DemoException("cannot close the connection of the witness: " + e.getMessage(), e);
        }
    }

    private ManagerMessages login(String host, int port, ManagerUser user) throws IOException {
        socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        ManagerMessages messages = new ManagerMessages(socket.getInputStream());
        write("Login", "Username: " + user.name(), "Secret: " + user.secret(), "Events: on");
        Map<String, String> answer = messages.next();
        while (!answer.containsKey("Response")) {
            listener.accept(answer);
            answer = messages.next();
        }
        if (!answer.get("Response").equals("Success")) {
            throw new IOException(answer.get("Message"));
        }
        socket.setSoTimeout(0);
        return messages;
    }

    private void write(String action, String... headers) throws IOException {
        String message = "Action: " + action + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
    }

    private void read(ManagerMessages messages) {
        try {
            while (true) {
                listener.accept(messages.next());
            }
        } catch (IOException e) {
            failure = e;
        }
    }
}
