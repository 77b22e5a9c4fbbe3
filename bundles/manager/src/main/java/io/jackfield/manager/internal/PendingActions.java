package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.manager.Origin;
import io.jackfield.manager.spi.Link;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The actions of one login that wait for their answers, told apart by {@code ActionID}. The ids begin with something
 * nobody can guess, because others can make the PBX broadcast events with an ActionID of their choice, and stay short,
 * because Asterisk truncates long ones together with their line end.
 */
final class PendingActions {

    /** What an event that arrives is for. */
    enum EventKind {
        /** Everybody. */
        ASYNC,
        /** The list action that asked for it, and nobody else. */
        LIST_ITEM,
        /** The Originate it ends, and everybody. */
        OUTCOME
    }

    private final Map<String, PendingAction> pending = new ConcurrentHashMap<>();
    private final AtomicLong counter = new AtomicLong();
    private final Origin origin;
    private final String prefix;
    private final ScheduledExecutorService timer;
    private volatile String closedBecause;
    /** The list whose items arrive now. Known to the reader thread only. */
    private String openList;

    PendingActions(Origin origin, String prefix, ScheduledExecutorService timer) {
        this.origin = origin;
        this.prefix = prefix;
        this.timer = timer;
    }

    /** @param shape what follows the response and is part of the answer; null if only the response is wanted */
    CompletableFuture<EventList> send(
            Link link, ManagerAction action, Duration timeout, AnswerShape shape, Executor completion) {
        String id = nextId();
        PendingAction waiting = new PendingAction(action, shape, completion, () -> pending.remove(id));
        send((what, as, patience) -> link.send(what, as, patience), id, waiting, timeout);
        return waiting.result;
    }

    /**
     * The same for whom the answer's place among the events matters.
     *
     * @param told of the answer on the reader thread, before anything that was received behind it is looked at; of a failure
     *     wherever it is noticed
     */
    void ask(
            Link link,
            ManagerAction action,
            Duration timeout,
            AnswerShape shape,
            BiConsumer<EventList, Throwable> told) {
        String id = nextId();
        PendingAction waiting = new PendingAction(action, shape, Runnable::run, () -> pending.remove(id));
        // Before it is sent: the answer may be there sooner than the sending thread goes on.
        waiting.result.whenComplete(told);
        send((what, as, patience) -> link.sendInPlace(what, as, patience), id, waiting, timeout);
    }

    private String nextId() {
        return prefix + Long.toString(counter.incrementAndGet(), Character.MAX_RADIX);
    }

    /** One of the two ways to hand an action to a link. */
    private interface Way {
        boolean send(ManagerAction action, String actionId, Duration patience);
    }

    private void send(Way way, String id, PendingAction waiting, Duration timeout) {
        ManagerAction action = waiting.action;
        pending.put(id, waiting);
        try {
            if (closedBecause == null && way.send(action, id, timeout)) {
                waiting.timeOutBy(timer.schedule(
                        () -> abandon(id, new ManagerTimeoutException(origin.connection(), action, timeout)),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS));
            } else {
                String reason = closedBecause == null
                        ? "the line is closing, or the PBX does not read what is sent"
                        : closedBecause;
                abandon(id, new ConnectionLostException(origin.connection(), action, false, reason));
            }
        } catch (IllegalArgumentException unsendable) {
            abandon(id, unsendable);
        } catch (RejectedExecutionException stopped) {
            abandon(id, new ConnectionLostException(origin.connection(), action, true, "Jackfield is stopping"));
        }
    }

    /** This one gets no answer. */
    void lost(String id, boolean written, String reason) {
        PendingAction waiting = pending.get(id);
        if (waiting != null) {
            abandon(id, new ConnectionLostException(origin.connection(), waiting.action, written, reason));
        }
    }

    private void abandon(String id, Exception problem) {
        PendingAction waiting = pending.remove(id);
        if (waiting != null) {
            waiting.fail(problem);
        }
    }

    /** Takes a response to its action; false if none is waiting for it. */
    boolean response(Headers view) {
        String id = view.get("ActionID");
        openList = "start".equalsIgnoreCase(view.get("EventList")) ? id : null;
        PendingAction waiting = id == null ? null : pending.get(id);
        if (waiting == null) {
            return false;
        }
        waiting.answered(new ManagerResponse(view.copy()));
        return true;
    }

    /**
     * What an event is for. Items of a list that was asked for here carry our id and no {@code Privilege}; those of
     * {@code IAXpeers} carry neither, but a list comes in one piece. The outcome of an Originate carries both.
     */
    EventKind kindOf(Headers view) {
        // Where Asterisk puts it in every event that is no list item.
        int privilege = view.size() > 1 && view.isNamed(1, "Privilege") ? 1 : view.indexOf("Privilege");
        if (privilege >= 0 && isOfBroadcast(view, privilege)) {
            return isOutcome(view) ? EventKind.OUTCOME : EventKind.ASYNC;
        }
        String id = view.get("ActionID");
        boolean item = id == null ? openList != null && privilege < 0 : id.startsWith(prefix);
        return item ? EventKind.LIST_ITEM : EventKind.ASYNC;
    }

    /** {@code Status} items carry {@code Privilege: Call}; whatever is broadcast carries one that ends in {@code ,all}. */
    private static boolean isOfBroadcast(Headers view, int privilege) {
        return view.valueEndsWith(privilege, ",all") || view.valueIs(privilege, "<none>");
    }

    private boolean isOutcome(Headers view) {
        if (!view.valueIs(0, "OriginateResponse")) {
            return false;
        }
        String id = view.get("ActionID");
        return id != null && id.startsWith(prefix) && pending.containsKey(id);
    }

    void outcome(ManagerEvent event) {
        answered(event.actionId(), event);
    }

    void listItem(ManagerEvent event) {
        answered(event.actionId() == null ? openList : event.actionId(), event);
        if (AnswerShape.closesList(event.headers())) {
            openList = null;
        }
    }

    private void answered(String id, ManagerEvent event) {
        PendingAction waiting = pending.get(id);
        if (waiting != null) {
            waiting.followed(event);
        }
    }

    int size() {
        return pending.size();
    }

    /** How many milliseconds the most patient of them may still wait. */
    long longestWait() {
        return pending.values().stream()
                .mapToLong(PendingAction::remaining)
                .max()
                .orElse(0);
    }

    /** Fails everything that waits, and whatever may still be sent. */
    void close(String reason) {
        closedBecause = reason;
        for (String id : pending.keySet()) {
            PendingAction waiting = pending.remove(id);
            if (waiting != null) {
                waiting.fail(new ConnectionLostException(origin.connection(), waiting.action, true, reason));
            }
        }
    }
}
