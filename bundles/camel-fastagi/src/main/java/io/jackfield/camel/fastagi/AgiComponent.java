package io.jackfield.camel.fastagi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The scheme {@code agi}. */
@Component("agi")
public class AgiComponent extends DefaultComponent {

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
