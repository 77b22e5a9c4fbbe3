package io.jackfield.simulator.internal;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one thread on which a simulator does everything: sockets, timers and the PBX itself. */
final class PbxThread {

    private static final long QUIET_MILLIS = 0;
    private static final long STOP_MILLIS = 5_000;

    private final String name;
    private final NioEventLoopGroup group;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Thread thread;

    PbxThread(String name) {
        this.name = name;
        ThreadFactory threads = task -> {
            thread = new FastThreadLocalThread(task, "simulator-" + name);
            return thread;
        };
        group = new NioEventLoopGroup(1, threads);
    }

    EventLoopGroup group() {
        return group;
    }

    /** Has something done on the thread and waits for its result. What it throws is thrown here. */
    <T> T call(Supplier<T> task) {
        return result(() -> group.submit(task::get).get());
    }

    /** Has something done on the thread and waits for what it promises. */
    void await(Supplier<CompletableFuture<Void>> task) {
        CompletableFuture<Void> promised = call(task);
        ended.whenComplete((nothing, never) -> promised.completeExceptionally(closed()));
        result(promised::get);
    }

    /** Waits on the thread that asks; ends early if the simulator is closed. */
    void pause(Duration time) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        await(() -> {
            group.schedule(() -> over.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
            return over;
        });
    }

    private IllegalStateException closed() {
        return new IllegalStateException("Simulator '" + name + "' is closed");
    }

    private <T> T result(Callable<T> waiting) {
        try {
            return waiting.call();
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("Simulator '" + name + "' is closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                failure.addSuppressed(new IllegalStateException("Asked of the simulator from here"));
                throw failure;
            }
            throw new IllegalStateException("Simulator '" + name + "' failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for simulator '" + name + "'", e);
        } catch (Exception e) {
            throw new IllegalStateException("Simulator '" + name + "' failed", e);
        }
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return null;
        });
    }

    boolean isStopped() {
        return group.isShuttingDown();
    }

    /** Ends the thread and closes its sockets; waits until it is gone. */
    void stop() {
        ended.complete(null);
        group.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS, TimeUnit.MILLISECONDS);
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
