package io.jackfield.agi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Asterisk says about a call when a session begins: its environment of {@code agi_} variables. Immutable.
 *
 * <p>All of it comes from outside: the caller's name from the far end of the call, script and arguments from whoever connects.
 * Treat every value as untrusted.
 */
public final class AgiRequest {

    private static final String PREFIX = "agi_";
    private static final String UNKNOWN = "unknown";

    private final Map<String, String> environment;
    private final List<String> arguments;
    private final String script;
    private final Map<String, String> parameters;
    private final Map<String, String> pathParameters;

    private AgiRequest(
            Map<String, String> environment,
            List<String> arguments,
            String script,
            Map<String, String> parameters,
            Map<String, String> pathParameters) {
        this.environment = environment;
        this.arguments = arguments;
        this.script = script;
        this.parameters = parameters;
        this.pathParameters = pathParameters;
    }

    /**
     * Reads the lines of an environment block, leniently: a line without a colon or without the prefix {@code agi_} is ignored,
     * and of a repeated name the first counts, because a line feed in an argument can forge lines behind it.
     *
     * @param lines without their line feeds
     */
    public static AgiRequest parse(Iterable<String> lines) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.startsWith(PREFIX)) {
                int start = line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
                environment.putIfAbsent(line.substring(0, colon), line.substring(start));
            }
        }
        return ofOwn(environment);
    }

    /** The request with this environment, by full names such as {@code agi_channel}. */
    public static AgiRequest of(Map<String, String> environment) {
        return ofOwn(new LinkedHashMap<>(environment));
    }

    /** @param environment that nobody else has */
    private static AgiRequest ofOwn(Map<String, String> environment) {
        Map<String, String> ordered = Collections.unmodifiableMap(environment);
        String uri = ordered.containsKey("agi_network")
                ? ordered.getOrDefault("agi_network_script", "")
                : ordered.getOrDefault("agi_arg_1", "");
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        Map<String, String> parameters = query < 0 ? Map.of() : QueryString.parse(uri.substring(query + 1));
        return new AgiRequest(ordered, arguments(ordered), path, parameters, Map.of());
    }

    private static List<String> arguments(Map<String, String> environment) {
        List<String> arguments = new ArrayList<>();
        for (int i = 1; environment.containsKey("agi_arg_" + i); i++) {
            arguments.add(environment.get("agi_arg_" + i));
        }
        return List.copyOf(arguments);
    }

    /** This request with the parameters that a handler's pattern found in the script's path. */
    public AgiRequest withPathParameters(Map<String, String> found) {
        return new AgiRequest(environment, arguments, script, parameters, Map.copyOf(found));
    }

    /** All variables in the order Asterisk sent them, by full names such as {@code agi_channel}. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The variable of that name, with or without {@code agi_}, as Asterisk sent it; it may be empty. */
    public Optional<String> get(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(environment.get(key.startsWith(PREFIX) ? key : PREFIX + key));
    }

    /** The arguments of {@code AGI(url,first,second)}, at most 127; each may be empty. */
    public List<String> arguments() {
        return arguments;
    }

    /**
     * What the dialplan asks for: the path of {@code AGI(agi://host/ivr/sales?x=1)} as it was written, here {@code ivr/sales};
     * for AsyncAGI the same of the first argument, {@code AGI(agi:async,ivr/sales)}. Empty if there is none.
     */
    public String script() {
        return script;
    }

    /**
     * The parameters behind the script's {@code ?}, percent-decoded; of a repeated one the first. A plus sign is a plus sign, so
     * that telephone numbers need no escape. Asterisk knows nothing of them: this is our convention.
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** What the handler's pattern found in the script's path: {@code queue} of {@code ivr/{queue}}; percent-decoded. */
    public Map<String, String> pathParameters() {
        return pathParameters;
    }

    /** The channel's name when the session began; it can change later by a transfer. */
    public String channel() {
        return text("agi_channel");
    }

    /** The channel's unique id, which never changes. */
    public String uniqueId() {
        return text("agi_uniqueid");
    }

    /** The channel's technology, for example {@code PJSIP}. */
    public String channelType() {
        return text("agi_type");
    }

    /** The channel's language, for example {@code en}; may be empty. */
    public String language() {
        return text("agi_language");
    }

    /** Asterisk's version as it says it, for example {@code 22.6.0} or {@code GIT-master}: not always a number. */
    public String asteriskVersion() {
        return text("agi_version");
    }

    /** The caller's number, unless Asterisk says {@code unknown}. */
    public Optional<String> callerIdNumber() {
        return known("agi_callerid");
    }

    /** The caller's name, unless Asterisk says {@code unknown}, as it also does of a caller of that name. */
    public Optional<String> callerIdName() {
        return known("agi_calleridname");
    }

    /** The number that was dialled (DNID), unless Asterisk says {@code unknown}. */
    public Optional<String> dialledNumber() {
        return known("agi_dnid");
    }

    /** The number that redirected the call here (RDNIS), unless Asterisk says {@code unknown}. */
    public Optional<String> redirectingNumber() {
        return known("agi_rdnis");
    }

    /** The dialplan context that {@code AGI()} stands in. */
    public String context() {
        return text("agi_context");
    }

    /** The dialplan extension that {@code AGI()} stands in; {@code h} where the call is already hung up. */
    public String extension() {
        return text("agi_extension");
    }

    /** The dialplan priority that {@code AGI()} stands in. */
    public String priority() {
        return text("agi_priority");
    }

    /** The channel's account code; may be empty. */
    public String accountCode() {
        return text("agi_accountcode");
    }

    private String text(String name) {
        return environment.getOrDefault(name, "");
    }

    private Optional<String> known(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty() && !value.equals(UNKNOWN));
    }

    /** Script and channel. */
    @Override
    public String toString() {
        return "script '" + script + "' on " + channel();
    }
}
