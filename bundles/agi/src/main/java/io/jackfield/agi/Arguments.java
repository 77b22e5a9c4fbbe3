package io.jackfield.agi;

import io.jackfield.agi.AgiParameter.Presence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the values of a command's arguments into the words of its line. */
final class Arguments {

    private Arguments() {}

    static List<String> byName(AgiVerb verb, Map<String, ?> values) {
        List<AgiParameter> parameters = verb.parameters();
        for (String name : values.keySet()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException(verb.words() + " has no argument '"
                        + name.replaceAll("\\p{Cntrl}", "?") + "', expected " + expected(parameters));
            }
        }
        return inOrder(
                verb,
                parameters.stream().map(p -> (Object) values.get(p.name())).toArray());
    }

    /** @param values one for each parameter, null if absent; trailing ones may be missing */
    static List<String> inOrder(AgiVerb verb, Object... values) {
        List<AgiParameter> parameters = verb.parameters();
        Object[] all = Arrays.copyOf(values, parameters.size());
        List<String> words = new ArrayList<>(verb.wordList());
        for (int i = 0; i < all.length; i++) {
            AgiParameter parameter = parameters.get(i);
            if (all[i] != null) {
                words.addAll(Values.encode(verb, parameter, all[i]));
            } else if (parameter.required()) {
                throw new IllegalArgumentException(verb.words() + " needs the argument " + parameter.name()
                        + ", expected " + Values.expected(parameter) + ": " + parameter.description());
            } else if (parameter.standIn() != null
                    && (parameter.presence() == Presence.DEFAULT || moreFollow(all, i))) {
                words.add(parameter.standIn());
            }
        }
        return Words.checked(words, verb.words());
    }

    private static boolean moreFollow(Object[] values, int index) {
        for (int i = index + 1; i < values.length; i++) {
            if (values[i] != null) {
                return true;
            }
        }
        return false;
    }

    private static String expected(List<AgiParameter> parameters) {
        return parameters.isEmpty()
                ? "none"
                : parameters.stream().map(AgiParameter::name).collect(Collectors.joining(", "));
    }
}
