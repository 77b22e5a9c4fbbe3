package io.jackfield.itests.benchmarks.ami;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Jackfield's connection with one subscription. */
record JackfieldClient(String name, EventFilter filter, int queueSize) implements Client {

    static Map<String, String> settings(InetSocketAddress pbx) {
        return Map.of(
                "host",
                pbx.getHostString(),
                "port",
                Integer.toString(pbx.getPort()),
                "username",
                "benchmark",
                "secret",
                "benchmark");
    }

    @Override
    public Login login(InetSocketAddress pbx) throws Exception {
        AmiConnectionFactory factory = new AmiConnectionFactory();
        ManagerConnection connection = factory.create("benchmark", settings(pbx));
        AtomicLong events = new AtomicLong();
        CountDownLatch begun = new CountDownLatch(1);
        Subscription subscription = connection.subscribe(
                SubscriptionOptions.of(filter).withQueueSize(queueSize), StreamListener.of(item -> {
                    if (item instanceof ManagerEvent) {
                        events.incrementAndGet();
                    } else {
                        begun.countDown();
                    }
                }));
        if (!begun.await(10, TimeUnit.SECONDS)) {
            factory.close();
            throw new TimeoutException("Jackfield is " + connection.state() + " and not logged in");
        }
        return new Login() {
            @Override
            public long events() {
                SubscriptionStats stats = subscription.stats();
                return events.get() + stats.filtered();
            }

            @Override
            public void close() {
                factory.close();
            }
        };
    }
}
