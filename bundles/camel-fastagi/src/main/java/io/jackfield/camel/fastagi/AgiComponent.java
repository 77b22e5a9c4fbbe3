package io.jackfield.camel.fastagi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The scheme {@code agi}. */
@Component("agi")
public class AgiComponent extends DefaultComponent {

    private ExecutorService pool;

    /**
     * Where a route goes on whose call is of a Java handler and not of {@code fastagi:} or {@code asyncagi:}, which have a pool for
     * theirs.
     */
    public synchronized ExecutorService workers() {
        if (pool == null) {
            pool = getCamelContext().getExecutorServiceManager().newDefaultThreadPool(this, "agi");
        }
        return pool;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        synchronized (this) {
            if (pool != null) {
                getCamelContext().getExecutorServiceManager().shutdownGraceful(pool);
                pool = null;
            }
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        AgiEndpoint endpoint = new AgiEndpoint(uri, this);
        endpoint.setCommand(remaining);
        Map<String, Object> given = new LinkedHashMap<>(parameters);
        setProperties(endpoint, parameters);
        if (given.containsKey("replyTimeout") && endpoint.getReplyTimeout() < 1) {
            throw new IllegalArgumentException(
                    "replyTimeout=" + given.get("replyTimeout") + ": expected a time above zero such as 500ms or 5s");
        }
        // Here and not at the start of a route, because a route that fails to start is tried again.
        endpoint.validate();
        return endpoint;
    }
}
