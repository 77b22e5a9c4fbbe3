package io.jackfield.camel.manager;

import io.jackfield.camel.manager.internal.ManagerConsumer;
import io.jackfield.camel.manager.internal.ManagerProducer;
import io.jackfield.camel.manager.internal.SnapshotLists;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.SubscriptionOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The base of the endpoints ami and ajam: a connection's name, and what to take from it or send to it. */
public abstract class ManagerEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerEndpoint.class);
    private static final String EVERY_CONNECTION = "*";
    private static final long PATIENCE_SECONDS = 5;

    @UriPath(
            description =
                    "Name of the connection: a configuration, a bean of the registry, or made from host and login below. For a "
                            + "consumer, an asterisk stands for all connections, also later ones.")
    @Metadata(required = true)
    private String name;

    @UriPath(
            description =
                    "The action to send, for example QueueAdd. Actions that Asterisk answers with a list give an EventList.")
    private String action;

    @UriParam
    private EventOptions eventOptions = new EventOptions();

    @UriParam
    private ActionOptions actionOptions = new ActionOptions();

    @UriParam
    private ConnectionOptions connectionOptions = new ConnectionOptions();

    private Future<?> reminder;

    protected ManagerEndpoint(String uri, ManagerComponent component) {
        super(uri, component);
    }

    @Override
    public ManagerComponent getComponent() {
        return (ManagerComponent) super.getComponent();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (action != null) {
            throw new IllegalArgumentException(this + ": a consumer takes events, not the action " + action
                    + "; expected from(\"" + getComponent().scheme() + ":" + name + "?events=...\")");
        }
        ManagerConsumer consumer = new ManagerConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        if (action == null) {
            throw new IllegalArgumentException(
                    this + ": which action? expected to(\"" + getComponent().scheme() + ":" + name + "/Action\")");
        }
        if (ManagerConnection.isReserved(action)) {
            throw new IllegalArgumentException(
                    this + ": " + action + " belongs to the connection, whose login others share; it cannot be sent");
        }
        if (isEveryConnection()) {
            throw new IllegalArgumentException(
                    this + ": an action is sent to one connection, expected its name instead of " + EVERY_CONNECTION);
        }
        if (actionOptions.getAwait() == ActionOptions.Await.ORIGINATED && !action.equalsIgnoreCase("Originate")) {
            throw new IllegalArgumentException(this + ": await=ORIGINATED is for Originate, not for " + action);
        }
        return new ManagerProducer(this);
    }

    /** Whether this is {@code ami:*}: all connections of the transport, also those that come later. */
    public boolean isEveryConnection() {
        return name.equals(EVERY_CONNECTION);
    }

    /** The connection, if it is there now. */
    public Optional<ManagerConnection> connection() {
        return getComponent().directory().find(name);
    }

    /** Where the PBX is, as far as that is known now; null for all connections. */
    @Override
    public String getServiceUrl() {
        String host = connectionOptions.getHost();
        Integer port = connectionOptions.getPort();
        return Optional.ofNullable(getComponent().directory())
                .flatMap(directory -> directory.find(name))
                .map(ManagerConnection::peer)
                .orElse(host == null || port == null ? host : host + ":" + port);
    }

    @Override
    public String getServiceProtocol() {
        return getComponent().scheme();
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        String username = connectionOptions.getUsername();
        return username == null ? Map.of() : Map.of("username", username);
    }

    /**
     * Refuses a connection of another transport.
     *
     * @throws IllegalArgumentException naming the right scheme
     */
    public void requireTransport(ManagerConnection connection) {
        String scheme = getComponent().scheme();
        if (!connection.transport().equals(scheme)) {
            throw new IllegalArgumentException(name + " is an " + connection.transport() + " connection: use "
                    + connection.transport() + ":" + name + " instead of " + scheme + ":" + name);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (connectionOptions.getHost() != null) {
            getComponent().connect(name, connectionOptions);
        }
        connection().ifPresent(this::requireTransport);
        reminder = getComponent().timer().schedule(this::remind, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (reminder != null) {
            reminder.cancel(false);
        }
        super.doStop();
    }

    private void remind() {
        if (!isEveryConnection() && connection().isEmpty()) {
            String scheme = getComponent().scheme();
            LOG.warn(
                    "{}: there is no connection named {}; known are {}. Routes that use it wait. In Karaf, "
                            + "etc/io.jackfield.{}-{}.cfg makes one",
                    this,
                    name,
                    getComponent().directory().names(),
                    scheme,
                    name);
        }
    }

    /**
     * How the consumer subscribes, but for its threads.
     *
     * @throws IllegalArgumentException if an option has an unusable value; the message names it
     */
    public SubscriptionOptions subscriptionOptions() {
        return SubscriptionOptions.of(eventOptions.filter())
                .withQueueSize(eventOptions.getQueueSize())
                .withWorkers(eventOptions.getWorkers())
                .withSnapshot(SnapshotLists.of(eventOptions.getSnapshot()))
                .withOverflow(eventOptions.getOverflow());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public EventOptions getEventOptions() {
        return eventOptions;
    }

    public void setEventOptions(EventOptions eventOptions) {
        this.eventOptions = eventOptions;
    }

    public ActionOptions getActionOptions() {
        return actionOptions;
    }

    public void setActionOptions(ActionOptions actionOptions) {
        this.actionOptions = actionOptions;
    }

    public ConnectionOptions getConnectionOptions() {
        return connectionOptions;
    }

    public void setConnectionOptions(ConnectionOptions connectionOptions) {
        this.connectionOptions = connectionOptions;
    }
}
