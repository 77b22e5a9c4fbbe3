package io.jackfield.camel.manager;

import io.jackfield.camel.manager.internal.ManagerConsumer;
import io.jackfield.camel.manager.internal.ManagerProducer;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.SubscriptionOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The base of the endpoints ami and ajam: a connection's name, and what to take from it or send to it. */
public abstract class ManagerEndpoint extends DefaultEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerEndpoint.class);
    private static final long PATIENCE_SECONDS = 5;

    @UriPath(
            description =
                    "Name of the connection: a configuration, a bean of the registry, or made from host and login below.")
    @Metadata(required = true)
    private String name;

    @UriPath(
            description =
                    "The action to send, for example QueueAdd. Actions that Asterisk answers with a list give an EventList.")
    private String action;

    @UriParam(
            label = "consumer",
            defaultValue = "*",
            description =
                    "Names of the events to consume, separated by commas; asterisks and question marks are wildcards.")
    private String events = "*";

    @UriParam(
            label = "consumer",
            description =
                    "Condition on a header of the event: Header=pattern or Header!=pattern, where a vertical bar separates "
                            + "alternatives. Can be repeated; all must hold. A missing header counts as empty.")
    private String where;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description =
                    "Whether gaps in the stream of events arrive as exchanges. If not, they are logged and counted only.")
    private boolean gaps = true;

    @UriParam(
            label = "consumer",
            defaultValue = "10000",
            description = "How many events may wait for the route before some are shed.")
    private int queueSize = SubscriptionOptions.DEFAULT_QUEUE_SIZE;

    @UriParam(
            label = "consumer",
            defaultValue = "DROP_OLDEST",
            description =
                    "Which events are shed when the queue is full. A gap with their exact number stands in their place.")
    private OverflowPolicy overflow = OverflowPolicy.DROP_OLDEST;

    @UriParam(
            label = "producer",
            prefix = "arg.",
            multiValue = true,
            description =
                    "An argument of the action, as arg.Name=value. The value is a Simple expression. A body that is a Map, "
                            + "and headers CamelAmiArg.Name, come before it.")
    private Map<String, Object> args = new LinkedHashMap<>();

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer; by default as long as the connection's actionTimeout.")
    private long timeout;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether an error answered by the PBX makes the exchange fail.")
    private boolean failOnError = true;

    @UriParam(
            label = "connection",
            description = "Host of the PBX, if the connection is to be made from this endpoint.")
    private String host;

    @UriParam(label = "connection", description = "Port of the PBX's manager interface; by default 5038.")
    private Integer port;

    @UriParam(label = "connection,security", secret = true, description = "User of the manager interface.")
    private String username;

    @UriParam(label = "connection,security", secret = true, description = "Secret of that user.")
    private String secret;

    private EventFilter conditions = EventFilter.all();
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
        return new ManagerProducer(this);
    }

    /** The connection, if it is there now. */
    public Optional<ManagerConnection> connection() {
        return getComponent().directory().find(name);
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
        if (host != null) {
            getComponent().connect(this);
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
        if (connection().isEmpty()) {
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

    /** The events that the consumer takes. */
    public EventFilter filter() {
        return conditions.named(events);
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

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public String getWhere() {
        return where;
    }

    /** Adds a condition to those set before. */
    public void setWhere(String where) {
        this.where = this.where == null ? where : this.where + "&where=" + where;
        this.conditions = conditions.where(where);
    }

    public boolean isGaps() {
        return gaps;
    }

    public void setGaps(boolean gaps) {
        this.gaps = gaps;
    }

    public int getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public OverflowPolicy getOverflow() {
        return overflow;
    }

    public void setOverflow(OverflowPolicy overflow) {
        this.overflow = overflow;
    }

    public Map<String, Object> getArgs() {
        return args;
    }

    public void setArgs(Map<String, Object> args) {
        this.args = args;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public Integer getPort() {
        return port;
    }

    public void setPort(Integer port) {
        this.port = port;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }
}
