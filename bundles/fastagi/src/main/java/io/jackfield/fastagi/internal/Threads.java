package io.jackfield.fastagi.internal;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that all servers of a factory share: a fixed few, whatever the number of calls. */
public final class Threads implements AutoCloseable {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int IO = Math.max(1, Math.min(CORES / 2, 4));
    private static final int WORKERS = Math.max(4, CORES);
    private static final int CLOSE_SECONDS = 5;

    private final EventLoopGroup io = new NioEventLoopGroup(IO, new DefaultThreadFactory("jackfield-fastagi-io", true));
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("jackfield-fastagi-worker", true));

    public Threads() {
        workers.allowCoreThreadTimeOut(true);
    }

    /** Read and write, keep the time, and run the handlers that never block; nothing may block there. */
    EventLoopGroup io() {
        if (io.isShuttingDown()) {
            throw new IllegalStateException("The factory of this FastAGI server is closed");
        }
        return io;
    }

    /** Call the other handlers and complete their futures. What waits for one is bounded by the number of sessions. */
    ExecutorService workers() {
        return workers;
    }

    /** Ends them; servers are closed before. Blocks for up to ten seconds. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        io.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
