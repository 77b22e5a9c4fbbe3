package io.jackfield.simulator;

import java.util.List;
import java.util.Map;

/**
 * An action that a client asked for, whether or not it was done.
 *
 * @param user who asked, "" before login
 * @param name the action's name as it was written
 * @param headers all other headers in their order, without those that prove who somebody is
 */
public record ReceivedAction(String user, String name, List<Map.Entry<String, String>> headers) {

    public ReceivedAction {
        headers = List.copyOf(headers);
    }

    /** The first value of a header, "" if there is none; upper and lower case are alike. */
    public String header(String header) {
        return headers.stream()
                .filter(h -> h.getKey().equalsIgnoreCase(header))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
