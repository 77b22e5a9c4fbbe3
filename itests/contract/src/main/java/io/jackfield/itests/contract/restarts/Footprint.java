package io.jackfield.itests.contract.restarts;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What this JVM holds on to.
 *
 * @param threads the names of the threads that live and will not end by themselves
 * @param heapBytes in use right after a garbage collection
 */
record Footprint(List<String> threads, long heapBytes) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    Footprint {
        threads = List.copyOf(threads);
    }

    /** Takes a second: what is there all the time counts, and not what comes and goes with the load. */
    static Footprint now() {
        List<String> fewest = threadsNow();
        long end = System.nanoTime() + SECOND;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
            List<String> threads = threadsNow();
            fewest = threads.size() < fewest.size() ? threads : fewest;
        }
        return new Footprint(fewest, heapNow());
    }

    /** As the collection left it: the load has allocated more by the time anybody looks. */
    private static long heapNow() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static List<String> threadsNow() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> !endsByItself(entry))
                .map(entry -> entry.getKey().getName())
                .sorted()
                .toList();
    }

    /** A thread of a cached pool that has nothing to do, and ends unless there is work for it within a minute. */
    private static boolean endsByItself(Map.Entry<Thread, StackTraceElement[]> entry) {
        return Arrays.stream(entry.getValue())
                .anyMatch(frame -> frame.getClassName().equals(SynchronousQueue.class.getName())
                        && frame.getMethodName().equals("poll"));
    }
}
