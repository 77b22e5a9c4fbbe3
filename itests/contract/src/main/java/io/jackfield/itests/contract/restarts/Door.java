package io.jackfield.itests.contract.restarts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Knocks at a port of a PBX that is down until it is opened, on a thread of its own. */
public final class Door implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int LIMIT_SECONDS = 30;

    private final InetSocketAddress address;
    private final CompletableFuture<Long> opened = new CompletableFuture<>();
    private final Thread thread = new Thread(this::knock, "door");

    private Door(InetSocketAddress address) {
        this.address = address;
    }

    /** Begins to knock, every two milliseconds. */
    public static Door at(String host, int port) {
        Door door = new Door(new InetSocketAddress(host, port));
        door.thread.setDaemon(true);
        door.thread.start();
        return door;
    }

    /**
     * When the port accepted, as {@link System#nanoTime} counts.
     *
     * @throws IllegalStateException if it has not done so within 30 seconds
     */
    public long openedAt() {
        try {
            return opened.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    e.getCause() instanceof TimeoutException
                            ? address + " did not accept within " + LIMIT_SECONDS + " s"
                            : "the knocking at " + address + " was ended",
                    e);
        }
    }

    private void knock() {
        while (!opened.isDone()) {
            try (Socket socket = new Socket()) {
                socket.connect(address, CONNECT_MILLIS);
                opened.complete(System.nanoTime());
            } catch (IOException closed) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Ends the knocking. */
    @Override
    public void close() {
        opened.cancel(false);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
