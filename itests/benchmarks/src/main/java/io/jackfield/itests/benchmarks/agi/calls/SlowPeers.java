package io.jackfield.itests.benchmarks.agi.calls;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Peers that send an environment byte by byte and never come to its end, so as to hold what the server gives them ("slow
 * loris"). One that is thrown out comes back.
 */
public final class SlowPeers implements Closeable {

    private static final int MILLIS_PER_BYTE = 500;
    private static final byte[] ENVIRONMENT = Environment.of(0);

    private final CallLoop loop;
    private final InetSocketAddress server;
    private final CountDownLatch thrownOut;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    // These belong to the thread of the loop.
    private final Map<Line, Integer> sent = new HashMap<>();
    private boolean over;

    /** @param peers how many */
    public SlowPeers(CallLoop loop, InetSocketAddress server, int peers) {
        this.loop = loop;
        this.server = server;
        thrownOut = new CountDownLatch(peers);
        loop.execute(() -> {
            for (int i = 0; i < peers; i++) {
                loop.dial(server, new Peer());
            }
        });
        clock.scheduleAtFixedRate(
                () -> loop.execute(this::sendOneByteEach), MILLIS_PER_BYTE, MILLIS_PER_BYTE, TimeUnit.MILLISECONDS);
    }

    private void sendOneByteEach() {
        for (Map.Entry<Line, Integer> peer : Map.copyOf(sent).entrySet()) {
            int position = peer.getValue();
            peer.getKey().say(new byte[] {ENVIRONMENT[position]});
            sent.replace(peer.getKey(), position + 1);
        }
    }

    /** Waits until as many were thrown out as there are; false if that takes longer. */
    public boolean awaitThrownOut(int seconds) throws InterruptedException {
        return thrownOut.await(seconds, TimeUnit.SECONDS);
    }

    /** They go away. */
    @Override
    public void close() {
        clock.shutdownNow();
        loop.execute(() -> {
            over = true;
            sent.keySet().forEach(Line::hangUp);
        });
    }

    private final class Peer implements Caller {

        @Override
        public void connected(Line line) {
            sent.put(line, 0);
        }

        @Override
        public void heard(Line line, String text) {
            // It is told 'failure', and the line closed.
        }

        @Override
        public void closed(Line line) {
            sent.remove(line);
            thrownOut.countDown();
            if (!over) {
                loop.dial(server, this);
            }
        }
    }
}
