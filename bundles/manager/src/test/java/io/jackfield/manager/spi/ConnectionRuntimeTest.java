package io.jackfield.manager.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads: who runs what, and that nobody stays behind. */
class ConnectionRuntimeTest {

    private final ExecutorService io = Executors.newSingleThreadExecutor(task -> new Thread(task, "test-io"));
    private final ConnectionRuntime runtime = new ConnectionRuntime("test", Clock.systemUTC());
    private final EchoTransport transport = new EchoTransport();
    private final ManagerConnection connection = runtime.connect(
            ConnectionSettings.read("pbx1", new Settings("test", Map.of("username", "u", "secret", "s"))), transport);

    @AfterEach
    void leavesNoThread() throws InterruptedException {
        connection.close();
        runtime.close();
        io.shutdown();
        assertThat(io.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        await().until(() -> threads("jackfield-test").isEmpty());
    }

    @Test
    void futuresAndListenersRunOnWorkersAndNeverOnTheReader() throws Exception {
        List<String> listening = new CopyOnWriteArrayList<>();
        await().until(() -> connection.state().isUp());
        connection.subscribe(
                SubscriptionOptions.of(EventFilter.all()),
                StreamListener.of(item -> listening.add(Thread.currentThread().getName())));
        await().untilAsserted(() -> assertThat(listening).hasSize(1));
        CompletableFuture<String> completing = connection
                .send(ManagerAction.of("Slow"))
                .thenApply(response -> Thread.currentThread().getName());
        io.execute(() -> transport.answerSlow());
        io.execute(() -> transport.receive("Event: X\r\nPrivilege: call,all\r\n\r\n"));

        assertThat(completing.get(5, TimeUnit.SECONDS)).startsWith("jackfield-test-worker-");
        await().untilAsserted(() -> assertThat(listening).hasSize(2));
        assertThat(listening).allMatch(thread -> thread.startsWith("jackfield-test-worker-"));
    }

    @Test
    void aListenerThatBlocksHoldsUpNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Object> other = new CopyOnWriteArrayList<>();
        try {
            await().until(() -> connection.state().isUp());
            connection.subscribe(
                    SubscriptionOptions.of(EventFilter.all()), StreamListener.of(item -> waitFor(release)));
            connection.subscribe(SubscriptionOptions.of(EventFilter.all()), StreamListener.of(other::add));
            await().untilAsserted(() -> assertThat(other).hasSize(1));
            io.execute(() -> transport.receive("Event: X\r\nPrivilege: call,all\r\n\r\n"));

            await().untilAsserted(() -> assertThat(other).hasSize(2));
            assertThat(connection
                            .send(ManagerAction.of("Ping"))
                            .get(5, TimeUnit.SECONDS)
                            .isSuccess())
                    .isTrue();
        } finally {
            release.countDown();
        }
    }

    @Test
    void stoppingCompletesWhatStillWaits() {
        await().until(() -> connection.state().isUp());
        CompletableFuture<ManagerResponse> waiting = connection.send(ManagerAction.of("Slow"), Duration.ofHours(1));
        connection.close();
        runtime.close();

        await().until(waiting::isDone);
        assertThat(waiting)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ConnectionLostException.class);
    }

    /** Looks often: nothing here takes long. */
    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** Answers every action on the io thread with a success, except {@code Slow}, which waits. */
    private final class EchoTransport implements Transport {

        private volatile LinkListener listener;
        private volatile String slow;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public String peer() {
            return "nowhere:1";
        }

        @Override
        public void connect(LinkListener listener) {
            this.listener = listener;
            io.execute(() -> listener.opened(new EchoLink(listener), "hello"));
        }

        private void receive(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            listener.received(bytes, 0, bytes.length);
        }

        private void answerSlow() {
            answer(slow);
        }

        private void answer(String id) {
            receive("Response: Success\r\nActionID: " + id + "\r\nChallenge: 1\r\n\r\n");
        }

        private final class EchoLink implements Link {

            private final LinkListener mine;

            private EchoLink(LinkListener mine) {
                this.mine = mine;
            }

            @Override
            public boolean send(ManagerAction action, String actionId, Duration patience) {
                if (action.name().equals("Slow")) {
                    slow = actionId;
                } else {
                    io.execute(() -> answer(actionId));
                }
                return true;
            }

            @Override
            public void close() {
                io.execute(() -> mine.closed("closed"));
            }
        }
    }
}
