package io.jackfield.itests.contract.restarts;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What this JVM holds.
 *
 * @param threads the names of the threads that live
 * @param heapBytes used after a garbage collection
 */
record Footprint(List<String> threads, long heapBytes) {
    private static final int COLLECTIONS = 3;

    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        // The JDK keeps those that wait for processes a minute longer than it needs them.
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("process reaper"))
                .sorted()
                .toList();
        return new Footprint(threads, heap);
    }
}
