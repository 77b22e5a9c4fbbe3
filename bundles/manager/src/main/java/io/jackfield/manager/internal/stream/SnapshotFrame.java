package io.jackfield.manager.internal.stream;

import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import java.util.ArrayDeque;
import java.util.Optional;

/** A list as it waits in one queue: its start, as many items as there is room for, its end. */
final class SnapshotFrame {

    private final ArrayDeque<StreamItem> items = new ArrayDeque<>();
    private int bytes;

    /** @param room how many bytes of items may wait */
    SnapshotFrame(SnapshotList list, int room) {
        items.add(new SnapshotStart(list.origin(), list.action(), list.at()));
        Optional<String> incomplete = list.incomplete();
        for (ManagerEvent item : list.items()) {
            if (bytes + item.headers().length() > room) {
                incomplete = Optional.of("only " + (items.size() - 1) + " of "
                        + list.items().size() + " items fit into the bytes that may wait for the subscriber");
                break;
            }
            bytes += item.headers().length();
            items.add(item);
        }
        items.add(new SnapshotEnd(list.origin(), list.action(), items.size() - 1, incomplete));
    }

    /** How many bytes of items wait. */
    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    StreamItem poll() {
        StreamItem item = items.poll();
        if (item instanceof ManagerEvent event) {
            bytes -= event.headers().length();
        }
        return item;
    }
}
