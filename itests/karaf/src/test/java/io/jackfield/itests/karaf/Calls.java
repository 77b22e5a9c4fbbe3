package io.jackfield.itests.karaf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places calls into {@code AGI()} by a manager login over a bare socket, which has nothing to do with the bundles under test, and
 * hears from the PBX what became of each. May be used from any thread.
 */
final class Calls implements AutoCloseable {
    private static final String PREFIX = "agi-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";
    private static final AtomicInteger PLACED = new AtomicInteger();

    private final Socket socket;
    private final OutputStream out;
    private final Map<String, Placed> calls = new ConcurrentHashMap<>();
    private volatile IOException trouble;

    /** What is known of a call; the variables as they were set last. */
    static final class Placed {
        private final String id;
        private final Map<String, String> variables = new ConcurrentHashMap<>();
        private final Map<String, Double> firstSet = new ConcurrentHashMap<>();
        private final AtomicInteger sessions = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();

        private Placed(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        /** Empty if it was not set. */
        String variable(String name) {
            return variables.getOrDefault(name, "");
        }

        /**
         * How many milliseconds after one variable another was set, each for the first time, by the clock of the PBX; 0 if it
         * does not tell the time.
         */
        double millisBetween(String variable, String other) {
            return (firstSet.get(other) - firstSet.get(variable)) * 1000;
        }

        /** AGISTATUS and JACKFIELD_STATUS. */
        String status() {
            return variable("AGISTATUS") + " " + variable("JACKFIELD_STATUS");
        }

        boolean begun() {
            return !variable("BEGUN").isEmpty();
        }

        boolean over() {
            return ends.get() > 0;
        }

        /** Whether {@code AGI()} ended once, and then the call. */
        boolean overOnce() {
            return ends.get() == 1 && sessions.get() == 1;
        }

        @Override
        public String toString() {
            return id + variables;
        }
    }

    Calls(int port, String user, String secret) throws Exception {
        socket = new Socket("127.0.0.1", port);
        out = socket.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        send("Login", Map.of("Username", user, "Secret", secret, "Events", "call,dialplan"));
        String line = in.readLine();
        while (!line.startsWith("Response: ")) {
            line = in.readLine();
        }
        if (!line.endsWith("Success")) {
            throw new IOException("cannot log in to place calls: " + line);
        }
        new Thread(() -> read(in), "calls").start();
    }

    /**
     * A call into a script.
     *
     * @param extension {@code agi} or {@code async}, of the context {@code calls}
     * @param variables {@code NAME=value} of the caller's channel
     */
    Placed place(String extension, String script, String... variables) {
        String given = String.join(",", "SCRIPT=" + script, String.join(",", variables));
        return place("calls", extension, "\"Dora Caller\" <+4930555>", given);
    }

    /**
     * A call from a number, whatever that is, to a phone that answers and stays on the line. What the PBX made of the number is the
     * variable CALLER.
     *
     * @param seconds after which the caller hangs up
     */
    Placed placeFrom(String number, int seconds) {
        return place("from-internal", "2003", "\"Somebody\" <" + number + ">", "KEYS=1,TALK=" + seconds);
    }

    private Placed place(String context, String extension, String callerId, String variables) {
        Placed call = new Placed(PREFIX + PLACED.incrementAndGet());
        calls.put(call.id, call);
        Map<String, String> originate = new LinkedHashMap<>();
        originate.put("Channel", "Local/caller@calls/n");
        originate.put("ChannelId", call.id);
        originate.put("Context", context);
        originate.put("Exten", extension);
        originate.put("Priority", "1");
        originate.put("CallerID", callerId);
        originate.put("Async", "true");
        originate.put("Variable", variables);
        send("Originate", originate);
        return call;
    }

    private synchronized void send(String action, Map<String, String> headers) {
        StringBuilder frame = new StringBuilder("Action: " + action + "\r\n");
        headers.forEach((name, value) -> frame.append(name + ": " + value + "\r\n"));
        try {
            out.write(frame.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BufferedReader in) {
        Map<String, String> frame = new HashMap<>();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(": ");
                if (line.isEmpty()) {
                    take(frame);
                    frame.clear();
                } else if (colon > 0) {
                    frame.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                trouble = e;
            }
        }
    }

    private void take(Map<String, String> event) {
        Placed call = calls.get(event.getOrDefault("Uniqueid", ""));
        if (call == null) {
            return;
        }
        switch (event.getOrDefault("Event", "")) {
            case "VarSet" -> {
                if (event.get("Variable").equals("AGISTATUS")) {
                    call.sessions.incrementAndGet();
                }
                call.variables.put(event.get("Variable"), event.getOrDefault("Value", ""));
                call.firstSet.putIfAbsent(event.get("Variable"), Double.valueOf(event.getOrDefault("Timestamp", "0")));
            }
            case "NewCallerid" -> call.variables.put("CALLER", event.getOrDefault("CallerIDNum", ""));
            case "Hangup" -> call.ends.incrementAndGet();
            default -> {}
        }
    }

    /** Waits until it is so, as long as the PBX is heard. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        Operator.await(what, () -> {
            if (trouble != null) {
                throw trouble;
            }
            return condition.call();
        });
    }

    Placed awaitEnd(Placed call) throws Exception {
        await("the end of " + call, call::over);
        return call;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
