package io.jackfield.manager.internal;

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
final class EventHub {

    private static final StreamSubscription[] NONE = {};

    private final List<StreamSubscription> subscriptions = new ArrayList<>();
    private volatile StreamSubscription[] flowing = NONE;
    private Origin live;
    private boolean closed;

    /** Whether events flow. */
    synchronized boolean isLive() {
        return live != null;
    }

    synchronized boolean hasSubscriptions() {
        return !subscriptions.isEmpty();
    }

    /** Adds a subscription; if events flow already it begins at once. A closed hub leaves it free for another. */
    synchronized void add(StreamSubscription subscription) {
        if (closed) {
            subscription.detached();
            return;
        }
        if (subscription.isClosed()) {
            return;
        }
        subscriptions.add(subscription);
        if (live != null) {
            subscription.begin(live);
            flowing = subscriptions.toArray(NONE);
        }
    }

    synchronized void remove(StreamSubscription subscription) {
        subscriptions.remove(subscription);
        if (live != null) {
            flowing = subscriptions.toArray(NONE);
        }
    }

    /** This login's event mask is set: all subscriptions begin. Called on the reader thread, between two frames. */
    synchronized void begin(Origin origin) {
        if (live == null) {
            live = origin;
            // A copy: a subscription whose executor is gone leaves at once.
            List.copyOf(subscriptions).forEach(subscription -> subscription.begin(origin));
            flowing = subscriptions.toArray(NONE);
        }
    }

    /** The login is lost; events may be missing since that time. */
    synchronized void interrupt(Instant since) {
        if (live != null) {
            live = null;
            flowing = NONE;
            subscriptions.forEach(subscription -> subscription.interrupt(since));
        }
    }

    /** The connection is closed: subscriptions deliver what they have and are free for another connection. */
    synchronized void close(Instant now) {
        closed = true;
        interrupt(now);
        subscriptions.forEach(StreamSubscription::detached);
        subscriptions.clear();
    }

    /** Offers an event to everyone; the view is only copied if somebody wants it. */
    void publish(Headers view, Origin origin, long sequence) {
        ManagerEvent event = null;
        for (StreamSubscription subscription : flowing) {
            if (!subscription.filter().test(view)) {
                subscription.countFiltered();
                continue;
            }
            if (event == null) {
                event = new ManagerEvent(view.copy(), origin, sequence);
            }
            subscription.offer(event);
        }
    }
}
