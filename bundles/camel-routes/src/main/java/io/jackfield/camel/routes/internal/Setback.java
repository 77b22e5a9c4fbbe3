package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.Need;
import io.jackfield.camel.routes.internal.context.Reason;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.NoSuchBeanException;

/**
 * Why routes do not run: in words, and, where that is the reason, the things that are not there.
 *
 * @param passing whether something went while the context was made, so that nothing can be said before the next attempt
 */
record Setback(String reason, Set<Need> needs, boolean passing) {

    static final Setback PASSING = new Setback("something has just gone", Set.of(), true);

    /** @param misses what was asked for in vain before the failure; most of that did not matter */
    static Setback of(Throwable failure, Set<Need> misses) {
        String reason = Reason.of(failure);
        Set<Need> needs = misses.stream()
                .filter(miss -> miss.kind() == Need.Kind.REFRESH || mentions(reason, miss.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchBeanException missing && missing.getName() != null) {
                needs.add(new Need(Need.Kind.BEAN, missing.getName()));
            }
        }
        return new Setback(reason, needs, false);
    }

    boolean waits() {
        return !needs.isEmpty();
    }

    String needsInWords() {
        return needs.stream().map(Need::toString).collect(Collectors.joining(" and "));
    }

    private static boolean mentions(String reason, String name) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(reason)
                .find();
    }
}
