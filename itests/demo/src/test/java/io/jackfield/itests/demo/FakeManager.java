package io.jackfield.itests.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The manager port of a PBX, for one login, in the hands of a test. */
final class FakeManager implements AutoCloseable {
    private final ServerSocket pbx;
    private CompletableFuture<Socket> session;
    private BufferedReader input;

    FakeManager() throws IOException {
        pbx = new ServerSocket(0, 1, InetAddress.getByName(KarafFolder.HOST));
    }

    int port() {
        return pbx.getLocalPort();
    }

    /** Greets who connects, takes one message, and answers. */
    void answerLogin(String answer, List<String> login) {
        session = CompletableFuture.supplyAsync(() -> {
            try {
                Socket socket = pbx.accept();
                send(socket, "Asterisk Call Manager/11.0.0\r\n");
                input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                login.addAll(message());
                send(socket, answer);
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The connection, when the login was answered. */
    Socket session() {
        return session.join();
    }

    /** The lines of the next message. */
    List<String> message() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    void send(String text) throws IOException {
        send(session(), text);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (session != null && session.isDone()) {
            session().close();
        }
        pbx.close();
    }
}
