package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Places calls into {@code AGI()}, over a manager connection of its own, and hears from the PBX what becomes of them. */
final class AgiCalls implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final List<? extends Caller> callers;
    private final String prefix;
    private final Map<String, Caller> placed = new HashMap<>();
    private final Map<String, String> agiStatus = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final ManagerLine line;
    private volatile boolean closed;

    /**
     * Logs in.
     *
     * @param name what the ids of the calls begin with
     * @param callers who calls, in turn
     * @throws DemoException if the PBX does not let it
     */
    AgiCalls(String name, List<? extends Caller> callers, Pbx pbx) {
        this(name, callers, pbx.host(), pbx.amiPort(), pbx.user());
    }

    AgiCalls(String name, List<? extends Caller> callers, String host, int port, ManagerUser user) {
        this.callers = callers;
        prefix = name + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        line = new ManagerLine(host, port, user, this::accept);
    }

    /** Places callers of all kinds in turn, for this time or until it is closed. Blocks meanwhile. */
    void place(Duration time) {
        Instant end = Instant.now().plus(time);
        for (int number = 0; !closed && Instant.now().isBefore(end); number++) {
            place(callers.get(number % callers.size()));
            Pause.of(PACE);
        }
    }

    private synchronized void place(Caller caller) {
        String id = prefix + placed.size();
        placed.put(id, caller);
        line.send(
                "Originate",
                "Channel: " + caller.channel(),
                "ChannelId: " + id,
                "Context: " + caller.context(),
                "Exten: " + caller.dialled(),
                "Priority: 1",
                "CallerID: \"" + caller.name() + "\" <+4930555>",
                "Async: true");
    }

    /**
     * Waits until all that were placed are over.
     *
     * @throws DemoException if one is not after this time, or the connection was lost
     */
    List<AgiCall> awaitEnd(Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            line.requireHearing();
            List<AgiCall> calls = calls();
            if (calls.size() == placed()) {
                return calls;
            }
            Pause.of(POLL);
        }
        throw new DemoException(
                "of %d calls only %d are over after %d s".formatted(placed(), calls().size(), limit.toSeconds()));
    }

    /** The ids of all that were placed so far. */
    synchronized Set<String> ids() {
        return Set.copyOf(placed.keySet());
    }

    private synchronized int placed() {
        return placed.size();
    }

    private synchronized List<AgiCall> calls() {
        List<AgiCall> calls = new ArrayList<>();
        for (String id : over) {
            calls.add(new AgiCall(id, placed.get(id), agiStatus.getOrDefault(id, "")));
        }
        return calls;
    }

    private synchronized void accept(Map<String, String> event) {
        String id = event.getOrDefault("Uniqueid", "");
        if (!placed.containsKey(id)) {
            return;
        }
        switch (event.getOrDefault("Event", "")) {
            case "VarSet" -> {
                if (event.get("Variable").equals("AGISTATUS")) {
                    agiStatus.put(id, event.get("Value"));
                }
            }
            case "Hangup" -> over.add(id);
            default -> {}
        }
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }
}
