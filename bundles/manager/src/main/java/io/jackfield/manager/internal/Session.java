package io.jackfield.manager.internal;

import io.jackfield.manager.EventList;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.internal.stream.EventHub;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to log in, and if it succeeds one login: takes messages apart on the reader thread, in which responses never
 * wait behind events, and reports its beginning and end to the connection.
 */
final class Session implements LinkListener {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Origin origin;
    private final EventHub hub;
    private final FrameCounters counters;
    private final PendingActions pending;
    private final FrameDecoder decoder;
    private final Consumer<String> whenOpened;
    private final Consumer<String> whenClosed;
    private final Clock clock;
    private volatile Link link;
    private volatile long bytesReceived;
    private Instant lastHeard;
    private volatile String closeReason;
    private boolean unreadable;
    private volatile boolean refused;
    private long sequence;
    private boolean timestampsKnown;

    /**
     * @param whenOpened told the PBX's greeting
     * @param whenClosed told what the line says; {@link #endedBecause} may know better
     */
    Session(
            Origin origin,
            String actionIdPrefix,
            EventHub hub,
            FrameCounters counters,
            ScheduledExecutorService timer,
            Clock clock,
            Consumer<String> whenOpened,
            Consumer<String> whenClosed) {
        this.origin = origin;
        this.hub = hub;
        this.counters = counters;
        this.clock = clock;
        this.pending = new PendingActions(origin, actionIdPrefix, timer);
        this.decoder = new FrameDecoder(actionIdPrefix, this::frame);
        this.whenOpened = whenOpened;
        this.whenClosed = whenClosed;
    }

    Origin origin() {
        return origin;
    }

    int pendingActions() {
        return pending.size();
    }

    /** How many milliseconds the most patient of the pending actions may still wait. */
    long longestWait() {
        return pending.longestWait();
    }

    /** Changes whenever something arrives. */
    long bytesReceived() {
        return bytesReceived;
    }

    /** @param shape what follows the response and is part of the answer; null if only the response is wanted */
    CompletableFuture<EventList> send(ManagerAction action, Duration timeout, AnswerShape shape, Executor completion) {
        return pending.send(link, action, timeout, shape, completion);
    }

    /**
     * The same for whom the answer's place among the events matters.
     *
     * @param told of the answer on the reader thread, before anything that was received behind it is looked at; of a failure
     *     wherever it is noticed
     */
    void ask(ManagerAction action, Duration timeout, AnswerShape shape, BiConsumer<EventList, Throwable> told) {
        pending.ask(link, action, timeout, shape, told);
    }

    /** Ends this session; the connection hears of it with this reason once the line is closed. */
    void close(String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        Link open = link;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void opened(Link opened, String greeting) {
        link = opened;
        if (closeReason != null) {
            opened.close();
        } else {
            whenOpened.accept(greeting);
        }
    }

    /** Whether the PBX knows this session's user without a Login. */
    boolean isLoggedIn() {
        return link.isLoggedIn();
    }

    /** How often the PBX must hear of this session, if that is more often than this. */
    Duration atLeastEvery(Duration interval) {
        return link.lifetime()
                .map(lifetime -> lifetime.dividedBy(3))
                .filter(often -> often.compareTo(interval) < 0)
                .orElse(interval);
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        lastHeard = clock.instant();
        answered(bytes, offset, length);
    }

    @Override
    public void answered(byte[] bytes, int offset, int length) {
        if (unreadable) {
            // The line takes a moment to close, and the PBX goes on sending.
            return;
        }
        bytesReceived = bytesReceived + length;
        try {
            decoder.feed(bytes, offset, length);
        } catch (IllegalStateException unusable) {
            unreadable = true;
            close(unusable.getMessage());
        } finally {
            hub.flush();
        }
    }

    @Override
    public void unanswered(String actionId, boolean written, String reason) {
        pending.lost(actionId, written, reason);
    }

    @Override
    public void refused(String reason) {
        refused = true;
        closed(reason);
    }

    /** Whether it ended because the PBX does not want the user. */
    boolean wasRefused() {
        return refused;
    }

    @Override
    public void closed(String reason) {
        if (lastHeard != null) {
            // A dead line is noticed late: what may be missing begins after the last that was heard.
            hub.interrupt(lastHeard);
        }
        pending.close(endedBecause(reason));
        whenClosed.accept(reason);
    }

    /** Why this session ended: what was said when it was closed from here, else what the line says. */
    String endedBecause(String lineSays) {
        return closeReason == null ? lineSays : closeReason;
    }

    private void frame(Headers view) {
        if (view.isNamed(0, "Event")) {
            event(view);
        } else if (view.isNamed(0, "Response")) {
            boolean expected = pending.response(view);
            counters.response(expected);
            if (!expected) {
                LOG.debug("{}: nobody waits for this response any more", origin.connection());
            }
        } else {
            LOG.debug("{}: ignored {} lines that are neither response nor event", origin.connection(), view.size());
        }
    }

    private void event(Headers view) {
        long position = ++sequence;
        switch (pending.kindOf(view)) {
            case LIST_ITEM -> {
                counters.listItem();
                pending.listItem(new ManagerEvent(view.copy(), origin, position));
                return;
            }
            case OUTCOME -> {
                counters.controlEvent();
                pending.outcome(new ManagerEvent(view.copy(), origin, position));
            }
            case ASYNC -> {
                counters.asyncEvent();
                noteTimestamp(view);
            }
        }
        hub.publish(view, origin, position);
    }

    /** One event tells for all of a login, but not the {@code FullyBooted} that belongs to the login itself. */
    private void noteTimestamp(Headers view) {
        if (!timestampsKnown && !view.valueIs(0, "FullyBooted")) {
            timestampsKnown = true;
            counters.timestamps(view.indexOf("Timestamp") >= 0);
        }
    }
}
