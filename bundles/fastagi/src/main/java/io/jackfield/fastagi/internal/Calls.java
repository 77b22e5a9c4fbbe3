package io.jackfield.fastagi.internal;

import io.jackfield.agi.AgiEnd;
import io.jackfield.fastagi.Refusal;
import io.jackfield.fastagi.internal.settings.ServerSettings;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls in progress: how many there may be, of whom, and how those before them ended. */
final class Calls {

    private final Set<Call> all = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> byPeer = new HashMap<>();
    private final Tally<AgiEnd> ended = new Tally<>(AgiEnd.class);
    private int count;
    private long total;

    /** @return why there is no room for this one, and empty if there was */
    synchronized Optional<Refusal> add(Call call, ServerSettings limits) {
        if (count >= limits.maxSessions()) {
            return Optional.of(Refusal.TOO_MANY_SESSIONS);
        }
        InetAddress peer = call.peer();
        if (byPeer.getOrDefault(peer, 0) >= limits.maxSessionsPerPeer()) {
            return Optional.of(Refusal.TOO_MANY_SESSIONS_OF_PEER);
        }
        byPeer.merge(peer, 1, Integer::sum);
        all.add(call);
        count++;
        total++;
        return Optional.empty();
    }

    synchronized void ended(Call call, AgiEnd how) {
        all.remove(call);
        ended.count(how);
        count--;
        byPeer.compute(call.peer(), (peer, calls) -> calls == 1 ? null : calls - 1);
        notifyAll();
    }

    /** Those in progress, which may come and go meanwhile. */
    Iterable<Call> all() {
        return all;
    }

    synchronized int count() {
        return count;
    }

    synchronized long total() {
        return total;
    }

    Map<AgiEnd, Long> ended() {
        return ended.counts();
    }

    /** Blocks until there is none, or the deadline has passed. */
    synchronized void awaitNone(Deadline deadline) {
        while (count > 0 && deadline.await(this)) {
            // Woken up: look again.
        }
    }
}
