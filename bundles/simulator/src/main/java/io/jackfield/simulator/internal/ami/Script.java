package io.jackfield.simulator.internal.ami;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the PBX is to fail: for the greeting, for HTTP and for each action the last thing that was said of it. */
public final class Script {

    /** What goes for every action of which nothing else is said. */
    public static final String EVERY_ACTION = "*";

    /** The greeting of a connection over TCP. */
    public static final String GREETING = "";

    /** A request over HTTP, whatever it asks; no action has a name like this. */
    public static final String HTTP_REQUEST = "HTTP ";

    private static final String LOGIN = "Login";

    /** A failure. */
    @FunctionalInterface
    public interface Failure {

        /** @param request what was asked; null for what is no action */
        void happen(Turn turn, Request request);
    }

    private static final class Rule {
        private final Failure failure;
        private long skip;
        private long times;

        private Rule(Failure failure, long skip, long times) {
            this.failure = failure;
            this.skip = skip;
            this.times = times;
        }

        private boolean applies() {
            if (skip > 0) {
                skip--;
                return false;
            }
            return times-- > 0;
        }
    }

    private final Map<String, Rule> rules = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public static Failure late(Duration delay) {
        return (turn, request) -> turn.late(delay);
    }

    public static Failure silence() {
        return (turn, request) -> turn.never();
    }

    public static Failure hangup() {
        return (turn, request) -> turn.cut();
    }

    public static Failure breakOff(int bytes) {
        return (turn, request) -> {
            turn.breakOffAfter(bytes);
            turn.usual();
        };
    }

    public static Failure status(int status) {
        return (turn, request) -> turn.status(status);
    }

    public static Failure error(String message) {
        return (turn, request) -> {
            request.error(message);
            if (request.message().action().equalsIgnoreCase(LOGIN)) {
                request.close();
            }
        };
    }

    public static Failure success(List<Map.Entry<String, String>> headers) {
        return (turn, request) -> {
            var response = request.response("Success");
            headers.forEach(header -> response.header(header.getKey(), header.getValue()));
            request.send(response);
        };
    }

    /** @param what an action's name in any case, or one of the constants of this class */
    public void fail(String what, long skip, long times, Failure failure) {
        rules.put(what, new Rule(failure, skip, times));
    }

    public void forget(String what) {
        rules.remove(what);
    }

    void greet(Turn turn) {
        play(rules.get(GREETING), turn, null);
    }

    /** An HTTP request is to be done. */
    public void http(Turn turn) {
        play(rules.get(HTTP_REQUEST), turn, null);
    }

    void answer(Request request, Turn turn) {
        Rule rule = rules.get(request.message().action());
        play(rule == null ? rules.get(EVERY_ACTION) : rule, turn, request);
    }

    private static void play(Rule rule, Turn turn, Request request) {
        if (rule != null && rule.applies()) {
            rule.failure.happen(turn, request);
        } else {
            turn.usual();
        }
    }
}
