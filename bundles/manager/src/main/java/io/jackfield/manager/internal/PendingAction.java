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

    final ManagerAction action;
    final CompletableFuture<EventList> result = new CompletableFuture<>();
    private final boolean gather;
    private final Executor completion;
    private final List<ManagerEvent> items = new ArrayList<>(0);
    private ManagerResponse response;
    private ScheduledFuture<?> timeout;

    /**
     * @param gather whether the answer includes the list the response opens
     * @param completion where the future is completed
     */
    PendingAction(ManagerAction action, boolean gather, Executor completion) {
        this.action = action;
        this.gather = gather;
        this.completion = completion;
    }

    synchronized void timeOutBy(ScheduledFuture<?> timeout) {
        if (result.isDone()) {
            timeout.cancel(false);
        } else {
            this.timeout = timeout;
        }
    }

    /** How many milliseconds it may still wait. */
    synchronized long remaining() {
        return timeout == null ? 0 : Math.max(0, timeout.getDelay(TimeUnit.MILLISECONDS));
    }

    /** Whether this response was the last thing to wait for. */
    boolean isAnsweredBy(ManagerResponse received) {
        boolean opensList = gather && received.opensList();
        if (opensList) {
            response = received;
        } else {
            // An error after the start of a list ends it (CoreShowChannelMap, PJSIPShowEndpoint).
            end(new EventList(received, items, Optional.empty()));
        }
        return !opensList;
    }

    /** Whether this event closed the list. */
    boolean isCompletedBy(ManagerEvent event) {
        if (response == null) {
            return false;
        }
        if (!closesList(event)) {
            items.add(event);
            return false;
        }
        end(new EventList(response, items, Optional.of(event)));
        return true;
    }

    static boolean closesList(ManagerEvent event) {
        return "Complete".equalsIgnoreCase(event.get("EventList"));
    }

    private void end(EventList answer) {
        hop(() -> result.complete(answer));
    }

    void fail(Throwable problem) {
        hop(() -> result.completeExceptionally(problem));
    }

    private synchronized void hop(Runnable ending) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        completion.execute(ending);
    }
}
