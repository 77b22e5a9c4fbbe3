package io.jackfield.camel.fastagi;

import io.jackfield.camel.fastagi.internal.FastAgiServers;
import io.jackfield.camel.fastagi.internal.LocalServers;
import io.jackfield.camel.fastagi.internal.Whiteboard;
import io.jackfield.fastagi.FastAgiServer;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.util.PropertiesHelper;

/** The scheme {@code fastagi}. */
@Component("fastagi")
public class FastAgiComponent extends ScriptComponent {

    public FastAgiComponent() {
        super("fastagi");
    }

    @Override
    protected ScriptEndpoint newEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        FastAgiEndpoint endpoint = new FastAgiEndpoint(uri, this);
        endpoint.setScript(remaining);
        endpoint.getServerOptions().setSettings(PropertiesHelper.extractProperties(parameters, "server."));
        return endpoint;
    }

    @Override
    protected CallSource newSource(ScheduledExecutorService timer) {
        return runsAsBundle()
                ? new Whiteboard<>(scheme(), FastAgiServer.class, FastAgiServer::name, FastAgiServers::new)
                : new LocalServers(getCamelContext(), timer);
    }
}
