package io.jackfield.itests.benchmarks.agi.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What one would write without a library: a thread for each session, taken from those that are idle, and plain streams. */
final class ThreadPerSessionServer implements Server {

    static final int BACKLOG = 4096;

    private final ServerSocket port = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final ExecutorService sessions = Executors.newCachedThreadPool();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();

    ThreadPerSessionServer() throws IOException {
        sessions.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket line = port.accept();
                sessions.execute(() -> serve(line));
            }
        } catch (SocketException closed) {
            // That is how it ends.
        } catch (IOException e) {
            System.err.println("the plain server accepts no more connections: " + e);
        }
    }

    private void serve(Socket line) {
        begun.incrementAndGet();
        try (line) {
            line.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8), 1024);
            Map<String, String> environment = new HashMap<>();
            for (String text = in.readLine(); text != null && !text.isEmpty(); text = in.readLine()) {
                int colon = text.indexOf(':');
                environment.put(
                        text.substring(0, colon), text.substring(colon + 1).trim());
            }
            OutputStream out = line.getOutputStream();
            for (String command : FiveCommands.LINES) {
                out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
                String reply = in.readLine();
                if (reply == null || !reply.startsWith("200 ")) {
                    throw new IOException("the reply to " + command + " is " + reply);
                }
            }
            completed.incrementAndGet();
        } catch (IOException e) {
            System.err.println("the plain server lost a session: " + e);
        }
    }

    @Override
    public int port() {
        return port.getLocalPort();
    }

    @Override
    public Progress progress() {
        return new Progress(begun.get(), completed.get());
    }

    @Override
    public void close() throws IOException {
        port.close();
        sessions.shutdown();
    }
}
