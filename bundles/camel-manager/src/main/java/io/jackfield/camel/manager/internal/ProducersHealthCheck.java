package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerComponent;
import io.jackfield.camel.manager.ManagerEndpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether all connections to which a component's endpoints send actions are there. */
public final class ProducersHealthCheck extends ConnectionHealthCheck {

    private final ManagerComponent component;

    public ProducersHealthCheck(ManagerComponent component) {
        super("producer:" + component.scheme());
        this.component = component;
    }

    @Override
    List<ConnectionReport> reports() {
        Map<String, ManagerEndpoint> byConnection = component.getCamelContext().getEndpoints().stream()
                .filter(ManagerEndpoint.class::isInstance)
                .map(ManagerEndpoint.class::cast)
                .filter(endpoint -> endpoint.getComponent() == component && endpoint.getAction() != null)
                .collect(Collectors.toMap(ManagerEndpoint::getName, endpoint -> endpoint, (first, other) -> first));
        return byConnection.values().stream()
                .flatMap(endpoint -> ConnectionReport.of(endpoint).stream())
                .toList();
    }
}
