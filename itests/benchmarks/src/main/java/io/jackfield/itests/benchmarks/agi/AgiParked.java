package io.jackfield.itests.benchmarks.agi;

import io.jackfield.itests.benchmarks.Benchmark;
import io.jackfield.itests.benchmarks.Figure;
import io.jackfield.itests.benchmarks.agi.calls.CallLoop;
import io.jackfield.itests.benchmarks.agi.calls.ParkedCalls;
import io.jackfield.itests.benchmarks.agi.calls.RefusedCall;
import io.jackfield.itests.benchmarks.agi.calls.SlowPeers;
import io.jackfield.itests.benchmarks.agi.server.Processors;
import io.jackfield.itests.benchmarks.agi.server.Progress;
import io.jackfield.itests.benchmarks.agi.server.ServerProcess;
import io.jackfield.itests.benchmarks.agi.server.Servers;
import io.jackfield.itests.benchmarks.agi.server.Vitals;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What calls cost that wait for a key, all at the same time, and what happens to the server's limits meanwhile. */
public final class AgiParked implements Benchmark {

    private static final int REFUSALS = 50;
    private static final int SECONDS_TO_THROW_OUT = 15;
    private static final int SECONDS_TO_COMPLETE = 10;

    private final int calls;
    private final int hangups;
    private final int slowPeers;

    /** As it is meant to be run: half a minute. */
    public AgiParked() {
        this(10_000, 1000, 500);
    }

    /**
     * @param calls that are parked, which is as many as the server is allowed to take
     * @param hangups how many of them are hung up at once
     * @param slowPeers that hold a connection each while the calls come
     */
    public AgiParked(int calls, int hangups, int slowPeers) {
        this.calls = calls;
        this.hangups = hangups;
        this.slowPeers = slowPeers;
    }

    @Override
    public String name() {
        return "agi-parked";
    }

    @Override
    public List<Figure> run(PrintStream log) throws Exception {
        try (ServerProcess process = ServerProcess.start(Processors.shared());
                CallLoop loop = new CallLoop()) {
            InetSocketAddress server = process.start(Servers.PARKING, calls);
            ParkedCalls parked = new ParkedCalls(loop, server);
            // So that what the server needs but once is there before its heap is looked at.
            parked.park(hangups);
            parked.hangUp(hangups);
            awaitCompleted(process, hangups);
            Vitals before = process.vitals();

            long began = System.nanoTime();
            int served;
            double rampSeconds;
            try (SlowPeers slow = new SlowPeers(loop, server, slowPeers)) {
                served = parked.park(calls);
                rampSeconds = secondsSince(began);
                log.printf("%,d calls parked in %.1f s, beside %,d slow peers%n", served, rampSeconds, slowPeers);
                if (!slow.awaitThrownOut(SECONDS_TO_THROW_OUT)) {
                    throw new IllegalStateException("the server lets slow peers stay");
                }
            }
            Vitals after = process.vitals();
            double kib = (after.heapBytes() - before.heapBytes()) / 1024.0 / served;
            log.printf(
                    "heap after collections: %,d KiB before, %,d KiB with the calls; %d threads, %d of them of Java%n",
                    before.heapBytes() / 1024, after.heapBytes() / 1024, after.threads(), after.javaThreads());

            double refusalMillis = slowestRefusal(server);
            log.printf("%d calls too many were told so within %.1f ms each%n", REFUSALS, refusalMillis);
            hangUp(process, parked, log);
            return List.of(
                    Figure.atLeast(calls, "agi_parked_served", served),
                    Figure.atMost(32, "agi_parked_threads", after.threads()),
                    Figure.atMost(16, "agi_parked_kib_per_call", kib),
                    Figure.atMost(10, "agi_parked_ramp_s", rampSeconds),
                    Figure.atMost(100, "agi_saturated_refusal_ms", refusalMillis));
        }
    }

    private static double slowestRefusal(InetSocketAddress server) throws IOException {
        long slowest = 0;
        for (int i = 0; i < REFUSALS; i++) {
            slowest = Math.max(slowest, RefusedCall.dial(server));
        }
        return slowest / 1e6;
    }

    /** Some at once, whose places others then take; in the end all. */
    private void hangUp(ServerProcess process, ParkedCalls parked, PrintStream log)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        parked.hangUp(hangups);
        awaitCompleted(process, 2 * hangups);
        log.printf("%,d calls hung up at once were over in %.1f s%n", hangups, secondsSince(began));
        parked.park(hangups);
        Progress progress = process.progress();
        long expected = calls + 2L * hangups;
        if (progress.begun() != expected) {
            throw new IllegalStateException("the server began " + progress.begun() + " sessions for " + expected
                    + " calls: slow peers or calls too many took the others, or places were not given back");
        }
        parked.hangUp(calls);
        awaitCompleted(process, expected);
    }

    /** The server closes a line before its handler's future is done. */
    private static void awaitCompleted(ServerProcess process, long sessions) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_COMPLETE);
        Progress progress = process.progress();
        while (progress.completed() < sessions && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
            progress = process.progress();
        }
        if (progress.completed() != sessions) {
            throw new IllegalStateException(progress.completed() + " handlers have completed, expected " + sessions);
        }
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
