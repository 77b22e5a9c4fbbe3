package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * What one scenario has: a PBX, logins at it, and what they hear. When it ends, all calls are hung up, the accounting of all logins
 * is checked, and they are closed.
 */
final class Scene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final Map<String, ?> usual;
    private final List<ManagerConnection> connections = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();
    private final Deque<AutoCloseable> guests = new ArrayDeque<>();
    private ManagerConnection admin;
    private int calls;

    /** @param usual settings of all connections of this scene */
    Scene(Stage stage, Map<String, ?> usual) {
        this.stage = stage;
        this.usual = usual;
    }

    Pbx pbx() {
        return stage.pbx();
    }

    Transport transport() {
        return stage.transport();
    }

    /** The server that calls in {@code AGI()} ask, unless they have an {@code AGI_PORT} of their own. */
    FastAgiServer agi() {
        return stage.agi();
    }

    /** What is to be closed at the end of the scene, before the calls are hung up, the last first. */
    <T extends AutoCloseable> T keep(T guest) {
        guests.push(guest);
        return guest;
    }

    /** A login of a user who may do everything, there from the first use on. */
    ManagerConnection admin() {
        if (admin == null) {
            admin = login(Pbx.Users.ADMIN);
        }
        return admin;
    }

    /** Another login, which is up when this returns. */
    ManagerConnection login(ManagerUser user) {
        ManagerConnection connection = connect(user, Map.of());
        awaitUp(connection);
        return connection;
    }

    /** A connection that has only begun to connect. */
    ManagerConnection connect(ManagerUser user, Map<String, ?> settings) {
        return connect(stage.settings(user), settings);
    }

    /** The same over TLS. */
    ManagerConnection connectTls(ManagerUser user, Map<String, ?> settings) {
        return connect(stage.tlsSettings(user), settings);
    }

    private ManagerConnection connect(Map<String, Object> all, Map<String, ?> settings) {
        all.putAll(usual);
        all.putAll(settings);
        ManagerConnection connection = stage.factory().create("pbx" + (connections.size() + 1), all);
        connections.add(connection);
        return connection;
    }

    static void awaitUp(ManagerConnection connection) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(connection.state())
                .isEqualTo(new ConnectionState.Up()));
    }

    /** Records events of these names or patterns at the login of the admin. */
    Recording record(String events) {
        return record(admin(), EventFilter.all().named(events));
    }

    Recording record(ManagerConnection connection, EventFilter filter) {
        return record(connection, SubscriptionOptions.of(filter));
    }

    Recording record(ManagerConnection connection, SubscriptionOptions options) {
        Recording recording = Recording.of(connection, options);
        recordings.add(recording);
        return recording;
    }

    ManagerResponse send(String action, String... headers) {
        return get(admin().send(action(action, headers)));
    }

    EventList collect(String action, String... headers) {
        return get(admin().collect(action(action, headers)));
    }

    /** Calls an extension of the dialplan; who called stays for this many seconds. Returns the Uniqueid of the first channel. */
    String call(String extension, double seconds, String... headers) {
        String id = "call-" + Integer.toHexString(System.identityHashCode(this)) + "-" + ++calls;
        ManagerAction originate = action(
                "Originate",
                "Channel=Local/" + extension + "@" + Dialplan.CONTEXT + "/n",
                "ChannelId=" + id,
                "Application=Wait",
                "Data=" + seconds,
                "Async=true");
        for (String header : headers) {
            originate = with(originate, header);
        }
        ManagerResponse response = get(admin().send(originate));
        assertThat(response.isSuccess()).as("%s", response).isTrue();
        return id;
    }

    /** An action with headers in the form {@code Name=value}. */
    static ManagerAction action(String name, String... headers) {
        ManagerAction action = ManagerAction.of(name);
        for (String header : headers) {
            action = with(action, header);
        }
        return action;
    }

    private static ManagerAction with(ManagerAction action, String header) {
        int equals = header.indexOf('=');
        return action.with(header.substring(0, equals), header.substring(equals + 1));
    }

    /** What a future has, or the exception it failed with. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError("a future must always complete", e);
        }
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    /** No call is on the line any more, and all that there was to tell of them has been told. */
    void hangUpAll() {
        try (RawClient keeper = RawClient.login(pbx(), Pbx.Users.ADMIN, "user")) {
            Awaitility.await("silence on the line").atMost(PATIENCE).until(() -> {
                keeper.ask("Action: Command", "Command: channel request hangup all");
                keeper.ask("Action: CoreShowChannels");
                return keeper.await("Event: CoreShowChannelsComplete")
                        .get("ListItems")
                        .equals("0");
            });
            keeper.ask("Action: UserEvent", "UserEvent: Silence");
            RawClient.Block event = keeper.block();
            while (!event.get("UserEvent").equals("Silence")) {
                event = keeper.block();
            }
        }
    }

    @Override
    public void close() {
        try {
            guests.forEach(Scene::dismiss);
            hangUpAll();
            recordings.forEach(Recording::check);
            for (ManagerConnection connection : connections) {
                ConnectionStats stats = connection.stats();
                assertThat(stats.isBalanced()).as("%s", stats).isTrue();
            }
        } finally {
            connections.forEach(ManagerConnection::close);
        }
    }

    private static void dismiss(AutoCloseable guest) {
        try {
            guest.close();
        } catch (Exception e) {
            throw new AssertionError("cannot close " + guest, e);
        }
    }
}
