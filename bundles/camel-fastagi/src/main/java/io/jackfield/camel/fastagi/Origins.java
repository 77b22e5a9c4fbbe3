package io.jackfield.camel.fastagi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of the servers or connections that calls come from, at this moment. Holds no secrets. */
public interface Origins {

    /**
     * One of them.
     *
     * @param name what endpoints call it
     * @param details what is known about it, in an order for reading
     */
    record Origin(String name, Map<String, Object> details) {}

    /**
     * Why no calls can come from those of these names, for a person to read.
     *
     * @param names empty for all
     */
    Optional<String> problem(Set<String> names);

    /** Where the calls of those of these names come in, if that is known. */
    Optional<String> address(Set<String> names);

    /** Those that are there now. */
    List<Origin> list();
}
