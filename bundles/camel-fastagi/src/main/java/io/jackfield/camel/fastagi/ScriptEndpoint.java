package io.jackfield.camel.fastagi;

import io.jackfield.camel.fastagi.internal.ScriptConsumer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** The base of the endpoints fastagi and asyncagi: a script, and from whom its calls come. */
public abstract class ScriptEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptEndpoint.class);
    private static final long PATIENCE_SECONDS = 5;

    @UriPath(
            description =
                    "The script that the dialplan asks for: a path whose segments are literal or a {parameter}; an asterisk as the "
                            + "last one stands for any rest. Of several routes the one with the most literal script gets the call.")
    @Metadata(required = true)
    private String script;

    @UriParam
    private CallOptions callOptions = new CallOptions();

    private Future<?> reminder;

    protected ScriptEndpoint(String uri, ScriptComponent component) {
        super(uri, component);
    }

    @Override
    public ScriptComponent getComponent() {
        return (ScriptComponent) super.getComponent();
    }

    /** The servers or connections whose calls are wanted; empty for all. */
    public abstract Set<String> origins();

    /** Refuses options that make no sense together. */
    protected abstract void validate();

    /** Whether the consumer listens on a port. */
    public abstract boolean isHosted();

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ScriptConsumer consumer = new ScriptConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                this + ": Asterisk calls, so this is for from(); a command on a call is to(\"agi:command\")");
    }

    /** Where calls come in, as far as that is known now. */
    @Override
    public String getServiceUrl() {
        return Optional.ofNullable(getComponent().source())
                .flatMap(source -> source.origins().address(origins()))
                .orElse(null);
    }

    @Override
    public String getServiceProtocol() {
        return getComponent().scheme();
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("script", script);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
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
        getComponent()
                .source()
                .origins()
                .problem(origins())
                .ifPresent(problem -> LOG.warn("{} gets no calls: {}", this, problem));
    }

    public String getScript() {
        return script;
    }

    public void setScript(String script) {
        this.script = script;
    }

    public CallOptions getCallOptions() {
        return callOptions;
    }

    public void setCallOptions(CallOptions callOptions) {
        this.callOptions = callOptions;
    }
}
