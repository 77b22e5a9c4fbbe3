package io.jackfield.manager;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How a subscriber wants its events. Immutable; begin with {@link #of} and change what differs.
 *
 * @param filter which events
 * @param queueSize how many may wait, at least 1
 * @param overflow what gives way beyond that
 * @param workers how many events may be with the listener at a time, at least 1; order is kept for each channel
 * @param snapshot the list actions whose answers follow the start, each loss and each shed stretch, each in a frame of its own
 * @param snapshotBytes how many bytes of snapshots may wait for the listener; a frame beyond that is cut short and says so
 * @param executor where the listener is called; null for the connection's own threads
 */
public record SubscriptionOptions(
        EventFilter filter,
        int queueSize,
        OverflowPolicy overflow,
        int workers,
        List<ManagerAction> snapshot,
        int snapshotBytes,
        Executor executor) {

    public static final int DEFAULT_QUEUE_SIZE = 10_000;
    public static final int DEFAULT_SNAPSHOT_BYTES = 16 * 1024 * 1024;

    public SubscriptionOptions {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(overflow, "overflow");
        snapshot = List.copyOf(snapshot);
        requireAtLeastOne("queueSize", queueSize);
        requireAtLeastOne("workers", workers);
        requireAtLeastOne("snapshotBytes", snapshotBytes);
        if (overflow == OverflowPolicy.RESYNC && snapshot.isEmpty()) {
            throw new IllegalArgumentException(
                    "overflow is RESYNC but no snapshot is asked for, expected at least one list action");
        }
    }

    private static void requireAtLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " is " + number + ", expected at least 1");
        }
    }

    /** These events, with the default bound, one after the other, dropping the oldest, on the connection's own threads. */
    public static SubscriptionOptions of(EventFilter filter) {
        return new SubscriptionOptions(
                filter, DEFAULT_QUEUE_SIZE, OverflowPolicy.DROP_OLDEST, 1, List.of(), DEFAULT_SNAPSHOT_BYTES, null);
    }

    public SubscriptionOptions withQueueSize(int events) {
        return new SubscriptionOptions(filter, events, overflow, workers, snapshot, snapshotBytes, executor);
    }

    /** What gives way; {@code RESYNC} needs a snapshot, which is asked for before. */
    public SubscriptionOptions withOverflow(OverflowPolicy policy) {
        return new SubscriptionOptions(filter, queueSize, policy, workers, snapshot, snapshotBytes, executor);
    }

    public SubscriptionOptions withWorkers(int number) {
        return new SubscriptionOptions(filter, queueSize, overflow, number, snapshot, snapshotBytes, executor);
    }

    public SubscriptionOptions withSnapshot(List<ManagerAction> lists) {
        return new SubscriptionOptions(filter, queueSize, overflow, workers, lists, snapshotBytes, executor);
    }

    public SubscriptionOptions withSnapshotBytes(int bytes) {
        return new SubscriptionOptions(filter, queueSize, overflow, workers, snapshot, bytes, executor);
    }

    public SubscriptionOptions withExecutor(Executor threads) {
        return new SubscriptionOptions(filter, queueSize, overflow, workers, snapshot, snapshotBytes, threads);
    }
}
