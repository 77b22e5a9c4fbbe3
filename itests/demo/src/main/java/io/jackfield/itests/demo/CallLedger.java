package io.jackfield.itests.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The calls of a PBX, from its events. A call is the Linkedid that a channel begins with, and is over when every channel that
 * began in it has hung up. May be used from any thread.
 */
final class CallLedger {
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, Call> callOfChannel = new HashMap<>();

    /** Takes in an event; kinds that say nothing about calls are passed over. */
    synchronized void accept(Map<String, String> event) {
        String channel = event.get("Uniqueid");
        switch (event.getOrDefault("Event", "")) {
            case "Newchannel" -> {
                Call call = calls.computeIfAbsent(event.get("Linkedid"), Call::new);
                call.began(channel);
                callOfChannel.put(channel, call);
            }
            case "Hangup" -> {
                Call call = callOfChannel.remove(channel);
                if (call != null) {
                    call.live.remove(channel);
                }
            }
            default -> {}
        }
    }

    /** The ids of all calls seen. */
    synchronized Set<String> known() {
        return Set.copyOf(calls.keySet());
    }

    /** The ids of the calls seen from their first channel to their last. */
    synchronized Set<String> over() {
        return calls.values().stream()
                .filter(call -> call.seenFromStart && call.live.isEmpty())
                .map(call -> call.id)
                .collect(Collectors.toSet());
    }

    private static final class Call {
        private final String id;
        private final Set<String> live = new HashSet<>();
        private boolean seenFromStart;

        Call(String id) {
            this.id = id;
        }

        void began(String channel) {
            live.add(channel);
            seenFromStart |= channel.equals(id);
        }
    }
}
