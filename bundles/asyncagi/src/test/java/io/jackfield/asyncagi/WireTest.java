package io.jackfield.asyncagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.spi.ConnectionRuntime;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import io.jackfield.manager.spi.Settings;
import io.jackfield.manager.spi.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a connection of the real engine, over a line that is none: what others do on it, and its loss. */
class WireTest extends Scene {

    /** The far end of the line: it answers at once, in the order asked. */
    private final class Line implements Transport, Link {

        private final ExecutorService reader = Executors.newSingleThreadExecutor();
        private final List<ManagerAction> sent = new CopyOnWriteArrayList<>();
        private volatile LinkListener listener;
        private volatile boolean away;
        private volatile String status = "";

        @Override
        public String name() {
            return "line";
        }

        @Override
        public String peer() {
            return "pbx.example:5038";
        }

        @Override
        public void connect(LinkListener to) {
            reader.execute(() -> {
                if (away) {
                    to.closed("away");
                } else {
                    listener = to;
                    to.opened(this, "Asterisk Call Manager/11.0.0");
                }
            });
        }

        @Override
        public boolean send(ManagerAction action, String id, Duration patience) {
            sent.add(action);
            String items = action.name().equals("Status")
                    ? "EventList: start\r\n\r\n" + status.replace("$ID", id) + "Event: StatusComplete\r\nActionID: "
                            + id + "\r\nEventList: Complete\r\nListItems: 1\r\n"
                    : "";
            reader.execute(
                    () -> receive("Response: Success\r\nActionID: " + id + "\r\nChallenge: 1\r\n" + items + "\r\n"));
            return true;
        }

        private void receive(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            listener.received(bytes, 0, bytes.length);
        }

        void arrive(String text) {
            reader.execute(() -> receive(text));
        }

        void drop(boolean andStayAway) {
            away = andStayAway;
            reader.execute(() -> listener.closed("the PBX closed the connection"));
        }

        @Override
        public void close() {
            reader.execute(() -> listener.closed("closed by this side"));
        }

        long count(String action) {
            return sent.stream().filter(a -> a.name().equals(action)).count();
        }

        String lastId() {
            return sent.stream()
                    .filter(a -> a.name().equals("AGI"))
                    .reduce((one, other) -> other)
                    .flatMap(a -> a.value("CommandID"))
                    .orElse("");
        }
    }

    private static final String START =
            """
            Event: AsyncAGIStart\r
            Privilege: agi,all\r
            Uniqueid: 1.1\r
            Env: agi_channel%3A%20Local%2F1%0Aagi_uniqueid%3A%201.1%0Aagi_arg_1%3A%20lcr%0A%0A\r
            \r
            """;

    private final Line line = new Line();
    private final ConnectionRuntime runtime = new ConnectionRuntime("line", Clock.systemUTC());
    private ManagerConnection connection;

    private void connect(String demand) {
        Map<String, ?> settings = Map.of(
                "username", "jack", "secret", "x", "connect", demand, "reconnectDelay", "10ms", "idleTimeout", "100ms");
        connection = runtime.connect(ConnectionSettings.read("pbx1", new Settings("this test", settings)), line);
    }

    @AfterEach
    void disconnect() {
        asyncAgi.close();
        connection.close();
        await().until(() -> connection.state() instanceof ConnectionState.Closed);
        runtime.close();
        line.reader.shutdownNow();
    }

    private static String result(String id) {
        return "Event: AsyncAGIExec\r\nPrivilege: agi,all\r\nUniqueid: 1.1\r\nResult: 200%20result%3D0%0A\r\nCommandId: "
                + id + "\r\n\r\n";
    }

    @Test
    void sessionsNeverWaitBehindEventsAndAreNeverShed() throws Exception {
        connect("always");
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<StreamItem> slow = new CopyOnWriteArrayList<>();
        connection.subscribe(SubscriptionOptions.of(EventFilter.all()).withQueueSize(10), StreamListener.of(item -> {
            slow.add(item);
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        handle("lcr");
        asyncAgi.bind(connection);
        await().until(() -> line.count("Status") == 1);
        blocked.await();

        StringBuilder burst = new StringBuilder(START);
        for (int i = 0; i < 20_000; i++) {
            burst.append("Event: Hangup\r\nPrivilege: call,all\r\nUniqueid: 9.")
                    .append(i)
                    .append("\r\n\r\n");
        }
        line.arrive(burst.toString());
        Taken call = take();
        CompletableFuture<AgiReply> reply = call.execute(AgiCommands.answer());
        await().until(() -> line.count("AGI") == 1);
        line.arrive(burst.substring(START.length()) + result(line.lastId()));

        assertThat(valueOf(reply).is(0)).isTrue();
        assertThat(slow).as("the route is still at its first event").hasSize(1);
        assertThat(connection.stats().eventFrames()).isEqualTo(40_003);
        release.countDown();
        await().until(() -> slow.size() > 1 && slow.stream().anyMatch(EventGap.class::isInstance));
    }

    @Test
    void aLostLineFailsWhatIsPendingLongBeforeItIsBack() {
        connect("always");
        handle("lcr");
        asyncAgi.bind(connection);
        await().until(() -> line.count("Status") == 1);
        line.arrive(START);
        Taken call = take();
        CompletableFuture<AgiReply> reply = call.execute(AgiCommands.answer());
        await().until(() -> line.count("AGI") == 1);
        settle();
        line.drop(true);

        assertThat(problemOf(reply)).isInstanceOf(AgiConnectionException.class);
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
        await().until(() -> !connection.state().isUp());

        line.status = "Event: Status\r\nPrivilege: Call\r\nChannel: Local/1\r\nUniqueid: 1.1\r\nApplication: AGI\r\n"
                + "Data: agi:async,lcr\r\nActionID: $ID\r\n\r\n";
        line.away = false;
        await().until(() -> line.count("AGI") == 2);
        line.arrive(result(line.lastId()));
        assertThat(take().session().request().script()).isEqualTo("lcr");
    }

    @Test
    void aLoginOnDemandIsHeldWhileThereIsAHandlerAndNoLonger() {
        connect("demand");
        asyncAgi.bind(connection);
        settle();
        assertThat(connection.state()).isInstanceOf(ConnectionState.Idle.class);

        HandlerRegistry.Entry handler = handle("lcr");
        await().until(() -> line.count("Status") == 1);
        assertThat(connection.state().isUp()).isTrue();
        handlers.remove(handler);
        await().until(() -> connection.state() instanceof ConnectionState.Idle);
    }
}
