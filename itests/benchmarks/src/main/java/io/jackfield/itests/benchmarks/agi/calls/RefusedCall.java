package io.jackfield.itests.benchmarks.agi.calls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A call that the server should have no room for. */
public final class RefusedCall {

    private static final int PATIENCE_MILLIS = 10_000;

    private RefusedCall() {}

    /**
     * Dials.
     *
     * @return nanoseconds until it was told {@code failure}
     * @throws IllegalStateException if it was told something else
     */
    public static long dial(InetSocketAddress server) throws IOException {
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server, PATIENCE_MILLIS);
            socket.getOutputStream().write(Environment.of(0));
            String answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (!"failure".equals(answer)) {
                throw new IllegalStateException("one call too many was told '" + answer + "', expected failure");
            }
            return System.nanoTime() - began;
        }
    }
}
