package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.camel.manager.ManagerEndpoint;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as exchanges, one after the other: the next is taken when the route is finished with the one before. One
 * subscription serves for the consumer's whole life and moves from one connection to its successor.
 */
public final class ManagerConsumer extends DefaultConsumer implements ConnectionDirectory.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerConsumer.class);

    private final ManagerEndpoint endpoint;
    private final GapLog gapLog;
    private ExecutorService executor;
    private ConnectionDirectory.Watch watch;
    private Subscription subscription;

    public ManagerConsumer(ManagerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.gapLog = new GapLog(endpoint.toString(), Clock.systemUTC());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        executor = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, endpoint.getEndpointUri());
        watch = endpoint.getComponent().directory().watch(endpoint.getName(), this);
    }

    @Override
    protected void doStop() throws Exception {
        if (watch != null) {
            watch.close();
        }
        synchronized (this) {
            if (subscription != null) {
                subscription.close();
                subscription = null;
            }
        }
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
        super.doStop();
    }

    /** The subscription, once the connection was there; for health and statistics. */
    public synchronized Subscription subscription() {
        return subscription;
    }

    @Override
    public synchronized void arrived(ManagerConnection connection) {
        try {
            endpoint.requireTransport(connection);
            if (subscription == null) {
                SubscriptionOptions options = SubscriptionOptions.of(endpoint.filter())
                        .withQueueSize(endpoint.getQueueSize())
                        .withOverflow(endpoint.getOverflow())
                        .withExecutor(executor);
                subscription = connection.subscribe(options, this::onItem);
            } else {
                connection.resume(subscription);
            }
        } catch (IllegalArgumentException e) {
            LOG.error("{}: no events can be taken from {}: {}", endpoint, connection, e.getMessage());
        }
    }

    @Override
    public void departed(ManagerConnection connection) {
        LOG.info("{}: the connection {} is gone; the route waits for its return", endpoint, connection.name());
    }

    private CompletionStage<?> onItem(StreamItem item) {
        if (item instanceof EventGap gap && !endpoint.isGaps()) {
            gapLog.add(gap);
            return CompletableFuture.completedStage(null);
        }
        Exchange exchange = createExchange(true);
        EventHeaders.fill(exchange.getMessage(), item);
        AsyncCallback release = defaultConsumerCallback(exchange, true);
        CompletableFuture<Void> finished = new CompletableFuture<>();
        getAsyncProcessor().process(exchange, synchronously -> {
            Exception problem = exchange.getException();
            release.done(synchronously);
            if (problem == null) {
                finished.complete(null);
            } else {
                finished.completeExceptionally(problem);
            }
        });
        return finished;
    }
}
