package io.jackfield.itests.benchmarks.agi.calls;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whole sessions of clients that call again as soon as their session has ended. Everything that the server tells is answered at
 * once, so that its time is all that is measured.
 */
public final class Sessions implements Closeable {

    private static final int THREADS = 2;
    private static final int PATIENCE_SECONDS = 60;
    private static final byte[] DONE = "200 result=0\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "200 result=1 (4711)\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PLAYED = "200 result=0 endpos=8000\n".getBytes(StandardCharsets.US_ASCII);

    private final List<CallLoop> loops = new ArrayList<>();

    public Sessions() throws IOException {
        for (int i = 0; i < THREADS; i++) {
            loops.add(new CallLoop());
        }
    }

    /**
     * Runs sessions.
     *
     * @param clients how many at the same time
     * @param warmUp sessions before those that count, so that these do not begin all at once
     * @param sessions that count
     * @param commands that each must have been told at least before the server ends it
     * @throws IllegalStateException if one ended too early, or the server takes more than a minute
     */
    public SessionTimes run(InetSocketAddress server, int clients, int warmUp, int sessions, int commands)
            throws InterruptedException {
        Run run = new Run(server, warmUp, sessions, commands);
        for (int i = 0; i < Math.min(clients, warmUp + sessions); i++) {
            CallLoop loop = loops.get(i % loops.size());
            loop.execute(run.new Client(loop)::call);
        }
        return run.times();
    }

    @Override
    public void close() {
        loops.forEach(CallLoop::close);
    }

    private static final class Run {

        private final InetSocketAddress server;
        private final int warmUp;
        private final int commands;
        private final long[] nanos;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger cut = new AtomicInteger();
        private final CountDownLatch left;
        private volatile long began;

        private Run(InetSocketAddress server, int warmUp, int sessions, int commands) {
            this.server = server;
            this.warmUp = warmUp;
            this.commands = commands;
            nanos = new long[sessions];
            left = new CountDownLatch(sessions);
        }

        private SessionTimes times() throws InterruptedException {
            if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        left.getCount() + " sessions have not ended after " + PATIENCE_SECONDS + " s");
            }
            long took = System.nanoTime() - began;
            if (cut.get() > 0) {
                throw new IllegalStateException("the server ended " + cut + " sessions before the last command");
            }
            Arrays.sort(nanos);
            return new SessionTimes(took, nanos);
        }

        private final class Client implements Caller {

            private final CallLoop loop;
            private int session;
            private int told;
            private long dialled;

            private Client(CallLoop loop) {
                this.loop = loop;
            }

            private void call() {
                session = next.getAndIncrement();
                if (session < warmUp + nanos.length) {
                    told = 0;
                    dialled = System.nanoTime();
                    if (session == warmUp) {
                        began = dialled;
                    }
                    loop.dial(server, this);
                }
            }

            @Override
            public void connected(Line line) {
                line.say(Environment.of(session));
            }

            @Override
            public void heard(Line line, String text) {
                told++;
                line.say(text.startsWith("GET ") ? VALUE : text.startsWith("STREAM ") ? PLAYED : DONE);
            }

            @Override
            public void closed(Line line) {
                if (session >= warmUp) {
                    nanos[session - warmUp] = System.nanoTime() - dialled;
                    if (told < commands) {
                        cut.incrementAndGet();
                    }
                    left.countDown();
                }
                loop.execute(this::call);
            }
        }
    }
}
