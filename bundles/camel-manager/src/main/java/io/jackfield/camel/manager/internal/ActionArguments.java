package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.ManagerAction;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.spi.Language;

/**
 * The arguments of an action: those of the endpoint, overridden by a body that is a Map, overridden by headers
 * {@code CamelAmiArg.Name}. Nothing else of the message is sent. Expressions are compiled once; what they yield never meets
 * a URI parser, so callers' data cannot add arguments.
 */
final class ActionArguments {

    private final String action;
    private final Map<String, Expression> expressions = new LinkedHashMap<>();

    ActionArguments(CamelContext context, String action, Map<String, Object> args) {
        this.action = action;
        Language simple = context.resolveLanguage("simple");
        args.forEach((name, value) -> {
            Expression expression = simple.createExpression(value.toString());
            expression.init(context);
            expressions.put(name, expression);
        });
    }

    ManagerAction evaluate(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        expressions.forEach(
                (name, expression) -> put(values, spelling, name, expression.evaluate(exchange, Object.class)));
        if (message.getBody() instanceof Map<?, ?> body) {
            body.forEach((name, value) -> put(values, spelling, String.valueOf(name), value));
        }
        message.getHeaders().forEach((name, value) -> {
            if (name.startsWith(ManagerConstants.ARGUMENT_PREFIX)) {
                put(values, spelling, name.substring(ManagerConstants.ARGUMENT_PREFIX.length()), value);
            }
        });
        values.replaceAll((name, value) -> text(exchange, value));
        return ManagerAction.of(action).with(values);
    }

    /**
     * As Camel would write it: bytes and streams are text. A collection or an array repeats its header; a map is the variables of
     * a channel.
     */
    private static Object text(Exchange exchange, Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(one -> text(exchange, one)).toList();
        }
        if (value instanceof Object[] several) {
            return text(exchange, Arrays.asList(several));
        }
        if (value instanceof Map<?, ?> variables) {
            Map<Object, Object> texts = new LinkedHashMap<>(variables);
            texts.replaceAll((name, one) -> text(exchange, one));
            return texts;
        }
        if (value instanceof StreamCache cache) {
            cache.reset();
        }
        return exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
    }

    private static void put(Map<String, Object> values, Map<String, String> spelling, String name, Object value) {
        String first = spelling.putIfAbsent(name, name);
        values.put(first == null ? name : first, value);
    }

    /** Once used, argument headers must not reach the next action of the route. */
    static void clear(Message message) {
        message.removeHeaders(ManagerConstants.ARGUMENT_PREFIX + "*");
    }
}
