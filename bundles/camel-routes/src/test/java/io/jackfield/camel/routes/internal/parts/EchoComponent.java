package io.jackfield.camel.routes.internal.parts;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Scheme echo: takes and gives anything; {@code echo:slow} takes a second over it. */
public class EchoComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new EchoEndpoint(uri, this, remaining);
    }
}
