package io.jackfield.camel.fastagi.internal;

import io.jackfield.camel.fastagi.Origins;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ManagerConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The manager connections that are there, by name. */
public final class ManagerConnections implements Origins {

    private final Supplier<Map<String, ManagerConnection>> connections;

    public ManagerConnections(Supplier<Map<String, ManagerConnection>> connections) {
        this.connections = connections;
    }

    @Override
    public Optional<String> problem(Set<String> names) {
        Map<String, ManagerConnection> known = connections.get();
        if (known.isEmpty() && names.isEmpty()) {
            return Optional.of("there is no manager connection; in Karaf, etc/io.jackfield.ami-pbx1.cfg makes one");
        }
        String problems = (names.isEmpty() ? known.keySet() : names)
                .stream()
                        .flatMap(name -> problem(name, known).stream())
                        .sorted()
                        .collect(Collectors.joining("; "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }

    private static Optional<String> problem(String name, Map<String, ManagerConnection> known) {
        ManagerConnection connection = known.get(name);
        if (connection == null) {
            return Optional.of("there is no connection named " + name + ", known are " + known.keySet()
                    + "; in Karaf, etc/io.jackfield.ami-" + name + ".cfg makes one");
        }
        ConnectionState state = connection.state();
        if (state instanceof ConnectionState.Up) {
            return Optional.empty();
        }
        return Optional.of(
                name + ": " + (state instanceof ConnectionState.Down down ? down.reason() : "not logged in"));
    }

    @Override
    public Optional<String> address(Set<String> names) {
        String peers = connections.get().values().stream()
                .filter(connection -> names.isEmpty() || names.contains(connection.name()))
                .map(ManagerConnection::peer)
                .collect(Collectors.joining(","));
        return peers.isEmpty() ? Optional.empty() : Optional.of(peers);
    }

    @Override
    public List<Origin> list() {
        return new TreeMap<>(connections.get())
                .entrySet().stream()
                        .map(connection -> new Origin(connection.getKey(), details(connection.getValue())))
                        .toList();
    }

    private static Map<String, Object> details(ManagerConnection connection) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("peer", connection.peer());
        details.put("state", connection.state().getClass().getSimpleName());
        return details;
    }
}
