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

    /** With these calls, which are over as well. */
    Testimony with(Set<String> more) {
        Set<String> allKnown = new HashSet<>(known);
        Set<String> allJudged = new HashSet<>(judged);
        allKnown.addAll(more);
        allJudged.addAll(more);
        return new Testimony(allKnown, allJudged);
    }
}
