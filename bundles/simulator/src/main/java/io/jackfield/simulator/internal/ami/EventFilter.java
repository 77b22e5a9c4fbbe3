package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.PublishedEvent;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a session added to say which events it wants.
 *
 * @param exclude whether a match keeps the event back
 */
record EventFilter(boolean exclude, Predicate<PublishedEvent> matches) {

    /** With including filters one of them must match; no excluding one may. */
    static boolean pass(List<EventFilter> filters, PublishedEvent event) {
        boolean wanted = filters.stream().allMatch(EventFilter::exclude);
        for (EventFilter filter : filters) {
            if (filter.exclude ? filter.matches.test(event) : !wanted && filter.matches.test(event)) {
                if (filter.exclude) {
                    return false;
                }
                wanted = true;
            }
        }
        return wanted;
    }
}
