package io.jackfield.manager.internal;

import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One action that waits for its answer. Answers come from the reader thread only; the end may come from any thread. */
final class PendingAction {

    /** No honest list is longer; beyond it the PBX, or who speaks in its name, would fill the memory. */
    static final int MAX_LIST_BYTES = 64 * 1024 * 1024;
    /** What an item takes besides its text. */
    private static final int ITEM_BYTES = 160;

    final ManagerAction action;
    final CompletableFuture<EventList> result = new CompletableFuture<>();
    private final AnswerShape shape;
    private final Executor completion;
    private final Runnable over;
    private final List<ManagerEvent> items = new ArrayList<>(0);
    private volatile ManagerResponse response;
    private ManagerEvent early;
    private int bytes;
    private ScheduledFuture<?> timeout;
    private boolean ended;

    /**
     * @param shape what follows the response; null if only the response is wanted
     * @param completion where the future is completed
     * @param over is run before that: who is told the answer finds the action gone
     */
    PendingAction(ManagerAction action, AnswerShape shape, Executor completion, Runnable over) {
        this.action = action;
        this.shape = shape;
        this.completion = completion;
        this.over = over;
    }

    synchronized void timeOutBy(ScheduledFuture<?> timeout) {
        if (ended) {
            timeout.cancel(false);
        } else {
            this.timeout = timeout;
        }
    }

    /** How many milliseconds it may keep the PBX from what was sent after it. */
    synchronized long remaining() {
        boolean answered = response != null && shape == AnswerShape.ORIGINATE;
        return timeout == null || answered ? 0 : Math.max(0, timeout.getDelay(TimeUnit.MILLISECONDS));
    }

    /** Takes the response, which may be the last thing to wait for. */
    void answered(ManagerResponse received) {
        boolean continued = shape != null && shape.isFollowedByEvents(received);
        if (!continued) {
            // An error after the start of a list ends it (CoreShowChannelMap, PJSIPShowEndpoint).
            end(new EventList(received, items, Optional.empty()));
            return;
        }
        response = received;
        if (early != null) {
            followed(early);
        }
    }

    /** Whether events of the answer are still to come. */
    boolean isOpen() {
        return response != null;
    }

    /** Takes an event of the answer, which may be the last thing to wait for. */
    void followed(ManagerEvent event) {
        if (response == null) {
            early = shape == AnswerShape.ORIGINATE ? event : null;
            return;
        }
        bytes += event.headers().length() + ITEM_BYTES;
        if (bytes > MAX_LIST_BYTES) {
            fail(new IllegalStateException(
                    "The answer to " + action + " is longer than " + MAX_LIST_BYTES + " bytes; the rest is ignored"));
        } else if (!shape.isEndedBy(event, response)) {
            items.add(event);
        } else if (shape == AnswerShape.SINGLE_EVENT && !AnswerShape.closesList(event.headers())) {
            items.add(event);
            end(new EventList(response, items, Optional.empty()));
        } else {
            end(new EventList(response, items, Optional.of(event)));
        }
    }

    private void end(EventList answer) {
        hop(() -> result.complete(answer));
    }

    void fail(Throwable problem) {
        hop(() -> result.completeExceptionally(problem));
    }

    /** Whoever is told takes locks of its own: none is held here meanwhile. */
    private void hop(Runnable ending) {
        synchronized (this) {
            ended = true;
            if (timeout != null) {
                timeout.cancel(false);
            }
        }
        over.run();
        completion.execute(ending);
    }
}
