package io.jackfield.camel.fastagi.internal;

import io.jackfield.camel.fastagi.ScriptEndpoint;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether a consumer can get calls now; says how many there are and how those before ended, too. */
final class ScriptHealthCheck extends AbstractHealthCheck {

    private final ScriptEndpoint endpoint;
    private final ScriptConsumer consumer;

    ScriptHealthCheck(ScriptEndpoint endpoint, ScriptConsumer consumer) {
        super("camel", "consumer:" + endpoint.getComponent().scheme() + "-" + consumer.getRouteId());
        this.endpoint = endpoint;
        this.consumer = consumer;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> problem = endpoint.getComponent().source().origins().problem(endpoint.origins());
        problem.ifPresentOrElse(text -> builder.down().message(text), builder::up);
        builder.detail("calls", consumer.sessions().size());
        consumer.endings().forEach((how, count) -> builder.detail("calls." + how, count));
    }
}
