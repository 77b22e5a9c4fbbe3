package io.jackfield.itests.benchmarks.ami;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Jackfield with both ways of being stuck: a listener that holds its thread, and one that never says it is finished. */
final class JackfieldPinger implements Pinger {

    private static final ManagerAction PING = ManagerAction.of("Ping");

    @Override
    public Login login(InetSocketAddress pbx) throws Exception {
        AmiConnectionFactory factory = new AmiConnectionFactory();
        ManagerConnection connection = factory.create("benchmark", JackfieldClient.settings(pbx));
        CountDownLatch stuck = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> never = new CompletableFuture<>();
        Subscription held = connection.subscribe(SubscriptionOptions.of(EventFilter.all()), StreamListener.of(item -> {
            stuck.countDown();
            await(release);
        }));
        Subscription pending = connection.subscribe(SubscriptionOptions.of(EventFilter.all()), item -> {
            stuck.countDown();
            return never;
        });
        if (!stuck.await(10, TimeUnit.SECONDS)) {
            factory.close();
            throw new TimeoutException("Jackfield is " + connection.state() + " and not logged in");
        }
        return new Login() {
            @Override
            public boolean ping() {
                try {
                    return connection.send(PING).get().isSuccess();
                } catch (ExecutionException | InterruptedException gaveUp) {
                    return false;
                }
            }

            @Override
            public void verify(long events) {
                long offered = Math.min(held.stats().offered(), pending.stats().offered());
                if (offered != events) {
                    throw new IllegalStateException(
                            "Jackfield had " + offered + " of " + events + " events: the run is void");
                }
            }

            @Override
            public void close() {
                release.countDown();
                never.complete(null);
                factory.close();
            }
        };
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
