package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Whether a consumer's connections are there; says what became of their events, too. */
final class ConsumerHealthCheck extends ConnectionHealthCheck {

    private final ManagerEndpoint endpoint;
    private final ManagerConsumer consumer;

    ConsumerHealthCheck(ManagerEndpoint endpoint, ManagerConsumer consumer) {
        super("consumer:" + endpoint.getComponent().scheme() + "-" + consumer.getRouteId());
        this.endpoint = endpoint;
        this.consumer = consumer;
    }

    @Override
    List<ConnectionReport> reports() {
        return ConnectionReport.of(endpoint);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        super.doCall(builder, options);
        for (EventFeed feed : consumer.feeds()) {
            feed.subscription().ifPresent(subscription -> ConnectionReport.of(subscription.stats())
                    .forEach((key, value) -> builder.detail("events." + feed.connectionName() + "." + key, value)));
        }
    }
}
