package io.jackfield.manager.internal;

import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.internal.stream.EventHub;
import io.jackfield.manager.internal.stream.EventNeeds;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the PBX send one login those events that somebody needs, and few others: by event mask, and if the configuration wants
 * it by filters. It only widens; what nobody needs any more is narrowed at the next login. Safe for the timer thread, which
 * widens, and the reader thread, which hears the answers.
 */
final class PushDown {

    private static final Logger LOG = LoggerFactory.getLogger(PushDown.class);
    private static final ManagerAction PING = ManagerAction.of("Ping");

    private final Session session;
    private final EventHub hub;
    private final boolean withFilters;
    private final Duration actionTimeout;
    private EventNeeds asked = EventNeeds.NOTHING;
    private CompletableFuture<Void> inForce = CompletableFuture.completedFuture(null);
    /** Names for which an include filter is set; empty as long as there is no filter and every name passes. */
    private Optional<Set<String>> included = Optional.empty();

    private boolean filtersRefused;

    PushDown(Session session, EventHub hub, boolean withFilters, Duration actionTimeout) {
        this.session = session;
        this.hub = hub;
        this.withFilters = withFilters;
        this.actionTimeout = actionTimeout;
    }

    /**
     * Asks for what the subscriptions need and this besides. Subscriptions begin when the PBX has agreed; if it does not, the
     * session ends.
     *
     * @return completes when the events flow, on the reader thread; fails if the session ends before
     */
    synchronized CompletableFuture<Void> widen(EventNeeds besides) {
        EventNeeds needs = asked.plus(hub.needs()).plus(besides);
        if (!asked.covers(needs)) {
            boolean first = asked.equals(EventNeeds.NOTHING);
            asked = withFilters && !filtersRefused ? needs : needs.ofAnyName();
            inForce = new CompletableFuture<>();
            ask(asked, first, inForce);
        }
        return inForce;
    }

    private void ask(EventNeeds needs, boolean first, CompletableFuture<Void> agreed) {
        CompletableFuture<String> filters = withFilters && !filtersRefused ? setFilters(needs, first) : null;
        AtomicBoolean over = new AtomicBoolean();
        // A session's actions are served in turn: when this one is answered, so are the filters before it.
        ask(ManagerAction.of("Events").with("EventMask", needs.mask()), (answer, problem) -> {
            if (over.compareAndSet(false, true)) {
                String refusal = refusal(answer, problem);
                if (refusal != null) {
                    fail(agreed, refusal);
                } else {
                    settle(needs, filters, agreed);
                }
            }
        });
        if (needs.classes().isEmpty()) {
            // With brokeneventsaction=yes the PBX obeys "on" without a word, and answers what comes next.
            ask(PING, (answer, problem) -> {
                if (problem == null && over.compareAndSet(false, true)) {
                    settle(needs, filters, agreed);
                }
            });
        }
    }

    /** Includes for the names that are not included yet; the text is the first refusal, or null. */
    private CompletableFuture<String> setFilters(EventNeeds needs, boolean first) {
        Set<String> patterns = new TreeSet<>();
        if (needs.names().isPresent()) {
            Set<String> before = included.orElse(Set.of());
            if (first || included.isPresent()) {
                needs.names().get().stream()
                        .filter(name -> !before.contains(name))
                        .forEach(name -> patterns.add("^Event: " + name));
                included = needs.names();
            }
        } else if (included.isPresent()) {
            patterns.add("^Event: ");
            included = Optional.empty();
        }
        CompletableFuture<String> outcome = CompletableFuture.completedFuture(null);
        for (String pattern : patterns) {
            ManagerAction filter =
                    ManagerAction.of("Filter").with("Operation", "Add").with("Filter", pattern);
            CompletableFuture<String> refused = new CompletableFuture<>();
            ask(filter, (answer, problem) -> refused.complete(refusal(answer, problem)));
            outcome = outcome.thenCombine(refused, (one, other) -> one == null ? other : one);
        }
        return outcome;
    }

    private synchronized void settle(
            EventNeeds needs, CompletableFuture<String> filters, CompletableFuture<Void> agreed) {
        String refusal = filters == null ? null : filters.getNow("no answer");
        if (refusal == null) {
            hub.begin(session.origin(), filters == null ? needs.ofAnyName() : needs);
            agreed.complete(null);
            return;
        }
        LOG.warn(
                "{}: pushFilter is set but the PBX refused a filter ({}); it sends all events of the classes needed",
                session.origin().connection(),
                refusal);
        filtersRefused = true;
        asked = asked.ofAnyName();
        ask(ManagerAction.of("Filter").with("Operation", "Add").with("Filter", "^Event: "), (answer, problem) -> {
            if (problem != null) {
                fail(agreed, problem.getMessage());
                return;
            }
            hub.begin(session.origin(), needs.ofAnyName());
            agreed.complete(null);
        });
    }

    private void fail(CompletableFuture<Void> agreed, String reason) {
        session.close("events could not be switched on: " + reason);
        agreed.completeExceptionally(new IllegalStateException(reason));
    }

    private static String refusal(EventList answer, Throwable problem) {
        if (problem != null) {
            return problem.getMessage();
        }
        return answer.response().isSuccess() ? null : answer.response().message();
    }

    private void ask(ManagerAction action, BiConsumer<EventList, Throwable> told) {
        // Slow actions before it hold the answer up as long as they may take themselves.
        session.ask(action, actionTimeout.plusMillis(session.longestWait()), null, told);
    }
}
