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

/** Places calls to the example IVR, over a manager connection of its own, and hears from the PBX what becomes of them. */
final class IvrCalls implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String prefix = "ivr-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    private final Map<String, IvrCaller> placed = new HashMap<>();
    private final Map<String, String> agiStatus = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final ManagerLine line;
    private volatile boolean closed;

    /**
     * Logs in.
     *
     * @throws DemoException if the PBX does not let it
     */
    IvrCalls(Pbx pbx) {
        this(pbx.host(), pbx.amiPort(), pbx.user());
    }

    IvrCalls(String host, int port, ManagerUser user) {
        line = new ManagerLine(host, port, user, this::accept);
    }

    /** Places callers of all kinds in turn, for this time or until it is closed. Blocks meanwhile. */
    void place(Duration time) {
        Instant end = Instant.now().plus(time);
        for (int number = 0; !closed && Instant.now().isBefore(end); number++) {
            place(IvrCaller.values()[number % IvrCaller.values().length]);
            Pause.of(PACE);
        }
    }

    private synchronized void place(IvrCaller caller) {
        String id = prefix + placed.size();
        placed.put(id, caller);
        line.send(
                "Originate",
                "Channel: " + caller.channel(),
                "ChannelId: " + id,
                "Context: " + IvrCaller.CONTEXT,
                "Exten: " + IvrCaller.IVR,
                "Priority: 1",
                "CallerID: \"" + caller + "\" <+4930555>",
                "Async: true");
    }

    /**
     * Waits until all that were placed are over.
     *
     * @throws DemoException if one is not after this time, or the connection was lost
     */
    List<IvrCall> awaitEnd(Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            line.requireHearing();
            List<IvrCall> calls = calls();
            if (calls.size() == placed()) {
                return calls;
            }
            Pause.of(POLL);
        }
        throw new DemoException("of %d calls to the IVR only %d are over after %d s"
                .formatted(placed(), calls().size(), limit.toSeconds()));
    }

    /** The ids of all that were placed so far. */
    synchronized Set<String> ids() {
        return Set.copyOf(placed.keySet());
    }

    private synchronized int placed() {
        return placed.size();
    }

    private synchronized List<IvrCall> calls() {
        List<IvrCall> calls = new ArrayList<>();
        for (String id : over) {
            calls.add(new IvrCall(id, placed.get(id), agiStatus.getOrDefault(id, "")));
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
