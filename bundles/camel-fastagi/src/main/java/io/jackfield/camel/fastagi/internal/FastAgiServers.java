package io.jackfield.camel.fastagi.internal;

import io.jackfield.camel.fastagi.Origins;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerStats;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The FastAGI servers that are there, by name. */
public final class FastAgiServers implements Origins {

    private final Supplier<Map<String, FastAgiServer>> servers;

    public FastAgiServers(Supplier<Map<String, FastAgiServer>> servers) {
        this.servers = servers;
    }

    @Override
    public Optional<String> problem(Set<String> names) {
        Map<String, FastAgiServer> known = servers.get();
        if (known.isEmpty() && names.isEmpty()) {
            return Optional.of("there is no FastAGI server; in Karaf, etc/io.jackfield.fastagi-main.cfg makes one");
        }
        String problems = (names.isEmpty() ? known.keySet() : names)
                .stream()
                        .flatMap(name -> problem(name, known).stream())
                        .sorted()
                        .collect(Collectors.joining("; "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }

    private static Optional<String> problem(String name, Map<String, FastAgiServer> known) {
        FastAgiServer server = known.get(name);
        if (server == null) {
            return Optional.of("there is no FastAGI server named " + name + ", known are " + known.keySet()
                    + "; in Karaf, etc/io.jackfield.fastagi-" + name + ".cfg makes one");
        }
        return server.address().isPresent()
                ? Optional.empty()
                : Optional.of("the FastAGI server " + name + " does not listen: its port is in use, or it is stopping");
    }

    @Override
    public Optional<String> address(Set<String> names) {
        Map<String, FastAgiServer> known = servers.get();
        String addresses = known.keySet().stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .flatMap(name -> address(known.get(name)))
                .collect(Collectors.joining(","));
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses);
    }

    private static Stream<String> address(FastAgiServer server) {
        return server.address().map(FastAgiServers::text).stream();
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    @Override
    public List<Origin> list() {
        return new TreeMap<>(servers.get())
                .entrySet().stream()
                        .map(server -> new Origin(server.getKey(), details(server.getValue())))
                        .toList();
    }

    private static Map<String, Object> details(FastAgiServer server) {
        FastAgiServerStats stats = server.stats();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("address", server.address().map(FastAgiServers::text).orElse("not listening"));
        details.put("sessions", stats.sessions());
        details.put("maxSessions", stats.maxSessions());
        details.put("totalSessions", stats.totalSessions());
        details.put("handshakes", stats.handshakes());
        stats.ended().forEach((how, count) -> details.put("ended." + how, count));
        stats.refused().forEach((why, count) -> details.put("refused." + why.name(), count));
        details.put("probes", stats.probes());
        details.put("draining", stats.draining());
        return details;
    }
}
