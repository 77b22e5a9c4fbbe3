package io.jackfield.ajam.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which answers are read, for all connections, and the links that need them. The clients of {@code java.net.http}
 * have one more thread each, which ends by itself when the client is no longer used: Java 17 cannot close one.
 */
public final class HttpThreads implements AutoCloseable {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    private final ScheduledExecutorService timer;
    private final ExecutorService executor;
    private final Set<AjamLink> links = ConcurrentHashMap.newKeySet();
    private final Object linkEnded = new Object();

    /** @param timer where deadlines are noticed */
    public HttpThreads(ScheduledExecutorService timer) {
        this.timer = timer;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "jackfield-ajam-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    ExecutorService executor() {
        return executor;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    void begun(AjamLink link) {
        links.add(link);
    }

    void ended(AjamLink link) {
        links.remove(link);
        synchronized (linkEnded) {
            linkEnded.notifyAll();
        }
    }

    /** Waits up to three seconds until the links, which were closed before, have said farewell. */
    public void awaitFarewells() {
        long deadline = System.nanoTime() + LONGEST_FAREWELL.toNanos();
        synchronized (linkEnded) {
            try {
                for (long left = LONGEST_FAREWELL.toMillis();
                        !links.isEmpty() && left > 0;
                        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
                    linkEnded.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the threads; may block for up to five seconds. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
