package io.jackfield.itests.benchmarks.agi.calls;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that the server lets wait for a key, and where nobody presses one. For one thread, which its methods block. */
public final class ParkedCalls {

    /** How many calls a PBX sets up at the same time. */
    private static final int AT_ONCE = 256;

    private static final int PATIENCE_SECONDS = 60;
    private static final byte[] HANGUP = "200 result=-1\nHANGUP\n".getBytes(StandardCharsets.US_ASCII);

    private final CallLoop loop;
    private final InetSocketAddress server;

    // All of these belong to the thread of the loop.
    private final Set<Line> parked = new LinkedHashSet<>();
    private int dialled;
    private int toDial;
    private int unsettled;
    private CompletableFuture<Integer> whenSettled;

    public ParkedCalls(CallLoop loop, InetSocketAddress server) {
        this.loop = loop;
        this.server = server;
    }

    /**
     * Dials so many more calls, and waits until each of them is parked or over.
     *
     * @return how many are parked now
     */
    public int park(int calls) throws InterruptedException {
        return settle(calls, () -> {
            toDial = calls;
            for (int i = 0; i < AT_ONCE; i++) {
                dialNext();
            }
        });
    }

    /**
     * Hangs up the oldest calls, all at once as when a trunk fails, and waits until the server has closed their lines.
     *
     * @return how many are parked now
     */
    public int hangUp(int calls) throws InterruptedException {
        return settle(calls, () -> {
            Iterator<Line> oldest = List.copyOf(parked).iterator();
            for (int i = 0; i < calls; i++) {
                oldest.next().say(HANGUP);
            }
        });
    }

    private int settle(int calls, Runnable action) throws InterruptedException {
        CompletableFuture<Integer> settled = new CompletableFuture<>();
        loop.execute(() -> {
            unsettled = calls;
            whenSettled = settled;
            action.run();
        });
        try {
            return settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the server does not bring " + calls + " calls to an end or to rest in " + PATIENCE_SECONDS + " s",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void dialNext() {
        if (toDial > 0) {
            toDial--;
            loop.dial(server, new Call(dialled++));
        }
    }

    private void settled() {
        unsettled--;
        if (unsettled == 0) {
            whenSettled.complete(parked.size());
        }
    }

    private final class Call implements Caller {

        private final int number;

        private Call(int number) {
            this.number = number;
        }

        @Override
        public void connected(Line line) {
            line.say(Environment.of(number));
        }

        @Override
        public void heard(Line line, String text) {
            if (text.startsWith("WAIT FOR DIGIT")) {
                parked.add(line);
                settled();
                dialNext();
            }
        }

        @Override
        public void closed(Line line) {
            boolean wasParked = parked.remove(line);
            settled();
            if (!wasParked) {
                dialNext();
            }
        }
    }
}
