package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiSession;
import io.jackfield.camel.fastagi.Origins;
import io.jackfield.camel.fastagi.ScriptComponent;
import io.jackfield.camel.fastagi.ScriptEndpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Where calls come from, and the calls that are in routes now. Shows no secrets. */
@DevConsole(
        name = AgiDevConsole.ID,
        displayName = "Asterisk AGI",
        description = "AGI servers, consumers and their calls")
public final class AgiDevConsole extends AbstractDevConsole {

    static final String ID = "asterisk-agi";

    private static final int MANY = 100;

    public AgiDevConsole() {
        super("camel", ID, "Asterisk AGI", "AGI servers, consumers and their calls");
    }

    /** Adds the console to a context that has consoles; it need not find it by itself then, which it cannot in OSGi. */
    public static void register(CamelContext context) {
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        if (consoles != null) {
            consoles.register(new AgiDevConsole());
        }
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        components().forEach(component -> {
            for (Origins.Origin origin : component.source().origins().list()) {
                text.append(String.format("%nCalls of %s:%s%n", component.scheme(), origin.name()));
                origin.details().forEach((key, value) -> text.append(String.format("    %s: %s%n", key, value)));
            }
            consumers(component).forEach(consumer -> {
                text.append(String.format("%nConsumer %s of route %s%n", uri(consumer), consumer.getRouteId()));
                problem(component, consumer, problem -> text.append(String.format("    Problem: %s%n", problem)));
                figures(consumer).forEach((key, value) -> text.append(String.format("    %s: %s%n", key, value)));
                consumer.sessions().stream()
                        .limit(MANY)
                        .forEach(session -> text.append(String.format("    Call: %s%n", call(session))));
            });
        });
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray origins = new JsonArray();
        JsonArray consumers = new JsonArray();
        components().forEach(component -> {
            component.source().origins().list().forEach(origin -> origins.add(json(component, origin)));
            consumers(component).forEach(consumer -> consumers.add(json(component, consumer)));
        });
        JsonObject root = new JsonObject();
        root.put("servers", origins);
        root.put("consumers", consumers);
        return root;
    }

    private static JsonObject json(ScriptComponent component, Origins.Origin origin) {
        JsonObject json = new JsonObject(origin.details());
        json.put("name", origin.name());
        json.put("scheme", component.scheme());
        return json;
    }

    private static JsonObject json(ScriptComponent component, ScriptConsumer consumer) {
        JsonObject json = new JsonObject(figures(consumer));
        json.put("routeId", consumer.getRouteId());
        json.put("uri", uri(consumer));
        problem(component, consumer, problem -> json.put("problem", problem));
        JsonArray sessions = new JsonArray();
        consumer.sessions().stream().limit(MANY).map(AgiDevConsole::call).forEach(sessions::add);
        json.put("sessions", sessions);
        return json;
    }

    private static void problem(ScriptComponent component, ScriptConsumer consumer, Consumer<String> found) {
        ScriptEndpoint endpoint = (ScriptEndpoint) consumer.getEndpoint();
        component.source().origins().problem(endpoint.origins()).ifPresent(found);
    }

    private static Map<String, Object> figures(ScriptConsumer consumer) {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("calls", consumer.sessions().size());
        consumer.endings().forEach((how, count) -> figures.put("calls." + how, count));
        return figures;
    }

    private static JsonObject call(AgiSession session) {
        JsonObject call = new JsonObject();
        call.put("channel", session.request().channel());
        call.put("uniqueid", session.request().uniqueId());
        call.put("script", session.request().script());
        call.put("peer", session.peer());
        call.put("hungUp", session.isHungUp());
        return call;
    }

    private static String uri(ScriptConsumer consumer) {
        return URISupport.sanitizeUri(consumer.getEndpoint().getEndpointUri());
    }

    private Stream<ScriptComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().getComponent(name, false, false))
                .filter(ScriptComponent.class::isInstance)
                .map(ScriptComponent.class::cast)
                .filter(component -> component.source() != null);
    }

    private static List<ScriptConsumer> consumers(ScriptComponent component) {
        return component.consumers().stream()
                .filter(ScriptConsumer.class::isInstance)
                .map(ScriptConsumer.class::cast)
                .toList();
    }
}
