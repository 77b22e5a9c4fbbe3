package io.jackfield.ajam.internal;

import io.jackfield.manager.ManagerAction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Actions that wait for their turn: so many may be under way at a time. Used in turns of the link's {@link Serial}. */
final class ActionQueue {

    /**
     * An action on its way.
     *
     * @param deadline the time by {@link System#nanoTime} after which nobody waits for its answer
     */
    record Entry(String name, String id, byte[] form, long deadline) {

        /** @throws IllegalArgumentException if the action is too long for the PBX */
        static Entry of(ManagerAction action, String id, Duration patience) {
            return new Entry(action.name(), id, ActionForm.encode(action, id), System.nanoTime() + patience.toNanos());
        }

        boolean isNamed(String wanted) {
            return name.equalsIgnoreCase(wanted);
        }

        Duration patience() {
            return Duration.ofNanos(deadline - System.nanoTime());
        }
    }

    private final int most;
    private final Consumer<Entry> sender;
    private final Consumer<Entry> tooLate;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param most how many may be under way
     * @param sender sends one, and calls {@link #done} when it is over
     * @param tooLate told of those that are never sent, because whoever waited for their answers gave up
     */
    ActionQueue(int most, Consumer<Entry> sender, Consumer<Entry> tooLate) {
        this.most = most;
        this.sender = sender;
        this.tooLate = tooLate;
    }

    void add(Entry entry) {
        waiting.add(entry);
        next();
    }

    void done() {
        underWay--;
        next();
    }

    private void next() {
        while (underWay < most && !waiting.isEmpty()) {
            Entry entry = waiting.remove();
            if (entry.patience().toMillis() > 0) {
                underWay++;
                sender.accept(entry);
            } else {
                tooLate.accept(entry);
            }
        }
    }

    /** Takes out what was not sent. */
    void drainTo(Consumer<Entry> unsent) {
        while (!waiting.isEmpty()) {
            unsent.accept(waiting.remove());
        }
    }
}
