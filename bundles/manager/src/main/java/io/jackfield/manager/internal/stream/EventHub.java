package io.jackfield.manager.internal.stream;

import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The subscriptions of one connection. Events reach them on the reader thread; an event object is made only if one of them
 * wants it.
 */
public final class EventHub {

    private static final StreamSubscription[] NONE = {};

    private final List<StreamSubscription> subscriptions = new ArrayList<>();
    private volatile StreamSubscription[] flowing = NONE;
    private Origin live;
    private EventNeeds sent = EventNeeds.NOTHING;
    private boolean closed;
    /** Subscriptions that have to be woken at the next flush. Reader thread only. */
    private final List<StreamSubscription> due = new ArrayList<>();

    public synchronized boolean hasSubscriptions() {
        return !subscriptions.isEmpty();
    }

    /** What all subscriptions together need from the PBX. */
    public synchronized EventNeeds needs() {
        EventNeeds needs = EventNeeds.NOTHING;
        for (StreamSubscription subscription : subscriptions) {
            needs = needs.plus(subscription.needs());
        }
        return needs;
    }

    /**
     * Adds a subscription; if its events flow already it begins at once. A closed hub leaves it free for another connection.
     */
    public synchronized void add(StreamSubscription subscription) {
        if (closed) {
            subscription.detached();
        } else if (!subscription.isClosed()) {
            subscriptions.add(subscription);
            beginWhatCan();
        }
    }

    public synchronized void remove(StreamSubscription subscription) {
        subscriptions.remove(subscription);
        refreshFlowing();
    }

    /**
     * This login's events flow, or more of them than before: the subscriptions that have all they need begin. Called on the
     * reader thread, between two frames.
     */
    public synchronized void begin(Origin origin, EventNeeds sentByPbx) {
        live = origin;
        sent = sentByPbx;
        beginWhatCan();
    }

    private void beginWhatCan() {
        if (live == null) {
            return;
        }
        List<Runnable> deliveries = new ArrayList<>();
        for (StreamSubscription subscription : subscriptions) {
            if (!subscription.isFlowing() && sent.covers(subscription.needs())) {
                deliveries.add(subscription.begin(live));
            }
        }
        refreshFlowing();
        deliveries.forEach(Runnable::run);
    }

    private void refreshFlowing() {
        flowing = subscriptions.stream().filter(StreamSubscription::isFlowing).toArray(StreamSubscription[]::new);
    }

    /** The login is lost; events may be missing since that time. */
    public synchronized void interrupt(Instant since) {
        live = null;
        flowing = NONE;
        subscriptions.forEach(subscription -> subscription.interrupt(since));
    }

    /** The connection is closed: subscriptions deliver what they have and are free for another connection. */
    public synchronized void close(Instant now) {
        closed = true;
        interrupt(now);
        subscriptions.forEach(StreamSubscription::detached);
        subscriptions.clear();
    }

    /**
     * Offers an event to everyone; the view is only copied if somebody wants it. Its delivery may wait for
     * {@link #flush}.
     */
    public void publish(Headers view, Origin origin, long sequence) {
        ManagerEvent event = null;
        for (StreamSubscription subscription : flowing) {
            if (!subscription.filter().test(view)) {
                subscription.countFiltered();
                continue;
            }
            if (event == null) {
                event = new ManagerEvent(view.copy(), origin, sequence);
            }
            if (subscription.enqueue(event)) {
                due.add(subscription);
            }
        }
    }

    /** Has everything delivered that was published. Once for all that was read at a time: waking a thread is dear. */
    public void flush() {
        due.forEach(StreamSubscription::submit);
        due.clear();
    }
}
