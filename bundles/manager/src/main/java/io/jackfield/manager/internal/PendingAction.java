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
import java.util.concurrent.Future;

/** One action that waits for its answer. Answers come from the reader thread only; the end may come from any thread. */
final class PendingAction {

    final ManagerAction action;
    final CompletableFuture<EventList> result = new CompletableFuture<>();
    private final boolean gather;
    private final Executor completion;
    private final List<ManagerEvent> items = new ArrayList<>(0);
    private ManagerResponse response;
    private Future<?> timeout;

    /**
     * @param gather whether the answer includes the list the response opens
     * @param completion where the future is completed
     */
    PendingAction(ManagerAction action, boolean gather, Executor completion) {
        this.action = action;
        this.gather = gather;
        this.completion = completion;
    }

    synchronized void timeOutBy(Future<?> timeout) {
        if (result.isDone()) {
            timeout.cancel(false);
        } else {
            this.timeout = timeout;
        }
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
        if (!"Complete".equalsIgnoreCase(event.get("EventList"))) {
            items.add(event);
            return false;
        }
        end(new EventList(response, items, Optional.of(event)));
        return true;
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
