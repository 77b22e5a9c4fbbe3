package io.jackfield.itests.demo;

import java.util.HashSet;
import java.util.Set;

/**
 * What a witness saw.
 *
 * @param known the ids of all calls that there were
 * @param judged those that both began and ended under observation, long enough ago to have a finished row
 */
record Testimony(Set<String> known, Set<String> judged) {
    Testimony {
        known = Set.copyOf(known);
        judged = Set.copyOf(judged);
    }

    /** With these calls, which are not judged here. */
    Testimony knowing(Set<String> calls) {
        Set<String> all = new HashSet<>(known);
        all.addAll(calls);
        return new Testimony(all, judged);
    }
}
