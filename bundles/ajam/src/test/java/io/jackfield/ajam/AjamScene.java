package io.jackfield.ajam;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A PBX that speaks AJAM, and who connects to it. */
abstract class AjamScene {

    static final ManagerAction PING = ManagerAction.of("Ping");

    final AjamConnectionFactory factory = new AjamConnectionFactory();
    final List<StreamItem> received = new CopyOnWriteArrayList<>();
    FakeAjam pbx;

    @BeforeEach
    void startPbx() throws IOException {
        pbx = new FakeAjam();
    }

    @AfterEach
    void leavesNoThread() {
        factory.close();
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
        pbx.close();
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jackfield-ajam"))
                .toList();
    }

    ManagerConnection connect(Map<String, ?> besides) {
        Map<String, Object> settings = pbx.settings();
        settings.putAll(besides);
        return factory.create("pbx1", settings);
    }

    ManagerConnection up(Map<String, ?> besides) {
        ManagerConnection connection = connect(besides);
        await().until(() -> connection.state().isUp());
        return connection;
    }

    ManagerConnection up() {
        return up(Map.of());
    }

    Subscription subscribe(ManagerConnection connection, SubscriptionOptions options) {
        return connection.subscribe(options, StreamListener.of(received::add));
    }

    /** Subscribes to everything, and waits until events are fetched. */
    Subscription subscribed(ManagerConnection connection) {
        Subscription subscription = subscribe(connection, SubscriptionOptions.of(EventFilter.all()));
        await().until(() -> !received.isEmpty() && pbx.pollsUnderWay.get() == 1);
        return subscription;
    }

    List<String> names() {
        return received.stream().map(AjamScene::name).toList();
    }

    static String name(StreamItem item) {
        if (item instanceof ManagerEvent event) {
            return event.get("UserEvent") == null ? event.name() : event.get("UserEvent");
        }
        return item instanceof EventGap gap ? gap.kind().name() : item instanceof SnapshotStart ? "{" : "}";
    }

    static String downBecause(ManagerConnection connection) {
        return await().until(
                        () -> connection.state() instanceof ConnectionState.Down down ? down.reason() : null,
                        Objects::nonNull);
    }

    static ManagerResponse answer(CompletableFuture<ManagerResponse> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(10, TimeUnit.SECONDS);
    }

    static ConnectionLostException lost(CompletableFuture<?> future) {
        assertThat(future).failsWithin(Duration.ofSeconds(10));
        Throwable[] problem = new Throwable[1];
        future.whenComplete((value, seen) -> problem[0] = seen);
        assertThat(problem[0]).isInstanceOf(ConnectionLostException.class);
        return (ConnectionLostException) problem[0];
    }

    /** Waits, on a thread of the PBX. */
    static void pass(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }
}
