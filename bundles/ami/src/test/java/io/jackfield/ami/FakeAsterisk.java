package io.jackfield.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A manager port on a socket: one thread per session, actions answered one after the other. */
final class FakeAsterisk implements AutoCloseable {

    static final String USER = "jack";
    static final String SECRET = "hunter2-is-secret";

    final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
    /** What each read of a socket gave: of a TLS socket, one record. */
    final List<String> reads = new CopyOnWriteArrayList<>();

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile Socket current;

    FakeAsterisk(int port) throws IOException {
        this(new ServerSocket());
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        run("acceptor", this::accept);
    }

    /** On a socket that listens already. */
    static FakeAsterisk at(ServerSocket server) {
        FakeAsterisk asterisk = new FakeAsterisk(server);
        asterisk.run("acceptor", asterisk::accept);
        return asterisk;
    }

    private FakeAsterisk(ServerSocket server) {
        this.server = server;
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> actionNames() {
        return actions.stream().map(action -> action.get("Action")).toList();
    }

    /** Sends a message to the newest session. */
    void send(String message) {
        try {
            current.getOutputStream().write((message.replace("\n", "\r\n") + "\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the newest session. */
    void hangUp() throws IOException {
        current.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            sockets.add(socket);
            current = socket;
            run("session", () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.getOutputStream().write("Asterisk Call Manager/11.0.0\r\n".getBytes(UTF_8));
        BufferedReader in = new BufferedReader(new InputStreamReader(recorded(socket.getInputStream()), ISO_8859_1));
        Map<String, String> action = new LinkedHashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isEmpty()) {
                action.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
                continue;
            }
            actions.add(action);
            String answer = answer(action).replace("$ID", action.get("ActionID"));
            socket.getOutputStream().write(answer.replace("\n", "\r\n").getBytes(UTF_8));
            if (answer.startsWith("Response: Goodbye") || answer.contains("Authentication failed")) {
                socket.close();
                return;
            }
            action = new LinkedHashMap<>();
        }
    }

    private InputStream recorded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0) {
                    reads.add(new String(bytes, offset, count, ISO_8859_1));
                }
                return count;
            }
        };
    }

    private static String answer(Map<String, String> action) {
        return switch (action.get("Action")) {
            case "Challenge" -> "Response: Success\nActionID: $ID\nChallenge: 814207955\n\n";
            case "Login" ->
                key("814207955").equals(action.get("Key")) && USER.equals(action.get("Username"))
                        ? "Response: Success\nActionID: $ID\nMessage: Authentication accepted\n\n"
                        : "Response: Error\nActionID: $ID\nMessage: Authentication failed\n\n";
            case "Logoff" -> "Response: Goodbye\nActionID: $ID\nMessage: Thanks for all the fish.\n\n";
            case "Events" -> "Response: Success\nActionID: $ID\nEvents: On\n\n";
            case "CoreShowChannels" ->
                """
                Response: Success
                ActionID: $ID
                EventList: start
                Message: Channels will follow

                Event: CoreShowChannel
                ActionID: $ID
                Channel: Local/1@x

                Event: CoreShowChannelsComplete
                ActionID: $ID
                EventList: Complete
                ListItems: 1

                """;
            case "Silent" -> "";
            default -> "Response: Success\nActionID: $ID\nPing: Pong\n\n";
        };
    }

    private static String key(String challenge) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest((challenge + SECRET).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The socket was closed, here or there: the end of this thread's work.
                        Thread.currentThread().interrupt();
                    }
                },
                "fake-asterisk-" + name);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        try {
            for (Thread thread : threads) {
                thread.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
