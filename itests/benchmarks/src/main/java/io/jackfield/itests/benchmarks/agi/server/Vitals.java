package io.jackfield.itests.benchmarks.agi.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * What a process needs.
 *
 * @param threads all of the process where the system tells that (Linux), those of the virtual machine included; elsewhere those
 *     that run Java
 * @param javaThreads those that run Java
 * @param heapBytes what is left on the heap after collections
 */
public record Vitals(int threads, int javaThreads, long heapBytes) {

    private static final int COLLECTIONS = 4;

    /** Of this process, now. Blocks for the collections. */
    static Vitals measure() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        int javaThreads = ManagementFactory.getThreadMXBean().getThreadCount();
        String[] all = Path.of("/proc/self/task").toFile().list();
        return new Vitals(
                all == null ? javaThreads : all.length,
                javaThreads,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
