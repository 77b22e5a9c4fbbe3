package io.jackfield.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An action for the PBX: a name and ordered headers, of which any may repeat (Asterisk reads every {@code Variable}).
 * Immutable.
 *
 * <p>The protocol has no escapes, so a value with CR, LF or NUL could smuggle in headers or a second action: such text is
 * refused here, before anything is written. {@code ActionID} belongs to the connection and is refused as well.
 */
public final class ManagerAction {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    /** {@code NAME}, or {@code FUNCTION(argument)} without what would end it sooner. */
    private static final Pattern VARIABLE = Pattern.compile("\\w+(\\([^,=\"\\\\()]*\\))?");
    /** What Asterisk takes apart or takes away in a list of variables ({@code man_do_variable_value}). */
    private static final Pattern SEPARATOR = Pattern.compile("[,\"\\\\]");

    private final String name;
    private final List<Header> headers;

    /** One header line. */
    public record Header(String name, String value) {}

    private ManagerAction(String name, List<Header> headers) {
        this.name = name;
        this.headers = headers;
    }

    /**
     * An action without headers.
     *
     * @throws IllegalArgumentException if the name is empty or holds anything but letters, digits, dashes and underscores
     */
    public static ManagerAction of(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An action needs a name, for example Ping");
        }
        refuseLineBreaks(name, "The action's name", name);
        if (!WORD.matcher(name).matches()) {
            // Asterisk skips leading blanks: what is compared here must be what it reads.
            throw new IllegalArgumentException("'" + name.replaceAll("\\p{Cntrl}", "?")
                    + "' is no name of an action, expected letters and digits");
        }
        return new ManagerAction(name, List.of());
    }

    /**
     * This action with one more header.
     *
     * @throws IllegalArgumentException if the header's name or value cannot be sent
     */
    public ManagerAction with(String header, Object value) {
        refuseLineBreaks(header, "A header name of action " + name, header);
        if (value == null) {
            throw new IllegalArgumentException("The value of " + header + " in action " + name + " is null");
        }
        String text = value.toString();
        if (header.isBlank() || header.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + header + "' is no header name of action " + name);
        }
        if (header.equalsIgnoreCase("ActionID") || header.equalsIgnoreCase("Action")) {
            throw new IllegalArgumentException(header + " is set by the connection, not by the caller of " + name);
        }
        refuseLineBreaks(text, "The value of " + header + " in action " + name, header);
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(new Header(header, text));
        return new ManagerAction(name, List.copyOf(more));
    }

    /**
     * This action with a variable for the channel that an {@code Originate} makes, whose value is exactly this text. A header
     * {@code Variable} that is written by hand may hold several, separated by commas, with quotes and backslashes.
     *
     * @throws IllegalArgumentException if name or value cannot be sent
     */
    public ManagerAction withVariable(String variable, Object value) {
        if (!VARIABLE.matcher(variable).matches()) {
            throw new IllegalArgumentException("'" + variable.replaceAll("\\p{Cntrl}", "?")
                    + "' is no name of a variable or function in action " + name);
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "The value of the variable " + variable + " in action " + name + " is null");
        }
        return with(
                "Variable", variable + "=" + SEPARATOR.matcher(value.toString()).replaceAll("\\\\$0"));
    }

    /**
     * This action with more headers in the map's order; a value that is an {@code Iterable} repeats its header, and one that is
     * a {@code Map} is the variables of a channel.
     */
    public ManagerAction with(Map<String, ?> more) {
        ManagerAction action = this;
        for (Map.Entry<String, ?> entry : more.entrySet()) {
            if (entry.getValue() instanceof Iterable<?> values) {
                for (Object value : values) {
                    action = action.with(entry.getKey(), value);
                }
            } else if (entry.getValue() instanceof Map<?, ?> variables) {
                for (Map.Entry<?, ?> variable : variables.entrySet()) {
                    action = action.withVariable(String.valueOf(variable.getKey()), variable.getValue());
                }
            } else if (entry.getValue() != null) {
                action = action.with(entry.getKey(), entry.getValue());
            }
        }
        return action;
    }

    /** This action without the headers of that name, in whatever case. */
    public ManagerAction without(String header) {
        List<Header> fewer =
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(header)).toList();
        return new ManagerAction(name, fewer);
    }

    public String name() {
        return name;
    }

    /** The first value of that header, whose name may be in any case. */
    public Optional<String> value(String header) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(header))
                .findFirst()
                .map(Header::value);
    }

    /** The headers in order, without {@code Action} and {@code ActionID}. */
    public List<Header> headers() {
        return headers;
    }

    /** The name alone: values may be secrets. */
    @Override
    public String toString() {
        return "action " + name;
    }

    private static void refuseLineBreaks(String text, String what, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                String found = c == 0 ? "NUL" : c == '\r' ? "CR" : "LF";
                throw new IllegalArgumentException(what + " holds " + found + " at position " + i
                        + ": the manager protocol cannot carry it (" + where.replaceAll("\\p{Cntrl}", "?") + ")");
            }
        }
    }
}
