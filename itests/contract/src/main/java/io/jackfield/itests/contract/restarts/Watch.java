package io.jackfield.itests.contract.restarts;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import java.util.ArrayList;
import java.util.List;

/** Checks a stream of events as it comes, and keeps none of them. It is told of one item at a time, and asked by one thread. */
final class Watch {
    private final List<String> faults = new ArrayList<>();
    private String epoch = "";
    private boolean inFrame;
    private int itemsInFrame;
    private long events;
    private long eventsOfLogin;
    private int losses;
    private int frames;
    private long lostAt;

    /**
     * What the stream had since {@link #begin}.
     *
     * @param events live ones, those of snapshots not counted
     * @param eventsOfLogin those of them that followed the last gap
     * @param losses gaps of kind {@code LOST}
     * @param frames snapshots that followed the last gap
     * @param lostAt when the last gap came, as {@link System#nanoTime} counts
     * @param faults what was wrong, for a person to read
     */
    record Reading(long events, long eventsOfLogin, int losses, int frames, long lostAt, List<String> faults) {}

    synchronized void add(StreamItem item) {
        if (item instanceof EventGap gap) {
            add(gap);
        } else if (item instanceof ManagerEvent event) {
            add(event);
        } else if (item instanceof SnapshotStart) {
            require(!inFrame, "a snapshot within a snapshot");
            inFrame = true;
            itemsInFrame = 0;
        } else if (item instanceof SnapshotEnd end) {
            require(inFrame, "the end of a snapshot that did not begin");
            require(end.items() == itemsInFrame, "a snapshot of " + end.items() + " items had " + itemsInFrame);
            end.incomplete().ifPresent(why -> faults.add("a snapshot is not whole: " + why));
            inFrame = false;
            frames++;
        }
        require(item.origin().epoch().equals(epoch), "an item of another login, and no gap before it");
    }

    private void add(EventGap gap) {
        require(!inFrame, "a gap within a snapshot");
        switch (gap.kind()) {
            case START -> require(epoch.isEmpty(), "the stream began twice");
            case LOST -> {
                require(!gap.origin().epoch().equals(epoch), "a gap within one login");
                losses++;
                lostAt = System.nanoTime();
            }
            case OVERFLOW -> faults.add("events were shed: " + gap);
        }
        epoch = gap.origin().epoch();
        eventsOfLogin = 0;
        frames = 0;
    }

    private void add(ManagerEvent event) {
        if (inFrame) {
            itemsInFrame++;
        } else {
            events++;
            eventsOfLogin++;
        }
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    /** Counts anew from here on. */
    synchronized void begin() {
        events = 0;
        losses = 0;
        faults.clear();
    }

    synchronized Reading read() {
        return new Reading(events, eventsOfLogin, losses, frames, lostAt, List.copyOf(faults));
    }
}
