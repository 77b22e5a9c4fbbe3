package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerEndpoint;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;

/**
 * The stream of one connection name, on its way into a route: a subscription that goes on with every connection of that name,
 * and the threads that carry it. No thread waits for a route that works asynchronously.
 */
public final class EventFeed {

    private final ManagerConsumer consumer;
    private final ManagerEndpoint endpoint;
    private final String connectionName;
    private final ExecutorService executor;
    private final GapLog gapLog;
    private ManagerConnection connection;
    private Subscription subscription;
    private CompletableFuture<Void> drained = new CompletableFuture<>();
    private boolean flowing;
    /** The list whose items are being delivered, or null. Items of a list are delivered one after the other. */
    private volatile String snapshot;

    EventFeed(ManagerConsumer consumer, ManagerEndpoint endpoint, String connectionName) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.connectionName = connectionName;
        this.gapLog = new GapLog(endpoint.toString(), Clock.systemUTC());
        this.executor = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(
                        consumer,
                        // Not the URI, which has the secret in it: management shows this name.
                        endpoint.getComponent().scheme() + ":" + connectionName,
                        endpoint.getEventOptions().getWorkers());
    }

    /** The name of the connection. */
    public String connectionName() {
        return connectionName;
    }

    /** The connection, while it is there. */
    public synchronized Optional<ManagerConnection> connection() {
        return Optional.ofNullable(connection);
    }

    /** The subscription, once it was made. */
    public synchronized Optional<Subscription> subscription() {
        return Optional.ofNullable(subscription);
    }

    /** @param flow whether the route takes events now */
    synchronized void connect(ManagerConnection arrived, boolean flow) {
        connection = arrived;
        flowing = false;
        if (flow) {
            resume();
        }
    }

    synchronized boolean disconnect(ManagerConnection departed) {
        boolean mine = connection == departed;
        if (mine) {
            connection = null;
            if (flowing) {
                // It need not be closed: another one may be preferred.
                flowing = false;
                subscription.drain();
            }
        }
        return mine;
    }

    /** Into the stream, for the first time or again. */
    synchronized void resume() {
        if (connection == null || flowing) {
            return;
        }
        drained = new CompletableFuture<>();
        if (subscription == null) {
            subscription = connection.subscribe(endpoint.subscriptionOptions().withExecutor(executor), this::onItem);
        } else {
            connection.resume(subscription);
        }
        flowing = true;
    }

    /** Out of the stream; what is queued is worked off. */
    synchronized void leave() {
        flowing = false;
        CompletableFuture<Void> leaving = drained;
        if (subscription == null) {
            leaving.complete(null);
        } else {
            subscription.drain().thenRun(() -> leaving.complete(null));
        }
    }

    /** How much there is to be worked off after {@link #leave}. */
    synchronized int pending() {
        boolean idle = subscription == null || drained.isDone();
        return idle ? 0 : (int) Math.max(1, subscription.stats().queued());
    }

    synchronized void close() {
        if (subscription != null) {
            subscription.close();
        }
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
    }

    private CompletionStage<?> onItem(StreamItem item) {
        if (item instanceof SnapshotStart start) {
            snapshot = start.action();
        } else if (item instanceof SnapshotEnd) {
            snapshot = null;
        }
        if (!(item instanceof ManagerEvent) && !endpoint.getEventOptions().isGaps()) {
            gapLog.add(item);
            return StreamListener.DONE;
        }
        Exchange exchange = consumer.newExchange();
        EventHeaders.fill(exchange.getMessage(), item, snapshot);
        CompletableFuture<Void> finished = new CompletableFuture<>();
        consumer.getAsyncProcessor().process(exchange, synchronously -> {
            Exception problem = exchange.getException();
            consumer.release(exchange, synchronously);
            if (problem == null) {
                finished.complete(null);
            } else {
                finished.completeExceptionally(problem);
            }
        });
        return finished;
    }
}
