package io.jackfield.camel.routes.internal.context;

import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiCamelContextPublisher;
import org.apache.camel.spi.CamelEvent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Makes a context a service while its routes run. By itself Camel's publisher does so at an event that comes before the
 * supervising controller starts the routes; it still withdraws the service by itself.
 */
final class Publisher extends OsgiCamelContextPublisher {

    Publisher(BundleContext bundleContext) {
        super(bundleContext);
        // Camel makes no objects for kinds of events that nobody wants.
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.CamelContextStopping;
    }

    void publish(CamelContext context) {
        try {
            registerCamelContext(context);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + context.getName() + "\" cannot be the name of a context: " + e.getMessage(), e);
        }
    }
}
