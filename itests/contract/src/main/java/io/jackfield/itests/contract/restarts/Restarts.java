package io.jackfield.itests.contract.restarts;

import io.jackfield.itests.contract.Dialplan;
import io.jackfield.itests.contract.Pbx;
import io.jackfield.itests.contract.Transport;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.OriginateResult;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Kills a PBX and starts it again while calls are made, with one login at it: a subscriber hears everything, one is too slow, one
 * hears little with several workers, and a call is always being placed. For one thread.
 */
public final class Restarts implements AutoCloseable {
    private static final double CALLS_PER_SECOND = 20;
    private static final int WARM_UP = 3;
    private static final long EVENTS_BETWEEN = 300;
    private static final Duration BACK_LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Rings longer than any PBX here lives. */
    private static final ManagerAction CALL = ManagerAction.of("Originate")
            .with("Channel", "Local/ring@" + Dialplan.CONTEXT + "/n")
            .with("Application", "Wait")
            .with("Data", "1")
            .with("Timeout", "60000");

    private final Pbx pbx;
    private final Transport transport;
    private final ManagerConnectionFactory factory;
    private final ManagerConnection connection;
    /** That of the slow subscriber: a thread of the connection that is busy all the time would look like one that is lost. */
    private final ExecutorService slowThread = Executors.newSingleThreadExecutor(task -> new Thread(task, "slow"));

    private final Subscriber everything;
    private final List<Subscriber> subscribers;
    private boolean alwaysBalanced = true;
    private Pbx.Load load;

    /** Logs in at a PBX that runs, and puts load on it. */
    public Restarts(Pbx pbx, Transport transport) {
        this.pbx = pbx;
        this.transport = transport;
        factory = transport.factory();
        connection = factory.create("pbx", transport.settings(pbx, Pbx.Users.ADMIN));
        SubscriptionOptions all = SubscriptionOptions.of(EventFilter.all());
        SubscriptionOptions some = SubscriptionOptions.of(EventFilter.all().named("New*,Hangup"));
        everything = new Subscriber(
                "everything",
                connection,
                all.withSnapshot(List.of(ManagerAction.of("CoreShowChannels"))),
                Duration.ZERO);
        subscribers = List.of(
                everything,
                new Subscriber(
                        "slow", connection, all.withQueueSize(16).withExecutor(slowThread), Duration.ofMillis(10)),
                new Subscriber("parallel", connection, some.withWorkers(4), Duration.ZERO));
        load = pbx.load(CALLS_PER_SECOND);
    }

    /**
     * Restarts it so many times.
     *
     * @param times at least 1
     * @param told of each restart when it is over
     * @throws IllegalStateException if something that must happen did not within 30 seconds
     */
    public Summary run(int times, Consumer<String> told) {
        List<Round> rounds = new ArrayList<>();
        awaitStream(0);
        Footprint before = null;
        for (int number = 1; number <= times; number++) {
            Round round = restart(number);
            told.accept(round.toString());
            rounds.add(round);
            if (number == Math.min(WARM_UP, times)) {
                before = Footprint.now();
            }
        }
        long shed = subscribers.stream().mapToLong(each -> each.read().shed()).sum();
        return new Summary(pbx.name(), rounds, shed, before, Footprint.now());
    }

    private Round restart(int number) {
        CompletableFuture<OriginateResult> call = connection.originate(CALL);
        await("events come", () -> everything.read().eventsOfLogin() >= EVENTS_BETWEEN);
        List<String> faults = new ArrayList<>();
        require(faults, !call.isDone(), "the call ended before the PBX did: " + call);
        pbx.kill();
        load.close();
        await("the connection notices", () -> !connection.state().isUp());
        checkLost(faults, call, true);
        checkLost(faults, connection.send(ManagerAction.of("Ping")), false);
        List<String> misaccounted = checkAccounting();
        long events = everything.read().eventsOfLogin();
        long back;
        try (Door door = Door.at(pbx.host(), transport.port(pbx))) {
            pbx.start();
            load = pbx.load(CALLS_PER_SECOND);
            awaitStream(number);
            back = Math.max(0, everything.read().lostAt() - door.openedAt());
        }
        require(faults, back <= BACK_LIMIT.toNanos(), "later than " + BACK_LIMIT.toMillis() + " ms");
        for (Subscriber subscriber : subscribers) {
            faults.addAll(subscriber.takeFaults());
            int losses = subscriber.read().losses();
            require(faults, losses == number, subscriber + ": " + losses + " losses in " + number + " restarts");
        }
        return new Round(number, Duration.ofNanos(back), events, misaccounted, faults);
    }

    /** Waits until everybody was told of so many losses, and for the snapshot after the last of them. */
    private void awaitStream(int losses) {
        await(
                "the streams go on",
                () -> everything.read().frames() > 0
                        && subscribers.stream().allMatch(each -> each.read().losses() >= losses));
    }

    /** An action that has no answer must say at once that it will get none, and whether the PBX may have acted on it. */
    private void checkLost(List<String> faults, CompletableFuture<?> action, boolean written) {
        await("an action ends", action::isDone);
        Throwable problem = action.handle((answer, failure) -> failure).join();
        require(
                faults,
                problem instanceof ConnectionLostException lost && lost.wasWritten() == written,
                "an action that was " + (written ? "" : "not ") + "written ended with " + problem);
    }

    /** While nothing is received, what was received must be where it belongs. */
    private List<String> checkAccounting() {
        await("the queues run empty", () -> subscribers.stream().allMatch(Subscriber::isIdle));
        ConnectionStats received = connection.stats();
        List<String> faults = new ArrayList<>();
        require(faults, alwaysBalanced, "an account did not add up while events came");
        require(faults, received.isBalanced(), "the connection: " + received);
        require(faults, everything.read().shed() == 0, "events were shed though there was room: " + everything);
        subscribers.forEach(subscriber -> faults.addAll(subscriber.misaccounted(received)));
        alwaysBalanced = true;
        return faults;
    }

    private static void require(List<String> faults, boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    private void await(String what, BooleanSupplier done) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            alwaysBalanced &=
                    connection.stats().isBalanced() && subscribers.stream().allMatch(Subscriber::isBalanced);
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain until " + what + "; "
                        + connection.state() + ", " + connection.stats() + ", " + subscribers);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Ends the load and logs off; the PBX goes on. */
    @Override
    public void close() {
        load.close();
        subscribers.forEach(Subscriber::close);
        connection.close();
        factory.close();
        slowThread.shutdown();
    }
}
