package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A subscription that keeps all it is given. */
final class Recording {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<StreamItem> items = new ArrayList<>();
    private final Subscription subscription;

    private Recording(ManagerConnection connection, SubscriptionOptions options) {
        subscription = connection.subscribe(options, StreamListener.of(this::add));
    }

    /** Begins; returns when the stream has. */
    static Recording of(ManagerConnection connection, EventFilter filter) {
        return of(connection, SubscriptionOptions.of(filter));
    }

    static Recording of(ManagerConnection connection, SubscriptionOptions options) {
        Recording recording = new Recording(connection, options);
        recording.awaitGap(EventGap.Kind.START);
        return recording;
    }

    private synchronized void add(StreamItem item) {
        items.add(item);
    }

    synchronized List<StreamItem> items() {
        return List.copyOf(items);
    }

    List<ManagerEvent> events() {
        return items().stream()
                .filter(ManagerEvent.class::isInstance)
                .map(ManagerEvent.class::cast)
                .toList();
    }

    List<EventGap> gaps() {
        return items().stream()
                .filter(EventGap.class::isInstance)
                .map(EventGap.class::cast)
                .toList();
    }

    void awaitGap(EventGap.Kind kind) {
        Awaitility.await("gap " + kind).atMost(PATIENCE).until(() -> gaps().stream()
                .anyMatch(gap -> gap.kind() == kind));
    }

    /** Waits for an event of this name, now or earlier, whose headers match: {@code Header=regular expression}. */
    ManagerEvent await(String name, String... headers) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(find(name, headers))
                .as("%s with %s among %s", name, List.of(headers), names())
                .isPresent());
        return find(name, headers).orElseThrow();
    }

    Optional<ManagerEvent> find(String name, String... headers) {
        return events().stream().filter(event -> matches(event, name, headers)).findFirst();
    }

    List<String> names() {
        return events().stream().map(ManagerEvent::name).toList();
    }

    /** What the login has received is here, too. */
    Recording settle() {
        Awaitility.await("an empty queue").atMost(PATIENCE).until(() -> stats().queued() + stats().inFlight() == 0);
        return this;
    }

    SubscriptionStats stats() {
        return subscription.stats();
    }

    /** Every event that was offered is accounted for, and those that were wanted are here. */
    void check() {
        assertThat(stats().isBalanced()).as("%s", stats()).isTrue();
        settle();
        SubscriptionStats last = stats();
        subscription.close();
        assertThat(last.shed() + last.failed()).as("%s", last).isZero();
        assertThat((long) events().size()).isGreaterThanOrEqualTo(last.completed());
    }

    static boolean matches(ManagerEvent event, String name, String... headers) {
        if (!event.name().equals(name)) {
            return false;
        }
        for (String header : headers) {
            String[] parts = header.split("=", 2);
            if (!Optional.ofNullable(event.get(parts[0])).orElse("").matches(parts[1])) {
                return false;
            }
        }
        return true;
    }
}
