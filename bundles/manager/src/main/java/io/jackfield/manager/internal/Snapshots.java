package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.internal.stream.SnapshotList;
import io.jackfield.manager.internal.stream.StreamSubscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs the list actions that subscriptions want after a gap, and puts the answers into their streams. Subscriptions that want
 * the same list at the same time share one: its place is where the answer was received, behind all that is older. After shed
 * events a subscription gets a snapshot every five seconds at most, the last one always. Used on the timer thread.
 */
final class Snapshots {

    static final Duration INTERVAL = Duration.ofSeconds(5);
    /** Errors by which some list actions say that there is nothing to list: {@code No active conferences.} */
    private static final Pattern NOTHING_THERE = Pattern.compile("No (active|extension).*|No .* found\\.?");

    private record Question(String action, List<ManagerAction.Header> headers) {}

    private final Supplier<Optional<Session>> loggedIn;
    private final Duration actionTimeout;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    /** Who waits for an answer; taken away on the reader thread when it is there. */
    private final Map<Question, Set<StreamSubscription>> asking = new HashMap<>();
    /** When each subscription's next snapshot after shed events may be; in the past if none is due. */
    private final Map<StreamSubscription, Instant> next = new WeakHashMap<>();

    Snapshots(
            Supplier<Optional<Session>> loggedIn, Duration actionTimeout, ScheduledExecutorService timer, Clock clock) {
        this.loggedIn = loggedIn;
        this.actionTimeout = actionTimeout;
        this.timer = timer;
        this.clock = clock;
    }

    /** A gap has left the subscription's picture out of date. */
    void due(StreamSubscription subscription, EventGap.Kind after) {
        Instant now = clock.instant();
        Instant earliest = next.getOrDefault(subscription, now);
        if (after != EventGap.Kind.OVERFLOW || !earliest.isAfter(now)) {
            next.put(subscription, now.plus(INTERVAL));
            ask(subscription);
        } else if (!earliest.isAfter(now.plus(INTERVAL))) {
            // One is scheduled at most: it serves for all that is shed until then.
            next.put(subscription, earliest.plus(INTERVAL));
            timer.schedule(
                    () -> ask(subscription), Duration.between(now, earliest).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void ask(StreamSubscription subscription) {
        Session session = loggedIn.get().orElse(null);
        if (session == null) {
            // The next login begins with a snapshot.
            return;
        }
        for (ManagerAction list : subscription.snapshot()) {
            Question question = new Question(list.name(), list.headers());
            if (joins(subscription, question)) {
                continue;
            }
            session.ask(
                    list,
                    actionTimeout.plusMillis(session.longestWait()),
                    AnswerShape.of(list),
                    (answer, problem) -> answered(session, question, answer, problem));
        }
    }

    private boolean joins(StreamSubscription subscription, Question question) {
        synchronized (asking) {
            Set<StreamSubscription> others = asking.get(question);
            boolean asked = others != null;
            if (!asked) {
                others = new LinkedHashSet<>();
                asking.put(question, others);
            }
            others.add(subscription);
            return asked;
        }
    }

    private void answered(Session session, Question question, EventList answer, Throwable problem) {
        Set<StreamSubscription> waiting;
        synchronized (asking) {
            waiting = asking.remove(question);
        }
        if (problem instanceof ConnectionLostException) {
            return;
        }
        SnapshotList list = new SnapshotList(
                session.origin(),
                question.action(),
                clock.instant(),
                answer == null ? List.of() : answer.items(),
                incomplete(answer, problem));
        waiting.forEach(subscription -> subscription.offer(list));
    }

    private static Optional<String> incomplete(EventList answer, Throwable problem) {
        if (problem != null) {
            return Optional.of(problem.getMessage());
        }
        ManagerResponse response = answer.response();
        boolean whole = response.isSuccess()
                || NOTHING_THERE.matcher(response.message()).matches();
        return whole ? Optional.empty() : Optional.of(response.message());
    }
}
