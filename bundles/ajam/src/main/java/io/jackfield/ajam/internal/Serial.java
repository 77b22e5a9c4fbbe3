package io.jackfield.ajam.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs tasks one after the other, each of them on some thread of an executor and seeing what those before it did. */
final class Serial implements Executor {

    private final Executor threads;
    private final Consumer<Throwable> whenDefective;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param whenDefective told what a task throws, in the task's turn; the next task runs all the same */
    Serial(Executor threads, Consumer<Throwable> whenDefective) {
        this.threads = threads;
        this.whenDefective = whenDefective;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException stopped) {
                // What is left to do is how to end.
                run();
            }
        }
    }

    private void run() {
        do {
            try {
                tasks.remove().run();
            } catch (RuntimeException | LinkageError defect) {
                whenDefective.accept(defect);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
