package io.jackfield.itests.asterisk;

import io.jackfield.itests.asterisk.internal.ManagerSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Places real calls through an {@link Asterisk}: callers with names and numbers ring desks, wait in a queue and meet in a conference,
 * all over Local channels. It logs in as the user admin and tells exactly which calls it placed. For one thread.
 */
public final class CallGenerator implements AutoCloseable {
    private static final List<String> NAMES = List.of(
            "Ada Brandt",
            "Boris Klein",
            "Chiara Rossi",
            "Dmitri Orlov",
            "Elena Marin",
            "Femi Okafor",
            "Greta Lund",
            "Hugo Blanc");

    private static final Duration POLL = Duration.ofMillis(100);

    private final Asterisk pbx;
    private final ManagerSession session;
    private final List<PlacedCall> placed = new ArrayList<>();

    /** The same calls every time, so that what fails can be repeated. */
    private final Random random = new Random(1);

    private final String idPrefix;

    /**
     * Logs in.
     *
     * @throws AsteriskException if that fails
     */
    public CallGenerator(Asterisk pbx) {
        this.pbx = pbx;
        idPrefix = "call-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        try {
            session = ManagerSession.connect(pbx.host(), pbx.amiPort());
        } catch (IOException e) {
            throw new AsteriskException("cannot place calls at " + pbx + ": " + e.getMessage(), e);
        }
        try {
            session.login(pbx.admin());
        } catch (AsteriskException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Places one call and returns when Asterisk has taken it on. The caller hangs up after the given time.
     *
     * @throws AsteriskException if Asterisk refuses it
     */
    public PlacedCall place(CallKind kind, Duration talk) {
        int number = placed.size();
        PlacedCall call = new PlacedCall(
                idPrefix + number, kind, "+4930555%04d".formatted(number % 10_000), NAMES.get(number % NAMES.size()));
        Map<String, String> originate = new LinkedHashMap<>();
        originate.put("Channel", "Local/caller@office/n");
        originate.put("Context", "office");
        originate.put("Exten", kind.extension());
        originate.put("Priority", "1");
        originate.put("CallerID", "\"" + call.callerName() + "\" <" + call.callerNumber() + ">");
        originate.put("Variable", "TALK=" + talk.toMillis() / 1000.0);
        originate.put("ChannelId", call.uniqueId());
        originate.put("Async", "true");
        session.send("Originate", originate);
        placed.add(call);
        return call;
    }

    /**
     * Places calls of all kinds in turn, one to four seconds long, evenly spaced; returns after the last.
     *
     * @param listener is told of each call when it is placed, on the calling thread
     */
    public void place(int calls, double perSecond, Consumer<PlacedCall> listener) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            pauseUntil(start + (long) (i / perSecond * 1e9));
            CallKind kind = CallKind.values()[i % CallKind.values().length];
            listener.accept(place(kind, Duration.ofMillis(1_000 + random.nextInt(3_000))));
        }
    }

    /** All calls placed so far, in order. */
    public List<PlacedCall> placed() {
        return List.copyOf(placed);
    }

    /**
     * Waits until none of the placed calls is on the line any more.
     *
     * @throws AsteriskException if one still is after this time
     */
    public void awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (pbx.cli("core show channels concise").contains(idPrefix)) {
            if (System.nanoTime() > end) {
                throw new AsteriskException("calls still on the line after " + limit.toSeconds() + " s:\n"
                        + pbx.cli("core show channels concise"));
            }
            pauseUntil(System.nanoTime() + POLL.toNanos());
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static void pauseUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsteriskException("interrupted while placing calls", e);
        }
    }
}
