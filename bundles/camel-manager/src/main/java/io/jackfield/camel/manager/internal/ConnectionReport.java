package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.camel.manager.ManagerComponent;
import io.jackfield.camel.manager.ManagerEndpoint;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.SubscriptionStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a connection is at this moment. Holds no secrets.
 *
 * @param name the name that endpoints use
 * @param problem why it cannot be used now, for a person to read
 * @param details what is known about it, in an order for reading
 */
record ConnectionReport(String name, Optional<String> problem, Map<String, Object> details) {

    /** The connections that an endpoint uses: one, or all of its transport. */
    static List<ConnectionReport> of(ManagerEndpoint endpoint) {
        if (endpoint.isEveryConnection()) {
            return of(endpoint.getComponent());
        }
        return List.of(endpoint.connection()
                .map(connection -> of(endpoint, connection))
                .orElseGet(() -> unusable(
                        endpoint.getName(),
                        "there is no connection named " + endpoint.getName() + ", known are "
                                + endpoint.getComponent().directory().names())));
    }

    /** All connections of a component's transport. */
    static List<ConnectionReport> of(ManagerComponent component) {
        ConnectionDirectory directory = component.directory();
        return directory.names().stream()
                .map(directory::find)
                .flatMap(Optional::stream)
                .filter(connection -> connection.transport().equals(component.scheme()))
                .map(ConnectionReport::of)
                .toList();
    }

    private static ConnectionReport of(ManagerEndpoint endpoint, ManagerConnection connection) {
        try {
            endpoint.requireTransport(connection);
            return of(connection);
        } catch (IllegalArgumentException wrongTransport) {
            return unusable(endpoint.getName(), wrongTransport.getMessage());
        }
    }

    private static ConnectionReport unusable(String name, String problem) {
        return new ConnectionReport(name, Optional.of(problem), Map.of());
    }

    private static ConnectionReport of(ManagerConnection connection) {
        ConnectionState state = connection.state();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("peer", connection.peer());
        details.put("state", state.getClass().getSimpleName());
        put(details, connection.stats());
        return new ConnectionReport(connection.name(), problem(state), details);
    }

    private static Optional<String> problem(ConnectionState state) {
        if (state instanceof ConnectionState.Up || state instanceof ConnectionState.Idle) {
            return Optional.empty();
        }
        if (state instanceof ConnectionState.Down down) {
            return Optional.of(down.reason());
        }
        return Optional.of(state instanceof ConnectionState.Closed ? "closed" : "not logged in yet");
    }

    private static void put(Map<String, Object> details, ConnectionStats stats) {
        details.put("logins", stats.logins());
        details.put("pendingActions", stats.pendingActions());
        details.put("responses", stats.responses());
        details.put("uncorrelated", stats.uncorrelated());
        details.put("eventFrames", stats.eventFrames());
        details.put("asyncEvents", stats.asyncEvents());
        details.put("listItems", stats.listItems());
        details.put("controlEvents", stats.controlEvents());
        details.put(
                "timestamps",
                stats.timestamps() == ConnectionStats.Timestamps.ABSENT
                        ? "absent: set timestampevents = yes in the PBX's manager.conf"
                        : stats.timestamps().name().toLowerCase(Locale.ROOT));
    }

    /** The accounting of a subscription, in an order for reading. */
    static Map<String, Object> of(SubscriptionStats stats) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("offered", stats.offered());
        details.put("filtered", stats.filtered());
        details.put("shed", stats.shed());
        details.put("discarded", stats.discarded());
        details.put("queued", stats.queued());
        details.put("inFlight", stats.inFlight());
        details.put("completed", stats.completed());
        details.put("failed", stats.failed());
        return details;
    }
}
