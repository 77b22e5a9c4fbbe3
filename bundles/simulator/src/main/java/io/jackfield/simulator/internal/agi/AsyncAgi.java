package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.pbx.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;

/** Commands that come by the manager interface, kept for each channel that ever took any. */
public final class AsyncAgi {

    /** @param id as the client gave it, "" if it gave none */
    record Queued(String line, String id) {}

    /** The commands of one channel. They outlive the session they were meant for. */
    static final class Commands {

        private final Deque<Queued> waiting = new ArrayDeque<>();
        private Runnable arrived = () -> {};

        /** The next one, null if there is none. */
        Queued next() {
            return waiting.poll();
        }

        /** Tells this one of commands that arrive; {@link #forget} ends it. */
        void tell(Runnable listener) {
            arrived = listener;
        }

        void forget() {
            arrived = () -> {};
        }
    }

    private final Map<Channel, Commands> byChannel = new WeakHashMap<>();

    Commands commandsFor(Channel channel) {
        return byChannel.computeIfAbsent(channel, none -> new Commands());
    }

    /** Whether the channel ever was in AsyncAGI. */
    public boolean isKnown(Channel channel) {
        return byChannel.containsKey(channel);
    }

    /** Queues a command for a channel that is known, and has it done if its turn is now. */
    public void queue(Channel channel, String line, String id) {
        Commands commands = byChannel.get(channel);
        commands.waiting.add(new Queued(line, id));
        commands.arrived.run();
    }

    void restart() {
        byChannel.clear();
    }
}
