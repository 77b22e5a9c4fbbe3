package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still until it is moved; then everything that falls due is done in its order at its instant. */
public final class ManualTimeline implements Timeline {

    private record Entry(Instant due, long order, Runnable task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private Instant now;
    private long order;

    public ManualTimeline(Instant start) {
        now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Entry entry = new Entry(now.plus(delay), order++, task);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    public void advance(Duration duration) {
        Instant end = now.plus(duration);
        while (!entries.isEmpty() && !entries.peek().due().isAfter(end)) {
            Entry next = entries.poll();
            now = next.due();
            next.task().run();
        }
        now = end;
    }
}
