package io.jackfield.manager.internal;

import static io.jackfield.manager.internal.FakePbx.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.ConnectionSettings.ActionConnection;
import io.jackfield.manager.spi.ConnectionSettings.Auth;
import io.jackfield.manager.spi.ConnectionSettings.Connect;
import io.jackfield.manager.spi.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connection, the PBX it talks to, and a time that the test moves; everything happens in the test's thread. */
abstract class ConnectionScene {

    static final ManagerAction ACTION = ManagerAction.of("CoreStatus");
    static final Duration LONGEST_BACK_OFF = Duration.ofMillis(1500);
    static final Duration PING_INTERVAL = Duration.ofSeconds(10);
    /** No multiple of the ping interval: a Ping under way is not what these tests are about. */
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    final ManualTime time = new ManualTime();
    final FakePbx pbx = new FakePbx(time);
    final List<StreamItem> received = new ArrayList<>();
    LiveConnection connection = connection(Auth.MD5, SECRET);
    CapturedLog log;

    @BeforeEach
    void openLog() {
        log = new CapturedLog();
    }

    @AfterEach
    void neverShowsTheSecret() {
        log.close();
        assertThat(log.text()).doesNotContain(SECRET);
        assertThat(connection.toString()).doesNotContain(SECRET);
    }

    LiveConnection connection(Auth auth, String secret) {
        return connection(auth, secret, Connect.ALWAYS, ActionConnection.SHARED, List.of(), false);
    }

    /** One that differs from the ordinary in when and how often it logs in. */
    LiveConnection connection(Connect connect, ActionConnection actions) {
        return connection(Auth.MD5, SECRET, connect, actions, List.of(), false);
    }

    LiveConnection permitting(String... permit) {
        return connection(Auth.MD5, SECRET, Connect.ALWAYS, ActionConnection.SHARED, List.of(permit), false);
    }

    LiveConnection withPushFilter() {
        return connection(Auth.MD5, SECRET, Connect.ALWAYS, ActionConnection.SHARED, List.of(), true);
    }

    private LiveConnection connection(
            Auth auth,
            String secret,
            Connect connect,
            ActionConnection actions,
            List<String> permit,
            boolean pushFilter) {
        ConnectionSettings settings = new ConnectionSettings(
                "pbx1",
                "jack",
                new Secret(secret),
                auth,
                Duration.ofSeconds(10),
                PING_INTERVAL,
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                LONGEST_BACK_OFF,
                Duration.ofSeconds(60),
                connect,
                IDLE_TIMEOUT,
                actions,
                permit,
                pushFilter);
        return new LiveConnection(settings, pbx, time, Runnable::run, time.clock());
    }

    void start() {
        connection.start();
        time.run();
    }

    Subscription subscribe() {
        return subscribe(SubscriptionOptions.of(EventFilter.all()), received);
    }

    Subscription subscribe(SubscriptionOptions options, List<StreamItem> items) {
        Subscription subscription = connection.subscribe(options, StreamListener.of(items::add));
        time.run();
        return subscription;
    }

    static SubscriptionOptions named(String names) {
        return SubscriptionOptions.of(EventFilter.all().named(names));
    }

    List<String> received() {
        return names(received);
    }

    static List<String> names(List<StreamItem> items) {
        return items.stream().map(ConnectionScene::name).toList();
    }

    private static String name(StreamItem item) {
        if (item instanceof ManagerEvent event) {
            return event.name();
        } else if (item instanceof EventGap gap) {
            return gap.kind().name();
        } else if (item instanceof SnapshotEnd end) {
            return "end " + end.items() + end.incomplete().map(why -> " " + why).orElse("");
        }
        return "start " + ((SnapshotStart) item).action();
    }

    static Throwable problemOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        Throwable[] seen = new Throwable[1];
        future.whenComplete((value, problem) -> seen[0] = problem);
        assertThat(seen[0].toString()).doesNotContain(SECRET);
        return seen[0];
    }
}
