package io.jackfield.camel.manager.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up if all connections that are looked at can be used now; those that log in on demand can. */
abstract class ConnectionHealthCheck extends AbstractHealthCheck {

    ConnectionHealthCheck(String id) {
        super("camel", id);
    }

    abstract List<ConnectionReport> reports();

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<ConnectionReport> reports = reports();
        String problems = reports.stream()
                .filter(report -> report.problem().isPresent())
                .map(report -> report.name() + ": " + report.problem().get())
                .collect(Collectors.joining("; "));
        if (problems.isEmpty()) {
            builder.up();
        } else {
            builder.down().message(problems);
        }
        for (ConnectionReport report : reports) {
            report.details().forEach((key, value) -> builder.detail("connection." + report.name() + "." + key, value));
        }
    }
}
