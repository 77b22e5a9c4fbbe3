package io.jackfield.itests.contract.restarts;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.itests.contract.Pbx;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Kills a PBX and starts it again, with one login at it that hears everything. For one thread. */
public final class Restarts implements AutoCloseable {
    private static final double CALLS_PER_SECOND = 20;
    private static final int WARM_UP = 3;
    private static final long EVENTS_BETWEEN = 100;
    private static final Duration BACK_LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Pbx pbx;
    private final ManagerConnectionFactory factory = new AmiConnectionFactory();
    private final ManagerConnection connection;
    private final Watch watch = new Watch();
    private final Subscription subscription;
    private Pbx.Load load;

    /** Logs in at a PBX that runs, and puts load on it. */
    public Restarts(Pbx pbx) {
        this.pbx = pbx;
        connection = factory.create(
                "pbx",
                Map.of(
                        "host", pbx.host(),
                        "port", pbx.amiPort(),
                        "username", Pbx.Users.ADMIN.name(),
                        "secret", Pbx.Users.ADMIN.secret()));
        subscription = connection.subscribe(
                SubscriptionOptions.of(EventFilter.all()).withSnapshot(List.of(ManagerAction.of("CoreShowChannels"))),
                StreamListener.of(watch::add));
        load = pbx.load(CALLS_PER_SECOND);
    }

    /**
     * Restarts it so many times.
     *
     * @param told of each restart when it is over
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
        return new Summary(pbx.name(), rounds, before, Footprint.now());
    }

    private Round restart(int number) {
        List<String> faults = new ArrayList<>();
        pbx.kill();
        load.close();
        await("the connection notices", () -> !connection.state().isUp());
        checkAccounting(faults);
        long back;
        try (Door door = Door.of(pbx)) {
            pbx.start();
            load = pbx.load(CALLS_PER_SECOND);
            awaitStream(1);
            back = watch.read().lostAt() - door.openedAt();
        }
        Watch.Reading reading = watch.read();
        watch.begin();
        faults.addAll(reading.faults());
        require(faults, reading.losses() == 1, reading.losses() + " gaps, not 1");
        require(faults, back <= BACK_LIMIT.toNanos(), "later than " + BACK_LIMIT.toSeconds() + " s");
        return new Round(number, Duration.ofNanos(Math.max(0, back)), reading.events(), faults);
    }

    /** Waits for so many gaps, counted since the last restart, and for a snapshot and enough events after the last of them. */
    private void awaitStream(int losses) {
        await("the stream goes on", () -> {
            Watch.Reading reading = watch.read();
            return reading.losses() >= losses && reading.frames() > 0 && reading.eventsOfLogin() >= EVENTS_BETWEEN;
        });
    }

    /** While nothing is received, what was received must be where it belongs. */
    private void checkAccounting(List<String> faults) {
        await(
                "the queue runs empty",
                () -> subscription.stats().queued() + subscription.stats().inFlight() == 0);
        SubscriptionStats heard = subscription.stats();
        ConnectionStats received = connection.stats();
        require(faults, heard.isBalanced(), "not balanced: " + heard);
        require(faults, received.isBalanced(), "not balanced: " + received);
        require(
                faults,
                heard.offered() == received.asyncEvents() + received.controlEvents(),
                "received and offered differ: " + received + " " + heard);
        require(faults, heard.shed() + heard.failed() + heard.discarded() == 0, "events were lost: " + heard);
    }

    private static void require(List<String> faults, boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    private void await(String what, BooleanSupplier done) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain until " + what + "; "
                        + connection.state() + ", " + connection.stats() + ", " + watch.read());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Ends the load and logs off; the PBX goes on. */
    @Override
    public void close() {
        load.close();
        subscription.close();
        connection.close();
        factory.close();
    }
}
