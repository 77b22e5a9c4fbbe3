package io.jackfield.simulator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The server of the README's example: asks one caller for a PIN and thanks. */
final class PinServer implements AutoCloseable {

    private final AgiServer server = new AgiServer();
    private final CompletableFuture<String> served = new CompletableFuture<>();
    private final Thread thread = new Thread(this::serve, "pin-server");

    PinServer() {
        thread.start();
    }

    int port() {
        return server.port();
    }

    private void serve() {
        try (AgiServer.Session session = server.accept()) {
            String digits = session.ask("GET DATA enter-pin 5000 4");
            session.ask("SET VARIABLE CUSTOMER Miller");
            session.ask("STREAM FILE thank-you \"\"");
            served.complete(digits);
        } catch (RuntimeException e) {
            served.completeExceptionally(e);
        }
    }

    /** Fails if the caller did not press the right digits. */
    void await() throws Exception {
        String reply = served.get(10, TimeUnit.SECONDS);
        if (!reply.equals("200 result=1234")) {
            throw new AssertionError(reply);
        }
    }

    @Override
    public void close() {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
