package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.camel.manager.ManagerComponent;
import io.jackfield.camel.manager.ManagerEndpoint;
import io.jackfield.manager.ManagerConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as exchanges: of one connection, or of all of them. Each connection has a feed, which serves for the consumer's
 * whole life and moves from one connection to its successor of the same name. A route that stops or is suspended leaves the
 * stream of events first and works off what is queued; one that is resumed goes on with a gap.
 */
public final class ManagerConsumer extends DefaultConsumer
        implements ConnectionDirectory.Watcher, ShutdownAware, Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerConsumer.class);

    private final ManagerEndpoint endpoint;
    private final Map<String, EventFeed> feeds = new ConcurrentSkipListMap<>();
    private ConnectionDirectory.Watch watch;
    /** Whether the route takes no events, because it is suspended or about to stop. */
    private boolean left;

    public ManagerConsumer(ManagerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        synchronized (this) {
            left = false;
        }
        ManagerComponent component = endpoint.getComponent();
        if (HealthCheckHelper.getHealthCheckRepository(endpoint.getCamelContext(), "consumers") != null) {
            ConsumerHealthCheck health = new ConsumerHealthCheck(endpoint, this);
            health.setCamelContext(endpoint.getCamelContext());
            health.setEnabled(component.isHealthCheckConsumerEnabled());
            setHealthCheck(health);
        }
        component.consumers().add(this);
        ConnectionDirectory directory = component.directory();
        watch = endpoint.isEveryConnection() ? directory.watchAll(this) : directory.watch(endpoint.getName(), this);
    }

    @Override
    protected void doStop() throws Exception {
        if (watch != null) {
            watch.close();
        }
        endpoint.getComponent().consumers().remove(this);
        synchronized (this) {
            feeds.values().forEach(EventFeed::close);
            feeds.clear();
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        leave();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        synchronized (this) {
            left = false;
            feeds.values().forEach(EventFeed::resume);
        }
    }

    private synchronized void leave() {
        left = true;
        feeds.values().forEach(EventFeed::leave);
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask runningTask) {
        leave();
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return feeds.values().stream().mapToInt(EventFeed::pending).sum();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Whether what is queued is worked off or given up, stopping closes the feeds.
    }

    /** One for each connection that was there so far; for health and statistics. */
    public Collection<EventFeed> feeds() {
        return List.copyOf(feeds.values());
    }

    @Override
    public synchronized void arrived(ManagerConnection connection) {
        if (endpoint.isEveryConnection()
                && !connection.transport().equals(endpoint.getComponent().scheme())) {
            return;
        }
        try {
            endpoint.requireTransport(connection);
            EventFeed feed = feeds.computeIfAbsent(connection.name(), name -> new EventFeed(this, endpoint, name));
            feed.connect(connection, !left);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("{}: no events can be taken from {}: {}", endpoint, connection, e.getMessage());
        }
    }

    @Override
    public synchronized void departed(ManagerConnection connection) {
        EventFeed feed = feeds.get(connection.name());
        if (feed != null && feed.disconnect(connection)) {
            LOG.info("{}: the connection {} is gone; the route waits for its return", endpoint, connection.name());
        }
    }

    /** An exchange for one item, which {@link #release} gives back. */
    Exchange newExchange() {
        return createExchange(true);
    }

    void release(Exchange exchange, boolean synchronously) {
        defaultConsumerCallback(exchange, true).done(synchronously);
    }
}
