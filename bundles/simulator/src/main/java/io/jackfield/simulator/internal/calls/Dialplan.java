package io.jackfield.simulator.internal.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each extension does: in a context, a number leads to a list of steps. */
public final class Dialplan {

    /** The context that telephones call into. */
    public static final String INTERNAL = "from-internal";

    static final String DEFAULT = "default";

    /**
     * One application with its data.
     *
     * @param data as written, with {@code ${…}} not replaced yet
     */
    record Step(String application, String data) {

        /** Reads {@code Application(data)}; without parentheses there is no data. */
        static Step parse(String text) {
            int open = text.indexOf('(');
            if (open < 0) {
                return new Step(text, "");
            }
            if (open == 0 || !text.endsWith(")")) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no step of a dialplan: expected Application or Application(data)");
            }
            return new Step(text.substring(0, open), text.substring(open + 1, text.length() - 1));
        }
    }

    private final Map<String, Map<String, List<Step>>> contexts = new HashMap<>();

    /** Adds an extension, or replaces it. */
    public void extension(String context, String exten, List<String> steps) {
        List<Step> parsed = new ArrayList<>();
        steps.forEach(step -> parsed.add(Step.parse(step)));
        contexts.computeIfAbsent(context, name -> new HashMap<>()).put(exten, parsed);
    }

    Optional<Step> step(String context, String exten, int priority) {
        List<Step> steps = contexts.getOrDefault(context, Map.of()).getOrDefault(exten, List.of());
        return priority < 1 || priority > steps.size() ? Optional.empty() : Optional.of(steps.get(priority - 1));
    }

    public boolean has(String context, String exten, int priority) {
        return step(context, exten, priority).isPresent();
    }
}
