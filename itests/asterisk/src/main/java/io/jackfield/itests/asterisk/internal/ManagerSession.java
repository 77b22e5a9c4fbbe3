package io.jackfield.itests.asterisk.internal;

import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.ManagerUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A manager login without events, for actions that are answered by one response. It knows nothing of Jackfield's own client, which
 * it helps to test. For one thread.
 */
public final class ManagerSession implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader input;
    private final OutputStream output;

    private ManagerSession(Socket socket) throws IOException {
        this.socket = socket;
        input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        output = socket.getOutputStream();
        String banner = input.readLine();
        if (banner == null || !banner.startsWith("Asterisk Call Manager/")) {
            throw new IOException("expected the greeting of an Asterisk, got " + banner);
        }
    }

    /** Connects and reads the greeting, no more. */
    public static ManagerSession connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            return new ManagerSession(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public void login(ManagerUser user) {
        send("Login", Map.of("Username", user.name(), "Secret", user.secret(), "Events", "off"));
    }

    /**
     * Sends an action and waits for its response.
     *
     * @throws AsteriskException if Asterisk refuses it or the connection fails
     */
    public Map<String, String> send(String action, Map<String, String> headers) {
        try {
            StringBuilder lines = new StringBuilder("Action: " + action + "\r\n");
            headers.forEach((name, value) ->
                    lines.append(name).append(": ").append(value).append("\r\n"));
            output.write(lines.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            Map<String, String> response = read();
            while (!response.containsKey("Response")) {
                response = read();
            }
            if (!response.get("Response").equals("Success")) {
                throw new AsteriskException("Asterisk refused the action " + action + ": " + response.get("Message"));
            }
            return response;
        } catch (IOException e) {
            throw new AsteriskException("no answer to the action " + action + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> message = new LinkedHashMap<>();
        for (String line = input.readLine(); line == null || !line.isEmpty(); line = input.readLine()) {
            if (line == null) {
                throw new IOException("Asterisk closed the connection");
            }
            String[] header = line.split(": ?", 2);
            message.put(header[0], header.length == 2 ? header[1] : "");
        }
        return message;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AsteriskException("cannot close the manager connection: " + e.getMessage(), e);
        }
    }
}
