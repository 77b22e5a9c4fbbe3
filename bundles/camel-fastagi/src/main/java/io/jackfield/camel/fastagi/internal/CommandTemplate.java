package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiParameter;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.Language;

/**
 * A command whose arguments are Simple expressions: compiled once, evaluated for each exchange. What they yield never meets a URI
 * parser and stays one argument. Without an expression the command is made once.
 */
public final class CommandTemplate {

    /** The command that is a whole line. */
    public static final String RAW = "raw";

    /** The argument of {@link #RAW}. */
    public static final String LINE = "line";

    private final AgiVerb verb;
    private final Map<String, Object> constants;
    private final Map<String, Expression> expressions;
    private final AgiCommand constant;

    private CommandTemplate(AgiVerb verb, Map<String, Object> constants, Map<String, Expression> expressions) {
        this.verb = verb;
        this.constants = constants;
        this.expressions = expressions;
        AgiCommand trial = build(withSamples());
        this.constant = expressions.isEmpty() ? trial : null;
    }

    /**
     * Reads a command and its arguments.
     *
     * @throws IllegalArgumentException if there is no such command, it has no such argument, a required one is missing, or a
     *     value without expression is not as expected
     */
    public static CommandTemplate compile(CamelContext context, String command, Map<String, String> given) {
        AgiVerb verb = command.equals(RAW) ? null : verb(command);
        refuseUnknown(command, verb, given);
        Map<String, Object> constants = new LinkedHashMap<>();
        Map<String, Expression> expressions = new LinkedHashMap<>();
        Language simple = context.resolveLanguage("simple");
        given.forEach((name, value) -> {
            if (belongsToAsterisk(verb, name) || !hasExpression(value)) {
                constants.put(name, value);
            } else {
                Expression expression = simple.createExpression(value);
                expression.init(context);
                expressions.put(name, expression);
            }
        });
        return new CommandTemplate(verb, constants, expressions);
    }

    /** With something fitting in place of what expressions will yield, so that the constants beside them are checked at once. */
    private Map<String, Object> withSamples() {
        Map<String, Object> values = new HashMap<>(constants);
        if (verb == null) {
            values.putIfAbsent(LINE, AgiVerb.NOOP.words());
        } else {
            verb.parameters().stream()
                    .filter(parameter -> expressions.containsKey(parameter.name()))
                    .forEach(parameter -> values.put(parameter.name(), sample(parameter)));
        }
        return values;
    }

    private static String sample(AgiParameter parameter) {
        return switch (parameter.kind()) {
            case TEXT, NAME, EXPRESSION, WORDS -> "x";
            case DIGITS, DIGIT -> "";
            case NUMBER, EPOCH -> "0";
            case INTEGER, MILLISECONDS, SECONDS, DECIMAL_SECONDS, SILENCE -> Long.toString(parameter.min());
            case CHOICE -> parameter.choices().get(0);
            case FLAG -> "false";
        };
    }

    private static AgiVerb verb(String command) {
        return Arrays.stream(AgiVerb.values())
                .filter(verb -> verb.uriName().equals(command))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("agi:" + command
                        + ": there is no such command, expected raw or one of "
                        + Arrays.stream(AgiVerb.values()).map(AgiVerb::uriName).collect(Collectors.joining(", "))));
    }

    private static void refuseUnknown(String command, AgiVerb verb, Map<String, String> given) {
        Map<String, Boolean> required = new LinkedHashMap<>();
        if (verb == null) {
            required.put(LINE, true);
        } else {
            verb.parameters().forEach(parameter -> required.put(parameter.name(), parameter.required()));
        }
        String expected = required.isEmpty() ? "none" : String.join(", ", required.keySet());
        for (String name : given.keySet()) {
            if (!required.containsKey(name)) {
                throw new IllegalArgumentException(
                        "agi:" + command + " has no argument " + name + ", expected " + expected);
            }
        }
        required.forEach((name, needed) -> {
            if (needed && !given.containsKey(name)) {
                throw new IllegalArgumentException(
                        "agi:" + command + " needs the argument " + name + "; it has " + expected);
            }
        });
    }

    /** The options of exec are Camel's: Asterisk evaluates them only where AGIEXECFULL is set. */
    private static boolean belongsToAsterisk(AgiVerb verb, String name) {
        return verb != null
                && verb != AgiVerb.EXEC
                && verb.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals(name) && parameter.literal());
    }

    private static boolean hasExpression(String value) {
        return value.contains("${") || value.contains("$simple{");
    }

    /** Whether the command's purpose is to get something. */
    public boolean fetches() {
        return verb != null && verb.fetches();
    }

    /** What the command got. */
    Optional<String> fetched(AgiReply reply) {
        return verb == null ? Optional.empty() : verb.fetched(reply);
    }

    /** @throws IllegalArgumentException if a value is not as the command expects it */
    AgiCommand evaluate(Exchange exchange) {
        if (constant != null) {
            return constant;
        }
        Map<String, Object> values = new HashMap<>(constants);
        expressions.forEach((name, expression) -> values.put(name, evaluate(exchange, name, expression)));
        return build(values);
    }

    private Object evaluate(Exchange exchange, String name, Expression expression) {
        Object value = expression.evaluate(exchange, Object.class);
        if (value == null || value instanceof Duration || value instanceof Instant) {
            return value;
        }
        String text = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
        if (verb == AgiVerb.EXEC && text != null && (text.contains("${") || text.contains("$["))) {
            throw new IllegalArgumentException("agi:exec: the value of " + name
                    + " holds ${ or $[ after its evaluation, which Asterisk would evaluate where AGIEXECFULL is set");
        }
        return text;
    }

    private AgiCommand build(Map<String, Object> values) {
        if (verb != null) {
            return AgiCommand.of(verb, values);
        }
        Object line = values.get(LINE);
        return AgiCommand.raw(line == null ? "" : line.toString());
    }
}
