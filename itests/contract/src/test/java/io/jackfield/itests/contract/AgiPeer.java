package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A server that is none of ours, for the ways in which one can break off. It takes one connection. */
final class AgiPeer implements AutoCloseable {
    /** What it does with the connection. */
    interface Manners {
        void treat(Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final CompletableFuture<Void> treated;

    AgiPeer(Manners manners) {
        try {
            listener = new ServerSocket(LoopbackPorts.next(), 1, InetAddress.getByName(LoopbackPorts.HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        treated = CompletableFuture.runAsync(() -> {
            try (Socket connection = listener.accept()) {
                manners.treat(connection);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Reads the environment, then sends this and closes when all that was asked for has come. */
    static AgiPeer saying(String lines) {
        return new AgiPeer(connection -> {
            readEnvironment(connection);
            connection.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        });
    }

    static void readEnvironment(Socket connection) throws IOException {
        int before = 0;
        for (int b = connection.getInputStream().read();
                b >= 0;
                b = connection.getInputStream().read()) {
            if (b == '\n' && before == '\n') {
                return;
            }
            before = b;
        }
        throw new IOException("the environment has no end");
    }

    /** The channel variable that leads a call here. */
    String variable() {
        return "AGI_PORT=" + listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Scene.get(treated);
    }
}
