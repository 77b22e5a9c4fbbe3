package io.jackfield.itests.benchmarks.ami;

import com.sun.management.ThreadMXBean;
import io.jackfield.itests.benchmarks.pbx.FakePbx;
import io.jackfield.itests.benchmarks.pbx.RecordedEvents;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets one client take in events as fast as it can. */
final class Ingest {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final RecordedEvents events = RecordedEvents.load();
    private final long count;

    /** Where a PBX is to be made for a client. */
    @FunctionalInterface
    interface Site {
        FakePbx open() throws IOException;
    }

    /**
     * One client's turn.
     *
     * @param arrived how many events its listener had
     * @param perSecond these, over the time from the first byte sent to the last event at the listener
     * @param bytesPerEvent what the client's threads allocated meanwhile
     */
    record Result(long arrived, double perSecond, double bytesPerEvent) {}

    /** @param count how many events it is sent */
    Ingest(long count) {
        this.count = count;
    }

    /** One turn, after which the client is logged off. */
    Result run(Client client, Site site) throws Exception {
        // The garbage of the turn before belongs to somebody else.
        System.gc();
        try (FakePbx pbx = site.open();
                Client.Login login = client.login(pbx.address())) {
            long allocatedBefore = allocated();
            long start = pbx.send(events, count);
            long end = awaitLast(login);
            long arrived = login.events();
            long allocated = allocated() - allocatedBefore;
            return new Result(arrived, arrived * 1e9 / (end - start), (double) allocated / arrived);
        }
    }

    /** As {@link #run}, for a client from which nothing less than every event is accepted. */
    Result runLossless(Client client, Site site) throws Exception {
        Result result = run(client, site);
        if (result.arrived != count) {
            throw new IllegalStateException(
                    client.name() + " had " + result.arrived + " of " + count + " events: the run is void");
        }
        return result;
    }

    /** When the last event was there: all of them, or as many as come before nothing comes any more. */
    private long awaitLast(Client.Login login) {
        long seen = login.events();
        long changed = System.nanoTime();
        while (seen < count && System.nanoTime() - changed < STALLED_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
            long now = login.events();
            if (now != seen) {
                seen = now;
                changed = System.nanoTime();
            }
        }
        return changed;
    }

    /** What all threads allocated so far but this one, which sends, and the PBX's own: those of the client, that is. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && thread.getThreadId() != Thread.currentThread().getId()
                    && !thread.getThreadName().startsWith(FakePbx.THREADS)) {
                sum += Math.max(0, threads.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return sum;
    }
}
