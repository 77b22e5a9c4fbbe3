package io.jackfield.camel.routes.internal.context;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteRestartingFailureEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once, that a route did not start and is tried again; the supervising controller itself speaks of the further
 * attempts only.
 */
final class FailedStarts extends EventNotifierSupport {
    private static final Logger LOG = LoggerFactory.getLogger(FailedStarts.class);

    FailedStarts() {
        setIgnoreExchangeEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreCamelContextEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.RouteRestartingFailure;
    }

    @Override
    public void notify(CamelEvent event) {
        RouteRestartingFailureEvent failure = (RouteRestartingFailureEvent) event;
        if (failure.getAttempt() == 0) {
            LOG.warn(
                    "Route {} of \"{}\" did not start and is tried again, ever more rarely: {}",
                    failure.getRoute().getId(),
                    failure.getRoute().getCamelContext().getName(),
                    Reason.of(failure.getCause()));
        }
    }
}
