package io.jackfield.simulator.internal.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came; one char is one byte.
 *
 * @param target path and query as they stood in the request line
 * @param headers with a value each, in their order
 * @param body "" if there was none, or none that counts
 */
public record HttpRequest(String method, String target, List<Map.Entry<String, String>> headers, String body)
        implements Received {

    private static final String FORM = "application/x-www-form-urlencoded";

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    public boolean is(String otherMethod) {
        return method.equalsIgnoreCase(otherMethod);
    }

    /** Up to the question mark. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The fields of the form that was posted, which alone count then, or of the query. */
    public List<Map.Entry<String, String>> parameters() {
        if (is("POST")) {
            return Form.decode(body);
        }
        int query = target.indexOf('?');
        return query < 0 ? List.of() : Form.decode(target.substring(query + 1));
    }

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return header(headers, name);
    }

    /** The last header of this name. */
    public Optional<String> lastHeader(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .reduce((first, second) -> second)
                .map(Map.Entry::getValue);
    }

    /** Only this word alone ends a connection. */
    boolean closesConnection() {
        return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    static Optional<String> header(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    /** Whether the body is one that Asterisk reads; any other it passes over. */
    static boolean postsForm(String method, List<Map.Entry<String, String>> headers) {
        return method.equalsIgnoreCase("POST")
                && header(headers, "Content-Type")
                        .map(type -> type.replaceFirst(";.*", ""))
                        .filter(FORM::equalsIgnoreCase)
                        .isPresent();
    }
}
