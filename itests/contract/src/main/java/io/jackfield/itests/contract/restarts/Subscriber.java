package io.jackfield.itests.contract.restarts;

import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A subscription, what was heard through it, and whether its account says the same. */
final class Subscriber implements AutoCloseable {
    private final String name;
    private final long pauseNanos;
    private final Watch watch = new Watch();
    private final Subscription subscription;

    /**
     * Subscribes.
     *
     * @param name for a person to read
     * @param pause how long it takes over each item
     */
    Subscriber(String name, ManagerConnection connection, SubscriptionOptions options, Duration pause) {
        this.name = name;
        this.pauseNanos = pause.toNanos();
        this.subscription = connection.subscribe(options, StreamListener.of(this::hear));
    }

    private void hear(StreamItem item) {
        watch.add(item);
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
    }

    Watch.Reading read() {
        return watch.read();
    }

    boolean isIdle() {
        SubscriptionStats stats = subscription.stats();
        return stats.queued() + stats.inFlight() == 0;
    }

    boolean isBalanced() {
        return subscription.stats().isBalanced();
    }

    /** What is wrong with its account while it is idle and the connection receives nothing; empty if nothing is. */
    List<String> misaccounted(ConnectionStats received) {
        SubscriptionStats account = subscription.stats();
        Watch.Reading heard = watch.read();
        long published = received.asyncEvents() + received.controlEvents();
        List<String> faults = new ArrayList<>();
        require(faults, account.isBalanced(), "does not add up");
        require(faults, account.offered() == published, published + " events received");
        require(faults, account.completed() == heard.events(), heard.events() + " events heard");
        require(faults, account.shed() == heard.shed(), heard.shed() + " events missing by what the gaps say");
        require(faults, account.failed() + account.discarded() == 0, "nothing to fail or discard");
        return faults.stream()
                .map(fault -> name + ": " + fault + ", but " + account)
                .toList();
    }

    /** What was wrong with its stream since this was asked the last time. */
    List<String> takeFaults() {
        return watch.takeFaults().stream().map(fault -> name + ": " + fault).toList();
    }

    private static void require(List<String> faults, boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    @Override
    public String toString() {
        return name + " " + watch.read() + " " + subscription.stats();
    }
}
