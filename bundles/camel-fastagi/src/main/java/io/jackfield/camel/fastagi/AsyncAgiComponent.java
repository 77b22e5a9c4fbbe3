package io.jackfield.camel.fastagi;

import io.jackfield.camel.fastagi.internal.LocalConnections;
import io.jackfield.camel.fastagi.internal.ManagerConnections;
import io.jackfield.camel.fastagi.internal.Whiteboard;
import io.jackfield.manager.ManagerConnection;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.spi.annotations.Component;

/** The scheme {@code asyncagi}. */
@Component("asyncagi")
public class AsyncAgiComponent extends ScriptComponent {

    public AsyncAgiComponent() {
        super("asyncagi");
    }

    @Override
    protected ScriptEndpoint newEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slash = remaining.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException(
                    uri + ": expected asyncagi:connection/script, or asyncagi:*/script for all connections");
        }
        AsyncAgiEndpoint endpoint = new AsyncAgiEndpoint(uri, this);
        endpoint.setConnection(remaining.substring(0, slash));
        endpoint.setScript(remaining.substring(slash + 1));
        return endpoint;
    }

    @Override
    protected CallSource newSource(ScheduledExecutorService timer) {
        return runsAsBundle()
                ? new Whiteboard<>(scheme(), ManagerConnection.class, ManagerConnection::name, ManagerConnections::new)
                : new LocalConnections(getCamelContext(), timer);
    }
}
