package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** The connections of all schemes, and what their consumers do with the events. Shows no secrets. */
@DevConsole(
        name = ManagerDevConsole.ID,
        displayName = "Asterisk Manager",
        description = "Connections to Asterisk's manager interface, and their consumers")
public final class ManagerDevConsole extends AbstractDevConsole {

    static final String ID = "asterisk-manager";

    public ManagerDevConsole() {
        super("camel", ID, "Asterisk Manager", "Connections to Asterisk's manager interface, and their consumers");
    }

    /** Adds the console to a context that has consoles; it need not find it by itself then, which it cannot in OSGi. */
    public static void register(CamelContext context) {
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        if (consoles != null) {
            consoles.register(new ManagerDevConsole());
        }
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        components().forEach(component -> {
            for (ConnectionReport report : ConnectionReport.of(component)) {
                text.append(String.format("%nConnection %s:%s%n", component.scheme(), report.name()));
                report.problem().ifPresent(problem -> text.append(String.format("    Problem: %s%n", problem)));
                append(text, "    ", report.details());
            }
            consumers(component).forEach(consumer -> {
                text.append(String.format("%nConsumer %s of route %s%n", uri(consumer), consumer.getRouteId()));
                for (EventFeed feed : consumer.feeds()) {
                    text.append(String.format("    Events of %s%n", feed.connectionName()));
                    append(text, "        ", accounting(feed));
                }
            });
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, Map<String, Object> details) {
        details.forEach((key, value) -> text.append(String.format("%s%s: %s%n", indent, key, value)));
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray connections = new JsonArray();
        JsonArray consumers = new JsonArray();
        components().forEach(component -> {
            ConnectionReport.of(component).forEach(report -> connections.add(json(component, report)));
            consumers(component).forEach(consumer -> consumers.add(json(consumer)));
        });
        JsonObject root = new JsonObject();
        root.put("connections", connections);
        root.put("consumers", consumers);
        return root;
    }

    private static JsonObject json(ManagerComponent component, ConnectionReport report) {
        JsonObject json = new JsonObject();
        json.put("name", report.name());
        json.put("scheme", component.scheme());
        report.problem().ifPresent(problem -> json.put("problem", problem));
        json.putAll(report.details());
        return json;
    }

    private static JsonObject json(ManagerConsumer consumer) {
        JsonArray events = new JsonArray();
        for (EventFeed feed : consumer.feeds()) {
            JsonObject json = new JsonObject(accounting(feed));
            json.put("connection", feed.connectionName());
            events.add(json);
        }
        JsonObject json = new JsonObject();
        json.put("routeId", consumer.getRouteId());
        json.put("uri", uri(consumer));
        json.put("events", events);
        return json;
    }

    private static Map<String, Object> accounting(EventFeed feed) {
        return feed.subscription()
                .map(subscription -> ConnectionReport.of(subscription.stats()))
                .orElse(Map.of());
    }

    private static String uri(ManagerConsumer consumer) {
        return URISupport.sanitizeUri(consumer.getEndpoint().getEndpointUri());
    }

    private Stream<ManagerComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().getComponent(name, false, false))
                .filter(ManagerComponent.class::isInstance)
                .map(ManagerComponent.class::cast)
                .filter(component -> component.directory() != null);
    }

    private static List<ManagerConsumer> consumers(ManagerComponent component) {
        return component.consumers().stream()
                .filter(ManagerConsumer.class::isInstance)
                .map(ManagerConsumer.class::cast)
                .collect(Collectors.toList());
    }
}
